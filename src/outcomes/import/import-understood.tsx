import { number } from '../../shared/wording.ts';
import { periodText } from '../period.ts';
import type { ColumnRole } from '../reading/table-layout.ts';
import {
  columnRoleLabels,
  mergeLabels,
  periodReadingLabels,
  signLabels,
  unitLabels,
  type Mapping,
} from './import.schema.ts';
import type { Report } from './import.verbs.ts';
import type { KnownThings } from '../reading/labels.ts';

/** The first figures of a file as they were understood, beside what stood in it and what may be told of last time. */
export function Understood({ report, known }: { report: Report; known: KnownThings }) {
  const { understood, headingLine, notes } = report;
  if (understood.length === 0 && notes.length === 0) return null;
  const nameOf = (of: 'targetGroups' | 'measures' | 'areas', code: string) =>
    known[of].find(one => one.code === code)?.name ?? code;
  return (
    <section>
      <h2>Sådan er de første tal læst</h2>
      {headingLine !== null && headingLine > 1 && <p>Overskrifterne er fundet på linje {headingLine}.</p>}
      {notes.length > 0 && (
        <p>Lagt til side, uden for tabellen: {notes.map(note => `«${note}»`).join(', ')}</p>
      )}
      {understood.length > 0 && (
        <table class="table table--compact table-md-responsive-headers d-print-table">
          <caption class="sr-only">De første tal: i filen, som de er læst, og sidst</caption>
          <thead>
            <tr>
              <th scope="col">Linje</th>
              <th scope="col">I filen</th>
              <th scope="col">Læst som</th>
              <th scope="col">Om</th>
              <th scope="col">Sidst</th>
            </tr>
          </thead>
          <tbody>
            {understood.map(one => (
              <tr>
                <th scope="row">{number(one.line)}</th>
                <td data-title="I filen">
                  {one.cells.map(({ column, text }) => `${column}: ${text}`).join(', ')}
                </td>
                <td data-title="Læst som">
                  <strong>{one.reads}</strong>
                </td>
                <td data-title="Om">
                  {nameOf('targetGroups', one.group)}: {nameOf('measures', one.measure)},{' '}
                  {nameOf('areas', one.area)}, {periodText(one.period)}
                </td>
                <td data-title="Sidst">
                  {one.before ?? '–'}
                  {one.times !== null && isFar(one.times) && (
                    <strong> (× {one.times.toLocaleString('da-DK')} siden sidst)</strong>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** So far from last time that the unit is probably another. */
function isFar(times: number): boolean {
  return times >= 5 || times <= 0.2;
}

/** Everything about how the table is read that a person can say otherwise: columns, units, signs, periods. */
export function ReadingFields({ report, mapping }: { report: Report; mapping: Mapping }) {
  return (
    <>
      <Columns report={report} />
      {report.units.map(({ column, unit }) => (
        <Choice
          name={`unit:${column}`}
          title={`Enhed for ${column}`}
          empty={unit === null ? 'Vælg enhed' : `Som læst: ${unitLabels[unit]}`}
          options={unitLabels}
          value={mapping.units?.[column]}
        />
      ))}
      {report.signs.map(({ sign, count }) => (
        <Choice
          name={`sign:${sign}`}
          title={`Tegnet «${sign}» (${number(count)} steder) betyder`}
          empty="Vælg"
          options={signLabels}
          value={mapping.signs?.[sign]}
        />
      ))}
      {report.periodForms.map(({ form, example, reading }) => (
        <Choice
          name={`form:${form}`}
          title={`Perioder skrevet som «${example}» er`}
          empty={reading === null ? 'Vælg' : `Som læst: ${periodText(reading)}`}
          options={periodReadingLabels}
          value={mapping.periodForms?.[form]}
        />
      ))}
      <Merges report={report} mapping={mapping} />
    </>
  );
}

function Columns({ report: { layout } }: { report: Report }) {
  if (layout.length === 0) return null;
  return (
    <section>
      <h3>Kolonner</h3>
      <p>
        En kolonne kan være en del af målgruppen (kvinder og mænd: både tællere og nævnere lægges sammen), en
        del af målingen (job og uddannelse blandt de samme personer: kun tællerne lægges sammen) eller støj.
      </p>
      <table class="table table--compact table-md-responsive-headers d-print-table">
        <caption class="sr-only">Filens kolonner, og hvad de er læst som</caption>
        <thead>
          <tr>
            <th scope="col">Kolonne</th>
            <th scope="col">Første celle</th>
            <th scope="col">Er</th>
          </tr>
        </thead>
        <tbody>
          {layout.map(({ heading, role, how, example }, i) => (
            <tr>
              <th scope="row">
                <label for={`role-${i}`}>{heading}</label>
              </th>
              <td data-title="Første celle">{example === '' ? 'Tom' : example}</td>
              <td data-title="Er">
                <select class="form-select" id={`role-${i}`} name={`role:${heading}`}>
                  <option value="" selected={how !== 'said'}>
                    {how === 'said'
                      ? 'Som læst af programmet'
                      : role === null
                        ? 'Mangler at blive valgt'
                        : `Som læst: ${columnRoleLabels[role]}`}
                  </option>
                  {roleOptions(how === 'said' ? role : null)}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function roleOptions(said: ColumnRole | null) {
  return Object.entries(columnRoleLabels).map(([value, text]) => (
    <option value={value} selected={value === said}>
      {text}
    </option>
  ));
}

/** Rows that become one figure: the words, one of the sums with its parts, and how they belong together. */
function Merges({ report: { merges }, mapping }: { report: Report; mapping: Mapping }) {
  if (merges.length === 0) return null;
  return (
    <section>
      <h3>Rækker, der lægges sammen</h3>
      <ul>
        {merges.map(({ words, example, cells }) => (
          <li>
            {words.map(word => `«${word}»`).join(', ')} bliver til{' '}
            {cells === 1 ? 'ét tal' : `${number(cells)} tal`}. {example}.
          </li>
        ))}
      </ul>
      {merges
        .filter(({ by }) => by !== 'part-of-group' && by !== 'part-of-measure' && by !== 'noise')
        .map(({ by, into, words }) => (
          <Choice
            name={`merge:${by}:${into}`}
            title={`${words.join(' og ')} er`}
            empty="Vælg"
            options={mergeLabels}
            value={mapping.merges?.[`${by}:${into}`]}
          />
        ))}
    </section>
  );
}

function Choice(props: {
  name: string;
  title: string;
  empty: string;
  options: Readonly<Record<string, string>>;
  value: string | undefined;
}) {
  const { name, title, empty, options, value } = props;
  const id = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return (
    <div class="form-group">
      <label class="form-label" for={id}>
        {title}
      </label>
      <select class="form-select" id={id} name={name}>
        <option value="">{empty}</option>
        {Object.entries(options).map(([key, text]) => (
          <option value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

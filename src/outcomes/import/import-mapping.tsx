import type { Mapping } from './import.schema.ts';
import { ReadingFields } from './import-understood.tsx';
import type { Report } from './import.verbs.ts';
import { readingFrom } from './reading-fields.ts';
import { periodFrom } from '../reading/period-label.ts';
import { periodText } from '../period.ts';
import { plain } from '../reading/table-layout.ts';
import type { KnownThings, LabelKind, SeenLabel } from '../reading/labels.ts';
import type { Named } from '../reading/propose.ts';

/** More rows than this make a page nobody reads; those known already are left out first. */
const mostRows = 250;

const leftOutWords = 'Tages ikke med';

const kinds: Record<LabelKind, { heading: string; list: string }> = {
  'target-group': { heading: 'Målgrupper', list: 'vores-maalgrupper' },
  measure: { heading: 'Målinger', list: 'vores-maalinger' },
  area: { heading: 'Områder', list: 'vores-omraader' },
  period: { heading: 'Perioder', list: 'vores-perioder' },
};
const kindNames: LabelKind[] = ['target-group', 'measure', 'area', 'period'];

const howWords: Record<SeenLabel['how'], string> = {
  same: 'samme ord som vores',
  remembered: 'husket fra sidst',
  said: 'valgt nu',
  total: 'samlet tal: passer med summen og tages ikke med',
  unknown: 'mangler at blive valgt',
};

/** The file's words beside ours, each to be corrected. */
export function MappingFields(props: { report: Report; known: KnownThings; mapping: Mapping }) {
  const { report, known, mapping } = props;
  const shown = report.labels.slice(0, mostRows);
  return (
    <>
      <ReadingFields report={report} mapping={mapping} />
      {report.valueColumns.length > 0 && <ColumnFields report={report} known={known} />}
      {kindNames.map(kind => {
        const labels = shown.filter(label => label.kind === kind);
        return (
          labels.length > 0 && (
            <section>
              <h3>{kinds[kind].heading}</h3>
              <LabelTable labels={labels} kind={kind} known={known} />
            </section>
          )
        );
      })}
      {report.labels.length > shown.length && (
        <p class="small-text">{report.labels.length - shown.length} ord mere er genkendt og ikke vist.</p>
      )}
      <Ours id="vores-maalgrupper" named={known.targetGroups} />
      <Ours id="vores-maalinger" named={known.measures} />
      <Ours id="vores-omraader" named={known.areas} />
      <Ours id="vores-perioder" named={[]} />
    </>
  );
}

function LabelTable(props: { labels: SeenLabel[]; kind: LabelKind; known: KnownThings }) {
  const { labels, kind, known } = props;
  return (
    <table class="table table--compact table-md-responsive-headers d-print-table">
      <caption class="sr-only">{kinds[kind].heading}: filens ord og vores</caption>
      <thead>
        <tr>
          <th scope="col">I filen</th>
          <th scope="col" class="number">
            Linjer
          </th>
          <th scope="col">Hos os</th>
        </tr>
      </thead>
      <tbody>
        {labels.map((label, i) => {
          const id = `${kinds[kind].list}-${i}`;
          return (
            <tr>
              <th scope="row">
                <label for={id}>{label.label}</label>
                <input type="hidden" name={`label:${kind}:${i}`} value={label.label} />
                <input
                  type="hidden"
                  name={`shown:${kind}:${i}`}
                  value={shownWord(label, namedOf(known, kind))}
                />
              </th>
              <td class="number" data-title="Linjer">
                {label.rows}
              </td>
              <td data-title="Hos os">
                <input
                  class="form-input"
                  id={id}
                  name={`code:${kind}:${i}`}
                  list={kinds[kind].list}
                  value={ourWord(label, namedOf(known, kind))}
                  aria-describedby={`${id}-how`}
                />
                <span class="small-text" id={`${id}-how`}>
                  {kind === 'period' && label.code ? `${periodText(label.code)} · ` : ''}
                  {label.proposed !== undefined && label.code === undefined
                    ? 'foreslået: ret det, eller lad det stå'
                    : howWords[label.how]}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Which columns of counts make a measure; the same denominator may serve several. Empty rows are for more. */
function ColumnFields({ report, known }: { report: Report; known: KnownThings }) {
  const rows = Array.from({ length: report.columns.length + 2 }, (_, i) => report.columns[i] ?? null);
  const measures = known.measures.map(({ code, name }) => ({ value: code, text: name }));
  const headings = report.valueColumns.map(heading => ({ value: heading, text: heading }));
  return (
    <section>
      <h3>Kolonner med tal</h3>
      <p>Filen har en kolonne for hvert antal. Vælg for hver måling, I vil hente, hvilke kolonner den er.</p>
      <input type="hidden" name="shown:columns" value={JSON.stringify(report.columns)} />
      {rows.map((columns, i) => (
        <fieldset class="columns-of-measure">
          <legend class="sr-only">Måling {i + 1}</legend>
          <Choice name={`column:measure:${i}`} title="Måling" options={measures} value={columns?.measure} />
          <Choice
            name={`column:numerator:${i}`}
            title="Tæller"
            options={headings}
            value={columns?.numerator}
          />
          <Choice
            name={`column:denominator:${i}`}
            title="Nævner"
            options={headings}
            value={columns?.denominator}
          />
          <Choice name={`column:share:${i}`} title="Andel" options={headings} value={columns?.share} />
        </fieldset>
      ))}
    </section>
  );
}

function Choice(props: {
  name: string;
  title: string;
  options: readonly { value: string; text: string }[];
  value: string | null | undefined;
}) {
  const { name, title, options, value } = props;
  const id = name.replaceAll(':', '-');
  return (
    <div class="form-group">
      <label class="form-label" for={id}>
        {title}
      </label>
      <select class="form-select" id={id} name={name}>
        <option value="">Ingen</option>
        {options.map(option => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

function Ours({ id, named }: { id: string; named: readonly Named[] }) {
  return (
    <datalist id={id}>
      <option value={leftOutWords}></option>
      {named.map(({ name }) => (
        <option value={name}></option>
      ))}
    </datalist>
  );
}

/** What stood in the field before anybody chose; what is only proposed is chosen by being sent. */
function shownWord(label: SeenLabel, named: readonly Named[]): string {
  return label.how === 'unknown' ? '' : ourWord(label, named);
}

function ourWord({ code, kind, said, proposed }: SeenLabel, named: readonly Named[]): string {
  if (code === undefined) return said ?? named.find(one => one.code === proposed)?.name ?? '';
  if (code === null) return leftOutWords;
  return kind === 'period' ? code : (named.find(one => one.code === code)?.name ?? code);
}

function namedOf(known: KnownThings, kind: LabelKind): readonly Named[] {
  return { 'target-group': known.targetGroups, measure: known.measures, area: known.areas, period: [] }[kind];
}

/** What the form says; a field left empty says nothing. */
export function mappingFrom(fields: ReadonlyMap<string, string>, known: KnownThings): Mapping {
  const said = (kind: LabelKind) =>
    Object.fromEntries(
      [...fields].flatMap(([name, label]): [string, string | null][] => {
        if (!name.startsWith(`label:${kind}:`)) return [];
        const word = fields.get(name.replace('label:', 'code:'))?.trim() ?? '';
        if (word === '' || word === fields.get(name.replace('label:', 'shown:'))) return [];
        if (plain(word) === plain(leftOutWords)) return [[label, null]];
        if (kind === 'period') return [[label, periodFrom(word) ?? word]];
        const named = namedOf(known, kind).find(
          ({ name, code }) => code === word || plain(name) === plain(word),
        );
        return [[label, named?.code ?? word]];
      }),
    );
  const rows = [...fields.keys()].filter(name => name.startsWith('column:measure:'));
  const columns = rows.flatMap(name => {
    const at = (part: string) => fields.get(name.replace('measure', part)) || null;
    const [measure, numerator, denominator, share] = [
      at('measure'),
      at('numerator'),
      at('denominator'),
      at('share'),
    ];
    if (measure === null || (numerator ?? share) === null) return [];
    return known.measures.some(({ code }) => code === measure)
      ? [{ measure, numerator, denominator, share }]
      : [];
  });
  return {
    ...readingFrom(fields),
    targetGroups: said('target-group'),
    measures: said('measure'),
    areas: said('area'),
    periods: said('period'),
    ...(rows.length > 0 && JSON.stringify(columns) !== fields.get('shown:columns') && { columns }),
  };
}

import { Basis, basisLabels } from '../../shared/source.schema.ts';
import { number, sourceText } from '../../shared/wording.ts';
import type { JobindsatsAccess, JobindsatsTableFacts } from './jobindsats.query.ts';
import type { LandedSeries } from './landed.query.ts';
import type { ObservationImport } from '../observation.entity.ts';
import { periodFrom } from '../reading/period-label.ts';
import { periodText } from '../period.ts';

/** Where figures are taken in. */
export const home = '/effekt/import';

/** A table of jobindsats as it describes itself. */
export type Described = { table: string; facts: JobindsatsTableFacts };

export const withoutToken =
  'Der mangler en nøgle til jobindsats. STAR sender kommunen en; sæt den som JOBINDSATS_TOKEN, og start serveren igen.';

export function JobindsatsForm(props: { jobindsats: JobindsatsAccess | null; described: Described | null }) {
  const { jobindsats, described } = props;
  const hierarchies = described?.facts.dimensions.flatMap(dimension => dimension.hierarchies) ?? [];
  if (!jobindsats) {
    return (
      <section>
        <h2>Fra jobindsats</h2>
        <p>{withoutToken} Indtil da kan et gemt svar læses som fil.</p>
      </section>
    );
  }
  return (
    <form method="post" action={`${home}/jobindsats`} class="edit d-print-none">
      <h2>Fra jobindsats</h2>
      <div class="form-group">
        <label class="form-label" for="table">
          Tabel
        </label>
        <span class="form-hint" id="table-hint">
          Fx y01b15: status efter afsluttede forløb på A-dagpenge.
        </span>
        <input
          class="form-input"
          id="table"
          name="table"
          value={described?.table}
          aria-describedby="table-hint"
          required
          pattern="[A-Za-z0-9_]+"
        />
      </div>
      {described && <Description described={described} />}
      <div class="form-group">
        <label class="form-label" for="kind">
          Perioder
        </label>
        <select class="form-select" id="kind" name="kind">
          <option value="Q">Kvartaler</option>
          <option value="M">Måneder</option>
          <option value="QMAT">Rullende år</option>
          <option value="Y">År</option>
        </select>
      </div>
      <div class="form-group">
        <label class="form-label" for="latest">
          Hvor mange af de seneste
        </label>
        <input class="form-input" type="number" id="latest" name="latest" value="12" min="1" max="200" />
      </div>
      <div class="form-group">
        <label class="form-label" for="hierarchies">
          Opdelinger <span class="weight-normal">(frivilligt)</span>
        </label>
        <span class="form-hint" id="hierarchies-hint">
          En på hver linje, fx omraade=* for alle værdier eller omraade=/ for det samlede tal.
        </span>
        <textarea
          class="form-input"
          id="hierarchies"
          name="hierarchies"
          rows={Math.max(2, hierarchies.length)}
          aria-describedby="hierarchies-hint"
        >
          {hierarchies.map(({ id }) => `${id}=/`).join('\n')}
        </textarea>
      </div>
      <button type="submit" class="button button-secondary">
        Hent
      </button>{' '}
      <button type="submit" name="action" value="describe" class="button button-unstyled">
        Se, hvad tabellen har
      </button>
    </form>
  );
}

function Description({ described: { table, facts } }: { described: Described }) {
  const periods = facts.periods.map(period => periodFrom(String(period)) ?? String(period)).toSorted();
  const [first = '', last = ''] = [periods[0], periods.at(-1)];
  return (
    <div role="status">
      <p>
        Tabel {table} har{' '}
        {periods.length === 0
          ? 'ingen perioder'
          : periods.length === 1
            ? `kun perioden ${periodText(first)}`
            : `${number(periods.length)} perioder, fra ${periodText(first)} til ${periodText(last)}`}{' '}
        og kan opdeles efter:
      </p>
      <ul>
        {facts.dimensions
          .flatMap(({ hierarchies }) => hierarchies)
          .map(({ id, name, levels }) => (
            <li>
              {name ?? id} (<code>{id}</code>),{' '}
              {number(levels.reduce((sum, { values }) => sum + values.length, 0))} værdier
            </li>
          ))}
      </ul>
    </div>
  );
}

export function SourceFields({
  document,
  section,
  basis,
}: {
  document: string;
  section: string;
  basis: Basis;
}) {
  return (
    <>
      <div class="form-group">
        <label class="form-label" for="document">
          Kilde <span class="weight-normal">(kan også stå i en kolonne)</span>
        </label>
        <input class="form-input" id="document" name="document" value={document} maxlength={200} />
      </div>
      <div class="form-group">
        <label class="form-label" for="section">
          Afsnit eller tabel <span class="weight-normal">(frivilligt)</span>
        </label>
        <input class="form-input" id="section" name="section" value={section} maxlength={200} />
      </div>
      <div class="form-group">
        <label class="form-label" for="basis">
          Grundlag
        </label>
        <select class="form-select" id="basis" name="basis">
          {Object.entries(basisLabels).map(([value, text]) => (
            <option value={value} selected={value === basis}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

export function Taken({ taken }: { taken: readonly ObservationImport[] }) {
  if (taken.length === 0) return <p>Intet endnu.</p>;
  return (
    <table class="table table--compact table-md-responsive-headers d-print-table">
      <caption class="sr-only">Filer, der er taget ind</caption>
      <thead>
        <tr>
          <th scope="col">Hvornår</th>
          <th scope="col">Kilde</th>
          <th scope="col">Grundlag</th>
          <th scope="col" class="number">
            Nye
          </th>
          <th scope="col" class="number">
            Rettede
          </th>
          <th scope="col" class="number">
            Uændrede
          </th>
        </tr>
      </thead>
      <tbody>
        {taken.map(one => (
          <tr>
            <th scope="row">{date.format(one.importedAt)}</th>
            <td data-title="Kilde">
              {sourceText(one.source)}
              {one.fileName && ` (${one.fileName})`}
              {one.merges.map(({ words, how }) => (
                <span class="small-text merged">
                  {' '}
                  {words.join(' + ')} lagt sammen{how === 'add-numerators' && ' som dele af målingen'}.
                </span>
              ))}
            </td>
            <td data-title="Grundlag">{basisLabels[one.basis]}</td>
            <td class="number" data-title="Nye">
              {number(one.added)}
            </td>
            <td class="number" data-title="Rettede">
              {number(one.changed)}
            </td>
            <td class="number" data-title="Uændrede">
              {number(one.unchanged)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const mostLanded = 20;

/** Where to see what was taken in; a group's page tells what may be told of it. */
export function Landed({ landed }: { landed: readonly LandedSeries[] }) {
  return (
    <>
      <h2>Her står de</h2>
      <ul>
        {landed.slice(0, mostLanded).map(one => (
          <li>
            <a
              href={`/effekt/${one.group}?${new URLSearchParams({ maaling: one.measure, periode: one.last }).toString()}`}
            >
              {one.groupName}
            </a>
            : {one.measureTitle}, {one.areaTitle}, {periodText(one.first)}
            {one.last !== one.first && ` til ${periodText(one.last)}`} ({number(one.count)} tal)
          </li>
        ))}
      </ul>
      {landed.length > mostLanded && <p>Og flere målgrupper, målinger og områder.</p>}
    </>
  );
}

/** A moment as people read it, by the Danish clock. */
export const date = new Intl.DateTimeFormat('da-DK', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Copenhagen',
});

import { Scrolling } from '../../shared/page/page.tsx';
import { offersText } from '../../offers/wording.ts';
import { consequenceLabels } from './comparison.schema.ts';
import type { Cell, Row, Section } from './comparison-rows.ts';
import { placesText, pricesText } from './comparison-wording.ts';
import type { Alternative, ChangedOffer, Comparison } from './comparison.ts';

const deciders = { committee: 'udvalget beslutter', administration: 'forvaltningen fastlægger' };

/** What differs, section by section, with the alternatives side by side; what is equal is folded away below. */
export function ComparisonTable({ compared, sections }: { compared: Comparison; sections: Section[] }) {
  const columns = [compared.today, ...compared.scenarios];
  const differing = sections.map(withRows(row => row.differs)).filter(({ rows }) => rows.length > 0);
  const equal = sections.map(withRows(row => !row.differs)).filter(({ rows }) => rows.length > 0);
  const equals = equal.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      {differing.length === 0 ? (
        <p>Ingen tal er forskellige fra viften i dag.</p>
      ) : (
        <Scrolling label="Det, der er forskelligt">
          <Table caption="Det, der er forskelligt" columns={columns} sections={differing} />
        </Scrolling>
      )}
      {equals > 0 && (
        <details class="more equal d-print-none">
          <summary>Det, der er ens ({equals} rækker)</summary>
          <Scrolling label="Det, der er ens">
            <Table caption="Det, der er ens" columns={columns} sections={equal} />
          </Scrolling>
        </details>
      )}
    </>
  );
}

function withRows(wanted: (row: Row) => boolean) {
  return (section: Section): Section => ({ ...section, rows: section.rows.filter(wanted) });
}

function Table(props: { caption: string; columns: readonly Alternative[]; sections: readonly Section[] }) {
  const { caption, columns, sections } = props;
  return (
    <table class="table table--compact comparison">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          <td></td>
          {columns.map(({ name }) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      {sections.map(({ id, title, decidedBy, rows }) => (
        <tbody class={`comparison-${id}`}>
          <tr class="comparison-section">
            <th scope="rowgroup" colspan={columns.length + 1}>
              {title}
              {decidedBy && <span class="weight-normal"> ({deciders[decidedBy]})</span>}
            </th>
          </tr>
          {rows.map(({ label, cells }) => (
            <tr>
              <th scope="row">{label}</th>
              {cells.map((cell, i) => (
                <Figure cell={cell} changed={i > 0 && cell.text !== cells[0]?.text} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Figure({ cell: { text, note, isBroken }, changed }: { cell: Cell; changed: boolean }) {
  return (
    <td class={[changed && 'changed', isBroken && 'broken'].filter(Boolean).join(' ') || undefined}>
      {changed ? <strong>{text}</strong> : text}
      {note !== null && <span class="comparison-note">{note}</span>}
    </td>
  );
}

/** What each scenario takes away, brings and changes, and what follows of it. */
export function Consequences({ compared }: { compared: Comparison }) {
  return (
    <div class="scenario-cards">
      {compared.scenarios.map(one => (
        <section class="scenario-card" aria-labelledby={`foelger-${one.scenario}`}>
          <h3 id={`foelger-${one.scenario}`}>{one.name}</h3>
          <OfferChanges alternative={one} />
          <ConsequenceList alternative={one} />
        </section>
      ))}
    </div>
  );
}

export function OfferChanges({ alternative: { dropped, added, changed } }: { alternative: Alternative }) {
  if (dropped.length + added.length + changed.length === 0) return <p>Scenariet ændrer intet i viften.</p>;
  return (
    <dl class="changes">
      {dropped.length > 0 && (
        <>
          <dt>Bortfalder</dt>
          <dd>{dropped.map(({ name }) => name).join(' · ')}</dd>
        </>
      )}
      {added.length > 0 && (
        <>
          <dt>Kommer til</dt>
          <dd>{added.map(({ name }) => name).join(' · ')}</dd>
        </>
      )}
      {changed.length > 0 && (
        <>
          <dt>Ændres</dt>
          {changed.map((one, i) => (
            <Changed one={one} isBeyond={i >= mostPrinted} />
          ))}
          {changed.length > mostPrinted && (
            <dd class="rest">og {offersText(changed.length - mostPrinted)} mere</dd>
          )}
        </>
      )}
    </dl>
  );
}

/** As many changed offers of each scenario as one sheet with three or more of them has room for. */
const mostPrinted = 6;

/** On paper the places say it alone; where only the price moves, the price does. */
function Changed({ one, isBeyond }: { one: ChangedOffer; isBeyond: boolean }) {
  const places = placesText(one);
  const prices = pricesText(one);
  return (
    <dd class={isBeyond ? 'beyond' : undefined}>
      {one.name}: {places ?? prices ?? 'uden virkning'}
      {places !== null && prices !== null && <span class="d-print-none">; {prices}</span>}
    </dd>
  );
}

export function ConsequenceList({ alternative: { consequences } }: { alternative: Alternative }) {
  if (consequences.length === 0) return <p>Ingen følger for lov, kontrakter, udbud eller målgrupper.</p>;
  return (
    <ul class="consequences">
      {consequences.map(({ kind, sentence, source }) => (
        <li class={serious.has(kind) ? 'serious' : undefined}>
          <strong>{consequenceLabels[kind]}.</strong> {sentence}{' '}
          <span class={`small-text source ${screened.has(kind) ? 'source--shared' : ''}`}>
            Kilde: {source}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Those whose source is the thresholds, the same for all; a sheet gives it once. */
const screened = new Set<string>(['duty-arises', 'duty-falls-away', 'screening-changes']);

/** Where what is said of tender duties is known from; null where nothing is. */
export function thresholdSources({ scenarios }: Comparison): string | null {
  const found = scenarios.flatMap(({ consequences }) => consequences).find(({ kind }) => screened.has(kind));
  return found?.source ?? null;
}

const serious = new Set<string>([
  'statutory-dropped',
  'contract-runs-on',
  'duty-arises',
  'groups-without-offers',
]);

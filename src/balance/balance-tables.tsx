import type { Child } from 'hono/jsx';
import type { Oere } from '../shared/money.ts';
import { Assumed, Scrolling } from '../shared/page/page.tsx';
import { listed, number, sourcesText } from '../shared/wording.ts';
import { assumedShare, commonestReason } from './assumed-share.tsx';
import { commitmentsLabel } from '../offers/commitments-label.ts';
import { assumedIn, type BalanceFacts } from './balance-facts.ts';
import type { Matrix, MatrixCell } from './balance.ts';
import type { CoverageRow, Served } from './coverage.ts';
import { certaintyLabels, purposeLabels } from '../offers/offer.schema.ts';
import { headcountKindLabels, headcountUnitLabels } from '../target-groups/target-group.schema.ts';
import { knownMoney, knownPlaces, missingMoney } from '../offers/known-money.ts';
import { inMillions, offersText, yearsText } from '../offers/wording.ts';

type FactsProps = { facts: BalanceFacts };

export function PurposeByEvidence({ facts: { balance, years } }: FactsProps) {
  const { matrix, budget } = balance;
  const largest = Math.max(...matrix.cells.flat().map(cell => cell?.amountOere ?? 0));
  return (
    <section class="matrix-section" aria-labelledby="matrix">
      <h2 id="matrix">Formål og evidens sammen</h2>
      <p>{matrixSummary(matrix)} Jo mørkere felt, jo flere penge. Et tomt felt har intet tilbud.</p>
      <p>
        Mio. kr. i {yearsText(years)}. {assumedShare(budget)}.
      </p>
      <Scrolling label="Tabel: formål og evidens">
        <table class="table table--compact matrix">
          <caption class="sr-only">Formål og evidens, mio. kr.</caption>
          <thead>
            <tr>
              <th scope="col">Formål</th>
              {matrix.certainties.map(certainty => (
                <th scope="col" class="number">
                  {certaintyLabels[certainty]}
                </th>
              ))}
              <th scope="col" class="number">
                I alt
              </th>
            </tr>
          </thead>
          <tbody>
            {matrix.purposes.map((purpose, i) => (
              <tr>
                <th scope="row">{purposeLabels[purpose]}</th>
                {(matrix.cells[i] ?? []).map(cell => (
                  <Cell cell={cell} largest={largest} />
                ))}
                <td class="number total">{inMillions(matrix.rowTotalsOere[i] ?? 0)}</td>
              </tr>
            ))}
            {matrix.committedOere > 0 && (
              <tr>
                <th scope="row">{commitmentsLabel}</th>
                <td colspan={matrix.certainties.length}></td>
                <td class="number total">{inMillions(matrix.committedOere)}</td>
              </tr>
            )}
            <tr class="total">
              <th scope="row">I alt</th>
              {matrix.columnTotalsOere.map(total => (
                <td class="number">{inMillions(total)}</td>
              ))}
              <td class="number">{inMillions(matrix.totalOere)}</td>
            </tr>
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}

function matrixSummary({ cells, purposes, certainties }: Matrix): string {
  const filled = purposes.flatMap((purpose, i) =>
    certainties.flatMap((certainty, j) => {
      const cell = cells[i]?.[j];
      return cell && cell.amountOere > 0 ? [{ purpose, certainty, amountOere: cell.amountOere }] : [];
    }),
  );
  const [largest] = filled.toSorted((a, b) => b.amountOere - a.amountOere);
  if (!largest) return 'Ingen penge er fordelt endnu.';
  const purpose = purposeLabels[largest.purpose].toLowerCase();
  const evidence = certaintyLabels[largest.certainty].toLowerCase();
  return `Flest penge, ${inMillions(largest.amountOere)} mio. kr., går til ${purpose} med evidensen »${evidence}«.`;
}

/** Shades from 1 (little) to 5 (the largest amount); the number is always there, so nothing hangs on the shade. */
function Cell({ cell, largest }: { cell: MatrixCell; largest: Oere }) {
  if (cell === null)
    return (
      <td class="number">
        <span class="sr-only">intet tilbud</span>
      </td>
    );
  const shade = largest === 0 ? 0 : Math.ceil((cell.amountOere / largest) * 5);
  const missing = missingMoney(cell);
  return (
    <td class={`number shade-${shade}`}>
      {knownMoney(cell, inMillions)}
      <span class="cell-note">{offersText(cell.offers)}</span>
      {missing !== null && cell.unpricedOffers < cell.offers && <span class="cell-note">{missing}</span>}
    </td>
  );
}

export function TargetGroupCoverage({ facts }: FactsProps) {
  const { balance, names, offers } = facts;
  const { coverage } = balance;
  const main = coverage.rows.filter(row => row.addressed && row.kind === 'benefit');
  const others = coverage.rows.filter(row => !main.includes(row));
  const assumed = assumedIn(offers, 'targetGroups');
  return (
    <section class="coverage-section" aria-labelledby="coverage">
      <h2 id="coverage">Dækning for hver målgruppe</h2>
      <p>{coverageSummary(facts)}</p>
      <CoverageTable rows={withoutOffersFirst(main)} facts={facts} />
      <p class="small-text">
        Kilde til personer: {sourcesText(personSources(facts))}.
        {assumed.length > 0 && (
          <>
            {' '}
            Målgrupper eller pladser for {assumed.length} af {offersText(offers.length)} er{' '}
            <Assumed reason={commonestReason(assumed, 'targetGroups')} />
          </>
        )}
      </p>
      {coverage.withoutGeneral.length > 0 && (
        <p class="small-text">Uden generelt tilbud: {listed(coverage.withoutGeneral.map(names.group))}.</p>
      )}
      {coverage.withoutSpecialised.length > 0 && (
        <p class="small-text">
          Uden specialiseret tilbud: {listed(coverage.withoutSpecialised.map(names.group))}.
        </p>
      )}
      {others.length > 0 && (
        <details class="more">
          <summary>Dele af målgrupperne og andre grupper, som tilbud er for ({others.length})</summary>
          <p>
            En del er talt med i den målgruppe, den hører til. Andre grupper går på tværs af målgrupperne
            eller ligger uden for dem, viften henvender sig til; deres personer lægges ikke til.
          </p>
          <CoverageTable rows={others} facts={facts} />
        </details>
      )}
    </section>
  );
}

function coverageSummary({ balance: { coverage }, names }: BalanceFacts): string {
  const without = coverage.withoutOffers;
  if (without.length === 0) return 'Alle de målgrupper, viften henvender sig til, har mindst ét tilbud.';
  const who = without.length === 1 ? 'Én målgruppe har' : `${without.length} målgrupper har`;
  return `${who} intet tilbud: ${listed(without.map(names.group))}.`;
}

function withoutOffersFirst(rows: readonly CoverageRow[]): CoverageRow[] {
  return [...rows.filter(row => row.served === 'no'), ...rows.filter(row => row.served !== 'no')];
}

function personSources({ balance, whole }: BalanceFacts) {
  const { unit, kind, period } = whole.portfolio.countBasis;
  const shown = new Set(balance.coverage.rows.map(row => row.group));
  return whole.targetGroups
    .filter(group => shown.has(group.code))
    .flatMap(group => group.headcounts)
    .filter(count => count.unit === unit && count.kind === kind && count.period === period)
    .map(count => count.source);
}

function CoverageTable({ rows, facts }: { rows: CoverageRow[]; facts: BalanceFacts }) {
  const { unit, kind, period } = facts.whole.portfolio.countBasis;
  return (
    <table class="table table--compact table-md-responsive-headers coverage">
      <caption>
        Personer er {headcountUnitLabels[unit]}, {headcountKindLabels[kind].toLowerCase()} {period}. Pladser
        er om året. Mio. kr. i {yearsText(facts.years)}.
      </caption>
      <thead>
        <tr>
          <th scope="col">Målgruppe</th>
          <th scope="col" class="number">
            Personer
          </th>
          <th scope="col" class="number">
            Pladser
          </th>
          <th scope="col" class="number">
            Pladser pr. 100 personer
          </th>
          <th scope="col" class="number">
            Tilbud
          </th>
          <th scope="col" class="number">
            Mio. kr.
          </th>
          <th scope="col">Generelt tilbud</th>
          <th scope="col">Specialiseret tilbud</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <CoverageLine row={row} facts={facts} />
        ))}
      </tbody>
    </table>
  );
}

function CoverageLine({ row, facts: { names } }: { row: CoverageRow; facts: BalanceFacts }) {
  const served = row.served !== 'no';
  return (
    <tr class={served ? undefined : 'gap'}>
      <th scope="row">
        {names.group(row.group)}
        {row.kind === 'part' && row.benefitGroup !== null && (
          <span class="cell-note">del af: {names.group(row.benefitGroup)}</span>
        )}
      </th>
      <Figure title="Personer">
        <Persons row={row} />
      </Figure>
      <Figure title="Pladser">
        {!served ? '–' : knownPlaces(row)}
        {row.offersWithoutPlaces > 0 && row.placesPer100 !== null && (
          <span class="cell-note">{offersText(row.offersWithoutPlaces)} uden antal</span>
        )}
      </Figure>
      <Figure title="Pladser pr. 100 personer">
        {row.placesPer100 === null
          ? served
            ? 'ukendt'
            : '–'
          : `${row.offersWithoutPlaces > 0 ? 'mindst ' : ''}${number(row.placesPer100)}`}
      </Figure>
      <Figure title="Tilbud">{served ? row.offers : <strong>Ingen tilbud</strong>}</Figure>
      <Figure title="Mio. kr.">
        {!served ? '–' : knownMoney(row, inMillions)}
        {row.unknownPriceOffers > 0 && row.unpricedOffers < row.offers && (
          <span class="cell-note">{missingMoney(row)}</span>
        )}
      </Figure>
      <td data-title="Generelt tilbud">{servedLabels[row.general]}</td>
      <td data-title="Specialiseret tilbud">{servedLabels[row.specialised]}</td>
    </tr>
  );
}

/** `title` is the column's heading, shown at each figure where the rows are laid out as cards. */
function Figure({ title, children }: { title: string; children?: Child }) {
  return (
    <td class="number" data-title={title}>
      <span>{children}</span>
    </td>
  );
}

const servedLabels: Record<Served, string> = { yes: 'Ja', partly: 'Kun for en del', no: 'Nej' };

/** Persons as the vifte counts them; otherwise the newest count there is, which is not the same thing and is not added. */
function Persons({ row: { persons, latest } }: { row: CoverageRow }) {
  if (persons !== null) return <>{number(persons)}</>;
  return (
    <>
      ukendt
      {latest && (
        <span class="cell-note">
          {number(latest.count)} {headcountUnitLabels[latest.unit]} ({latest.period})
        </span>
      )}
    </>
  );
}

import type { Child } from 'hono/jsx';
import { BarChart, ChartLegend, type Bar } from '../shared/page/chart.tsx';
import { Assumed, Scrolling } from '../shared/page/page.tsx';
import { basisLabels } from '../shared/source.schema.ts';
import { listed, sourceText } from '../shared/wording.ts';
import { assumedIn, type AssumableField, type BalanceFacts } from './balance-facts.ts';
import type { Axis, Budget, DecidedBy, Figures, YearBudget } from './balance.ts';
import {
  breadthLabels,
  certaintyLabels,
  deliveryLabels,
  purposeLabels,
  type OfferView,
} from '../offers/offer.schema.ts';
import { inMillions, money, number, offersText, percent, yearsText } from '../offers/wording.ts';

type FactsProps = { facts: BalanceFacts };

/** The three balances the committee decides. */
export function CommitteeBalances({ facts }: FactsProps) {
  return (
    <section class="deciders deciders--committee" aria-labelledby="committee">
      <div class="deciders-heading">
        <h2 id="committee">Udvalget beslutter</h2>
        <p>Budget, evidens og formål er de tre balancer, udvalget drøfter og beslutter.</p>
      </div>
      <ChartLegend />
      <div class="deciders-figures">
        <BudgetFigure facts={facts} />
        <EvidenceFigure facts={facts} />
        <PurposeFigure facts={facts} />
      </div>
    </section>
  );
}

/** What the administration decides within what the committee has decided. */
export function AdministrationBalances({ facts }: FactsProps) {
  return (
    <section class="deciders deciders--administration" aria-labelledby="administration">
      <div class="deciders-heading">
        <h2 id="administration">Forvaltningen fastlægger</h2>
        <p>
          Spændvidde, leveranceform, leverandører og målgrupper fastlægger forvaltningen inden for udvalgets
          beslutninger.
        </p>
      </div>
      <div class="deciders-figures deciders-figures--stacked">
        <BreadthFigure facts={facts} />
        <DeliveryFigure facts={facts} />
        <SupplierFigure facts={facts} />
        <TargetGroupFigure facts={facts} />
      </div>
    </section>
  );
}

function BudgetFigure({ facts: { balance, whole, years } }: FactsProps) {
  const { budget } = balance;
  const frames = whole.portfolio.frames.filter(frame => years.includes(frame.year));
  const assumed = frames.filter(frame => frame.basis === 'assumption');
  return (
    <AxisFigure
      id="budget"
      heading="Budget"
      decidedBy="committee"
      summary={budgetSummary(budget, years)}
      bars={budget.years.map(budgetBar)}
      table={
        <table class="table table--compact">
          <caption class="sr-only">Budget: ramme, fordelt og tilbage for hvert år</caption>
          <thead>
            <tr>
              <th scope="col">År</th>
              <th scope="col" class="number">
                Ramme
              </th>
              <th scope="col" class="number">
                Fordelt
              </th>
              <th scope="col" class="number">
                Tilbage
              </th>
              <th scope="col" class="number">
                Heraf antaget
              </th>
              <th scope="col" class="number">
                Tilbud
              </th>
              <th scope="col" class="number">
                Uden kendt pris
              </th>
            </tr>
          </thead>
          <tbody>
            {budget.years.map(year => (
              <tr>
                <th scope="row">{year.year}</th>
                <td class="number">{money(year.frameOere)}</td>
                <td class="number">{money(year.allocatedOere)}</td>
                <td class="number">{money(year.leftOere)}</td>
                <td class="number">{money(year.assumedOere)}</td>
                <td class="number">{year.offers}</td>
                <td class="number">{year.unknownPriceOffers}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <p class="small-text">
        Rammen bygger på:{' '}
        {listed([
          ...new Set(
            frames.map(({ year, basis, source }) =>
              [`${year} ${basisLabels[basis].toLowerCase()}`, ...(source ? [sourceText(source)] : [])].join(
                ', ',
              ),
            ),
          ),
        ])}
        .
        {assumed.length > 0 && (
          <>
            {' '}
            Rammen for {listed(assumed.map(({ year }) => `${year}`))} er{' '}
            <Assumed reason={assumed[0]?.note ?? 'Ingen kilde giver den.'} />
          </>
        )}
      </p>
    </AxisFigure>
  );
}

function budgetSummary({ frameOere, allocatedOere, leftOere, years: each }: Budget, years: number[]): string {
  const broken = each.filter(year => year.leftOere < 0);
  const rest =
    leftOere < 0
      ? `${money(-leftOere)} over rammen`
      : leftOere === 0
        ? 'hele rammen er brugt'
        : `${money(leftOere)} er tilbage`;
  const warning =
    broken.length > 0 && years.length > 1
      ? ` Rammen er overskredet i ${listed(broken.map(({ year }) => `${year}`))}.`
      : '';
  return `Viften bruger ${money(allocatedOere)} af rammen på ${money(frameOere)} i ${yearsText(years)}: ${rest}.${warning}`;
}

function budgetBar(year: YearBudget): Bar {
  const { frameOere, allocatedOere, leftOere, assumedOere, unknownPriceOffers } = year;
  const rest = leftOere < 0 ? `${money(-leftOere)} over rammen` : `${money(leftOere)} tilbage`;
  return {
    label: `${year.year}`,
    value: `${inMillions(allocatedOere)} af ${money(frameOere)}`,
    size: allocatedOere,
    assumed: assumedOere,
    frame: frameOere,
    note:
      unknownPriceOffers > 0
        ? `${rest}; ${offersText(unknownPriceOffers)} med ukendt pris er ikke med`
        : rest,
  };
}

function EvidenceFigure({ facts }: FactsProps) {
  const axis = labelled(facts.balance.axes.evidence, key => certaintyLabels[key]);
  const shares = percents(facts.balance.axes.evidence);
  const sure = (shares.get('strong') ?? 0) + (shares.get('moderate') ?? 0);
  return (
    <MoneyFigure
      id="evidence"
      heading="Evidens"
      of="Hvor sikker er den viden, tilbuddene bygger på?"
      axis={axis}
      summary={`${percent(sure)} af pengene går til tilbud med stærk eller moderat evidens; ${percent(shares.get('not-assessed') ?? 0)} går til tilbud, hvor evidensen ikke er vurderet.`}
    >
      <AssumedField facts={facts} field="evidence" what="Evidensen" />
    </MoneyFigure>
  );
}

function PurposeFigure({ facts }: FactsProps) {
  const axis = labelled(facts.balance.axes.purpose, key => purposeLabels[key]);
  return (
    <MoneyFigure
      id="purpose"
      heading="Formål"
      of="Hvad skal borgeren have ud af tilbuddet?"
      axis={axis}
      summary={largestSummary(axis)}
    >
      <AssumedField facts={facts} field="purpose" what="Formålet" />
    </MoneyFigure>
  );
}

function BreadthFigure({ facts }: FactsProps) {
  const axis = labelled(facts.balance.axes.breadth, key => breadthLabels[key]);
  const shares = percents(facts.balance.axes.breadth);
  return (
    <MoneyFigure
      id="breadth"
      heading="Spændvidde"
      of="Er tilbuddet for mange slags borgere eller for få?"
      axis={axis}
      summary={`${percent(shares.get('general') ?? 0)} af pengene går til generelle tilbud og ${percent(shares.get('specialised') ?? 0)} til specialiserede.`}
    >
      <AssumedField facts={facts} field="breadth" what="Spændvidden" />
    </MoneyFigure>
  );
}

function DeliveryFigure({ facts }: FactsProps) {
  const axis = labelled(facts.balance.axes.delivery, key => deliveryLabels[key]);
  const shares = percents(facts.balance.axes.delivery);
  return (
    <MoneyFigure
      id="delivery"
      heading="Leveranceform"
      of="Leverer kommunen selv, eller købes tilbuddet?"
      axis={axis}
      summary={`${percent(shares.get('internal') ?? 0)} af pengene går til interne tilbud og ${percent(shares.get('external') ?? 0)} til eksterne.`}
    >
      <AssumedField facts={facts} field="delivery" what="Leveranceformen" />
    </MoneyFigure>
  );
}

const suppliersDrawn = 6;

function SupplierFigure({ facts }: FactsProps) {
  const { balance, names } = facts;
  const axis = labelled(balance.axes.supplier, key =>
    key === null ? 'Ingen leverandør angivet' : names.supplier(key),
  );
  const named = axis.rows.filter(({ key }) => key !== null);
  const three = balance.concentration.three;
  return (
    <MoneyFigure
      id="supplier"
      heading="Leverandører"
      of="Hvem leverer tilbuddene?"
      axis={axis}
      drawn={[
        ...named.slice(0, suppliersDrawn),
        ...together(named.slice(suppliersDrawn), 'øvrige leverandører'),
        ...axis.rows.filter(({ key }) => key === null),
      ]}
      summary={
        three
          ? `${listed(three.suppliers.map(names.supplier))} har tilsammen ${percent(three.percent)} af de penge, der ligger hos en angivet leverandør.`
          : 'Ingen penge ligger hos en angivet leverandør.'
      }
    >
      <AssumedField facts={facts} field="supplier" what="Leverandøren" />
    </MoneyFigure>
  );
}

function TargetGroupFigure({ facts }: FactsProps) {
  const { balance, names, whole } = facts;
  const { coverage } = balance;
  const axis = labelled(balance.axes.targetGroup, key =>
    key === null ? 'Ingen målgruppe angivet' : names.group(key),
  );
  const addressed = new Set<string | null>(whole.portfolio.addresses);
  const without = coverage.withoutOffers;
  const all = coverage.rows.filter(row => row.addressed && row.kind === 'benefit').length;
  return (
    <MoneyFigure
      id="target-group"
      heading="Målgrupper"
      of="Hvem er tilbuddene for? Et tilbud for flere grupper er delt mellem dem."
      axis={axis}
      drawn={[
        ...axis.rows.filter(({ key }) => addressed.has(key)),
        ...together(
          axis.rows.filter(({ key }) => key !== null && !addressed.has(key)),
          'andre målgrupper',
        ),
        ...axis.rows.filter(({ key }) => key === null),
      ]}
      summary={
        without.length === 0
          ? `Alle ${all} målgrupper, viften henvender sig til, har mindst ét tilbud.`
          : `${all - without.length} af de ${all} målgrupper, viften henvender sig til, har mindst ét tilbud; ${without.length} har ingen.`
      }
    >
      <p class="small-text">
        <a href="#coverage">Se dækningen for hver målgruppe</a>
      </p>
      <AssumedField facts={facts} field="targetGroups" what="Målgrupper eller pladser" />
    </MoneyFigure>
  );
}

type LabelledRow = Figures & { key: string | null; label: string };
type LabelledAxis = { decidedBy: DecidedBy; rows: LabelledRow[] };

function labelled<Key extends string | null>(axis: Axis<Key>, label: (key: Key) => string): LabelledAxis {
  return {
    decidedBy: axis.decidedBy,
    rows: axis.rows.map(row => ({ ...row, label: label(row.key) })),
  };
}

/** The rows as one, so that a long tail does not drown the picture; the table beneath it still holds each. */
function together(rows: readonly LabelledRow[], what: string): LabelledRow[] {
  if (rows.length < 2) return [...rows];
  const sum = (of: (row: LabelledRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return [
    {
      key: '',
      label: `${rows.length} ${what}`,
      amountOere: sum(row => row.amountOere),
      assumedOere: sum(row => row.assumedOere),
      percent: sum(row => row.percent),
      offers: sum(row => row.offers),
      unknownPriceOffers: sum(row => row.unknownPriceOffers),
    },
  ];
}

function largestSummary({ rows }: LabelledAxis): string {
  const [first, second] = rows
    .filter(row => row.amountOere > 0)
    .toSorted((a, b) => b.amountOere - a.amountOere);
  if (!first) return 'Ingen penge er fordelt endnu.';
  const most = `Mest går til ${first.label.toLowerCase()} (${percent(first.percent)})`;
  return second ? `${most}, dernæst ${second.label.toLowerCase()} (${percent(second.percent)}).` : `${most}.`;
}

function percents<Key>(axis: Axis<Key>): Map<Key, number> {
  return new Map(axis.rows.map(({ key, percent }) => [key, percent]));
}

type MoneyFigureProps = {
  id: string;
  heading: string;
  /** The question the axis answers. */
  of: string;
  axis: LabelledAxis;
  drawn?: LabelledRow[];
  summary: string;
  children?: Child;
};

function MoneyFigure({ id, heading, of, axis, drawn = axis.rows, summary, children }: MoneyFigureProps) {
  return (
    <AxisFigure
      id={id}
      heading={heading}
      decidedBy={axis.decidedBy}
      summary={`${of} ${summary}`}
      bars={drawn.map(moneyBar)}
      table={<MoneyTable heading={heading} rows={axis.rows} />}
    >
      {children}
    </AxisFigure>
  );
}

function moneyBar({
  label,
  amountOere,
  assumedOere,
  percent: share,
  offers,
  unknownPriceOffers,
}: LabelledRow): Bar {
  const bar = { label, size: amountOere, assumed: assumedOere };
  if (offers === 0) return { ...bar, value: 'ingen tilbud' };
  if (amountOere === 0 && unknownPriceOffers > 0) return { ...bar, value: 'ukendt pris' };
  return {
    ...bar,
    value: `${money(amountOere)} · ${percent(share)}`,
    ...(unknownPriceOffers > 0 && { note: `og ${offersText(unknownPriceOffers)} med ukendt pris` }),
  };
}

function MoneyTable({ heading, rows }: { heading: string; rows: LabelledRow[] }) {
  return (
    <table class="table table--compact">
      <caption class="sr-only">{heading}: beløb, andel og tilbud</caption>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" class="number">
            Mio. kr.
          </th>
          <th scope="col" class="number">
            Andel
          </th>
          <th scope="col" class="number">
            Heraf antaget, mio. kr.
          </th>
          <th scope="col" class="number">
            Tilbud
          </th>
          <th scope="col" class="number">
            Uden kendt pris
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr>
            <th scope="row">{row.label}</th>
            <td class="number">{inMillions(row.amountOere)}</td>
            <td class="number">{percent(row.percent)}</td>
            <td class="number">{inMillions(row.assumedOere)}</td>
            <td class="number">{number(row.offers)}</td>
            <td class="number">{number(row.unknownPriceOffers)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const deciderLabels: Record<DecidedBy, string> = {
  committee: 'Besluttes af udvalget',
  administration: 'Fastlægges af forvaltningen',
};

type AxisFigureProps = {
  id: string;
  heading: string;
  decidedBy: DecidedBy;
  summary: string;
  bars: Bar[];
  table: Child;
  children?: Child;
};

function AxisFigure({ id, heading, decidedBy, summary, bars, table, children }: AxisFigureProps) {
  return (
    <figure class={`axis axis--${id}`} aria-labelledby={`${id}-heading`}>
      <figcaption>
        <h3 id={`${id}-heading`}>{heading}</h3>
        <p class="decided-by">{deciderLabels[decidedBy]}</p>
        <p>{summary}</p>
      </figcaption>
      <BarChart
        id={`${id}-chart`}
        title={heading}
        description={bars.map(({ label, value }) => `${label}: ${value}`).join('; ')}
        bars={bars}
      />
      {children}
      <details class="axis-table">
        <summary>{heading} som tabel</summary>
        <Scrolling label={`Tabel: ${heading.toLowerCase()}`}>{table}</Scrolling>
      </details>
    </figure>
  );
}

type AssumedFieldProps = { facts: BalanceFacts; field: AssumableField; what: string };

function AssumedField({ facts: { offers }, field, what }: AssumedFieldProps) {
  const assumed = assumedIn(offers, field);
  if (assumed.length === 0) return null;
  return (
    <p class="small-text">
      {what} for {assumed.length} af {offersText(offers.length)} er{' '}
      <Assumed reason={commonestReason(assumed, field)} />
    </p>
  );
}

/** The reason most of the offers share, where they do. */
export function commonestReason(offers: readonly OfferView[], field: AssumableField): string {
  const reasons = offers.flatMap(offer =>
    offer.assumptions.filter(assumption => assumption.field === field).map(({ reason }) => reason),
  );
  const counts = [...Map.groupBy(reasons, reason => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  const [commonest] = counts;
  if (!commonest) return '';
  const [reason, { length }] = commonest;
  if (counts.length === 1) return reason;
  const each = 'Hvert tilbud har sin egen begrundelse.';
  return length * 2 >= reasons.length ? `${reason} ${each}` : each;
}

/** What part of the money rests on assumption, in words that end in the word that carries the mark. */
export function assumedShare({ assumedOere, allocatedOere, assumedPercent }: Budget): string {
  if (assumedOere === 0) return 'Intet af beløbet er antaget';
  return `${assumedOere === allocatedOere ? 'Hele beløbet' : `${percent(assumedPercent)} af beløbet`} er antaget`;
}

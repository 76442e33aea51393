import { ChartLegend, type Bar } from '../shared/page/chart.tsx';
import { Assumed } from '../shared/page/page.tsx';
import { basisLabels } from '../shared/source.schema.ts';
import { listed, sourceText } from '../shared/wording.ts';
import { AssumedField } from './assumed-share.tsx';
import { AxisFigure, MoneyFigure, labelled, largestSummary, percents, together } from './axis-figure.tsx';
import type { BalanceFacts } from './balance-facts.ts';
import type { Budget, YearBudget } from './balance.ts';
import { breadthLabels, certaintyLabels, deliveryLabels, purposeLabels } from '../offers/offer.schema.ts';
import { leftText, missingMoney, spentText } from '../offers/known-money.ts';
import { money, percent, yearsText } from '../offers/wording.ts';

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
              {budget.committedOere > 0 && (
                <th scope="col" class="number">
                  Heraf kontrakter, der løber videre
                </th>
              )}
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
                <td class="number">{spentText(year)}</td>
                {budget.committedOere > 0 && <td class="number">{money(year.committedOere)}</td>}
                <td class="number">{leftText(year)}</td>
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

function budgetSummary(budget: Budget, years: number[]): string {
  const { frameOere, leftOere, committedOere } = budget;
  const broken = budget.years.filter(year => year.leftOere < 0);
  const rest = leftOere === 0 ? 'hele rammen er brugt' : leftText(budget);
  const beside =
    committedOere > 0 ? ` Heraf går ${money(committedOere)} til kontrakter om tilbud, der er gået ud.` : '';
  const warning =
    broken.length > 0 && years.length > 1
      ? ` Rammen er overskredet i ${listed(broken.map(({ year }) => `${year}`))}.`
      : '';
  return `Viften bruger ${spentText(budget)} af rammen på ${money(frameOere)} i ${yearsText(years)}: ${rest}.${beside}${warning}`;
}

function budgetBar(year: YearBudget): Bar {
  const { frameOere, allocatedOere, committedOere, assumedOere } = year;
  const notes = [
    leftText(year),
    ...(committedOere > 0 ? [`heri ${money(committedOere)} til kontrakter, der løber videre`] : []),
    ...[missingMoney(year) ?? []].flat(),
  ];
  return {
    label: `${year.year}`,
    value: `${spentText(year)} af ${money(frameOere)}`,
    size: allocatedOere,
    assumed: assumedOere,
    frame: frameOere,
    note: notes.join('; '),
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
  const shares = percents(balance.axes.supplier);
  const ofAll = (three?.suppliers ?? []).reduce((sum, code) => sum + (shares.get(code) ?? 0), 0);
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
          ? `${listed(three.suppliers.map(names.supplier))} har tilsammen ${percent(ofAll)} af alle penge; det er ${percent(three.percent)} af dem, der ligger hos en angivet leverandør.`
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

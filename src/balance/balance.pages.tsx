import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { formatDay } from '../shared/days/day.ts';
import { router, type Env } from '../shared/http/http.ts';
import { capital, stopped } from '../shared/wording.ts';
import { answerPage, Assumed, Icon, Page, PrintButton, type Viewed } from '../shared/page/page.tsx';
import { assumedShare } from './assumed-share.tsx';
import { AdministrationBalances, CommitteeBalances } from './balance-axes.tsx';
import { balanceCsv } from './balance-csv.ts';
import { balanceFacts, type BalanceFacts } from './balance-facts.ts';
import { Assumptions, Method } from './balance-method.tsx';
import { Reach } from './balance-reach.tsx';
import { PurposeByEvidence, TargetGroupCoverage } from './balance-tables.tsx';
import { purposeLabels } from '../offers/offer.schema.ts';
import { viewing } from '../offers/viewed.query.ts';
import { leftText, missingMoney, overText, spentText } from '../offers/known-money.ts';
import { percent, yearsText } from '../offers/wording.ts';
import { askedYear, withYear, YearSwitch } from '../offers/year-switch.tsx';

type BalancePart = (c: Context<Env>, viewed: Viewed) => Promise<Child>;

/** `parts` are what other slices have to say beside the balances. */
export function balancePages(parts: readonly BalancePart[]) {
  return router()
    .get(
      '/balance',
      viewing(async (c, viewed, whole) => {
        const facts = balanceFacts(whole, askedYear(whole, c.req.query('aar')));
        const revision = await c.var.database.revision();
        const others = await Promise.all(parts.map(part => part(c, viewed)));
        return answerPage(
          c,
          <Page c={c} title="Balance" section="/balance" viewed={viewed}>
            <div class="balance">
              <div class="page-top">
                <h1>Hvor ligger vægten?</h1>
                <YearSwitch path="/balance" viewed={viewed} whole={whole} year={facts.year} />
              </div>
              <p class="font-lead answer">{answer(facts)}</p>
              <p>
                <Reservations facts={facts} viewed={viewed} />
              </p>
              <Downloads facts={facts} viewed={viewed} />
              {others}
              <CommitteeBalances facts={facts} />
              <PurposeByEvidence facts={facts} />
              <Assumptions facts={facts} viewed={viewed} />
              <AdministrationBalances facts={facts} />
              <TargetGroupCoverage facts={facts} />
              <Reach facts={facts} viewed={viewed} />
              <Method facts={facts} viewed={viewed} />
              <p class="small-text">
                Hentet {formatDay(c.var.today())} · dataudgave {revision}. Dataudgaven skifter, hver gang
                nogen gemmer en ændring.
              </p>
            </div>
          </Page>,
        );
      }),
    )
    .get(
      '/balance.csv',
      viewing((c, viewed, whole) => {
        const facts = balanceFacts(whole, askedYear(whole, c.req.query('aar')));
        c.header('Content-Type', 'text/csv; charset=utf-8');
        c.header('Content-Disposition', `attachment; filename="${fileName(facts, viewed)}.csv"`);
        c.header('Cache-Control', 'no-cache');
        return c.body(balanceCsv(facts));
      }),
    );
}

/** The one sentence that answers the page's question, with the three balances the committee decides. */
function answer({ balance, years }: BalanceFacts): string {
  const { budget, axes } = balance;
  const when = yearsText(years);
  const [heaviest] = axes.purpose.rows
    .filter(row => row.amountOere > 0)
    .toSorted((a, b) => b.amountOere - a.amountOere);
  if (!heaviest) return `Der er endnu ikke sat penge på tilbuddene i ${when}.`;
  const sure = axes.evidence.rows
    .filter(({ key }) => key === 'strong' || key === 'moderate')
    .reduce((sum, { percent }) => sum + percent, 0);
  const rest =
    budget.leftOere < 0
      ? `det er ${leftText(budget)}`
      : `${leftText(budget).replace(/ tilbage$/, '')} af rammen er tilbage`;
  return (
    `Vægten ligger på ${purposeLabels[heaviest.key].toLowerCase()}, som får ${percent(heaviest.percent)} af de ` +
    `${spentText(budget)} i ${when}; ${percent(sure)} går til tilbud med stærk eller moderat evidens, og ${rest}.`
  );
}

function Reservations({ facts, viewed }: { facts: BalanceFacts; viewed: Viewed }) {
  const { budget } = facts.balance;
  const missing = missingMoney(budget);
  const broken = facts.balance.budget.years.filter(year => year.leftOere < 0);
  return (
    <>
      {facts.years.length > 1 &&
        broken.map(year => (
          <strong>
            I {year.year} er rammen overskredet med {overText(year)}.{' '}
          </strong>
        ))}
      {assumedShare(budget).replace(/antaget$/, '')}
      {budget.assumedOere > 0 ? (
        <Assumed reason="ingen kilde giver det. Under »Hvad er antaget?« står, hvad der er antaget om hvert tilbud" />
      ) : (
        'antaget'
      )}
      .
      {missing !== null && (
        <>
          {' '}
          {stopped(capital(missing))}{' '}
          {budget.unknownPriceOffers > 0 && (
            <a href={viewed.link(withYear('/tilbud?mangler=price', facts.year))}>Se dem, hvis pris mangler</a>
          )}
        </>
      )}
    </>
  );
}

function Downloads({ facts, viewed }: { facts: BalanceFacts; viewed: Viewed }) {
  const year = facts.year === null ? '' : `?year=${facts.year}`;
  return (
    <p class="downloads d-print-none">
      <a class="function-link" href={viewed.link(withYear('/balance.csv', facts.year))} download>
        <Icon name="download" />
        Hent som CSV
      </a>
      <a
        class="function-link"
        href={`/api/portfolios/${viewed.portfolio.code}/balance${year}`}
        download={`${fileName(facts, viewed)}.json`}
      >
        <Icon name="download" />
        Hent som JSON
      </a>
      <PrintButton />
    </p>
  );
}

function fileName({ year }: BalanceFacts, { portfolio }: Viewed): string {
  return `balance-${portfolio.code}${year === null ? '' : `-${year}`}`;
}

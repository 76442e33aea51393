import type { Context } from 'hono';
import { AdministrationBalances, CommitteeBalances } from '../../balance/balance-axes.tsx';
import { balanceFacts } from '../../balance/balance-facts.ts';
import { TargetGroupCoverage } from '../../balance/balance-tables.tsx';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { money, namesOf, yearsText } from '../../offers/wording.ts';
import type { Env } from '../../shared/http/http.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { sumOere, type Oere } from '../../shared/money.ts';
import { answerPage, PrintButton, Scrolling, type Viewed } from '../../shared/page/page.tsx';
import { listed, number } from '../../shared/wording.ts';
import { axisLabels } from './frontier-chart.tsx';
import { at, FrontierPage } from './frontier-page.tsx';
import type { OptimumRun } from './optimum-run.verbs.ts';
import { pointOf } from './optimum.routes.ts';
import type { Frontier, Point } from './optimum.schema.ts';
import { knownCost as costIn, type Values } from '../solver/optimum-value.ts';
import { committedIn } from '../solver/keeps-to.ts';

type Refused = { name: string; message: string };

export function answerPoint(c: Context<Env>, viewed: Viewed, run: OptimumRun, refused?: Refused) {
  const { answer, point, chosen } = pointOf(run, pointAsked(c));
  const facts = balanceFacts(chosen, run.question.year);
  const names = namesOf(run.whole);
  const kept = point.offers.length - point.scaled.length;
  return answerPage(
    c,
    <FrontierPage
      c={c}
      viewed={viewed}
      title={`Punkt ${point.number}`}
      above={[{ href: viewed.link(`${at}/${run.code}`), text: 'Grænsen' }]}
    >
      <div class="page-top">
        <h1>
          Punkt {point.number} af {answer.points.length} på grænsen
        </h1>
        <PrintButton />
      </div>
      <p class="font-lead answer">{point.sentence}</p>
      <PointValues answer={answer} point={point} whole={run.whole} />
      <section aria-labelledby="aendringer">
        <h2 id="aendringer">Hvad der ændres</h2>
        <h3>Bortfalder ({number(point.dropped.length)})</h3>
        <p>{point.dropped.length === 0 ? 'Ingen tilbud.' : `${listed(point.dropped.map(names.offer))}.`}</p>
        <h3>Andet antal pladser ({number(point.scaled.length)})</h3>
        {point.scaled.length > 0 && (
          <Scrolling label="Tilbud med et andet antal pladser">
            <table class="table table--compact">
              <caption class="sr-only">Tilbud med et andet antal pladser end i dag</caption>
              <thead>
                <tr>
                  <th scope="col">Tilbud</th>
                  <th scope="col" class="number">
                    I dag
                  </th>
                  <th scope="col" class="number">
                    Her
                  </th>
                </tr>
              </thead>
              <tbody>
                {point.scaled.map(({ offer, from, to }) => (
                  <tr>
                    <th scope="row">{names.offer(offer)}</th>
                    <td class="number">{number(from)}</td>
                    <td class="number">{number(to)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        )}
        <p>{number(kept)} tilbud er, som de er i dag.</p>
      </section>
      <form
        method="post"
        action={viewed.link(`${at}/${run.code}/punkt/${point.number}/gem`)}
        class="d-print-none save-point"
      >
        <h2>Gem som scenarie</h2>
        <div class={`form-group ${refused ? 'form-error' : ''}`}>
          <label class="form-label" for="navn">
            Navn
          </label>
          {refused && (
            <span class="form-error-message" id="navn-fejl">
              <span class="sr-only">Fejl: </span>
              {refused.message}
            </span>
          )}
          <input
            class="form-input"
            id="navn"
            name="navn"
            maxlength={100}
            value={refused?.name ?? scenarioName(point)}
            aria-invalid={refused && 'true'}
            aria-describedby={refused && 'navn-fejl'}
            autofocus={refused !== undefined}
          />
        </div>
        <button type="submit" class="button button-primary">
          Gem som scenarie
        </button>
      </form>
      <div class="balance">
        <CommitteeBalances facts={facts} />
        <AdministrationBalances facts={facts} />
        <TargetGroupCoverage facts={facts} />
      </div>
    </FrontierPage>,
    refused ? 422 : 200,
  );
}

function scenarioName({ values }: Point): string {
  return `${number(values.persons)} personer for ${money(values.costOere)}`.replaceAll('\u00a0', ' ');
}

function PointValues(props: { answer: Frontier; point: Point; whole: WholePortfolio }) {
  const { answer, point, whole } = props;
  const knownCost = (year: number) =>
    sumOere([...whole.offers.map(offer => costIn(offer, [year])), committedIn(whole, [year])]);
  const rows: { label: string; of: (values: Values) => string }[] = [
    { label: axisLabels.persons, of: ({ persons }) => number(persons) },
    { label: axisLabels.evidence, of: ({ evidence }) => number(evidence) },
    { label: `Kendt udgift, ${yearsText(answer.years)}`, of: ({ costOere }) => money(costOere) },
  ];
  return (
    <Scrolling label="Punktet mod viften i dag">
      <table class="table table--compact">
        <caption class="sr-only">Punktet mod viften i dag</caption>
        <thead>
          <tr>
            <th scope="col">Mål</th>
            <th scope="col" class="number">
              I dag
            </th>
            <th scope="col" class="number">
              Her
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, of }) => (
            <tr>
              <th scope="row">{label}</th>
              <td class="number">{of(answer.today.values)}</td>
              <td class="number">{of(point.values)}</td>
            </tr>
          ))}
          {point.years.map(({ year, costOere, frameOere }) => (
            <tr>
              <th scope="row">Tilbage af rammen i {year}</th>
              <td class="number">{leftText(frameOere - knownCost(year))}</td>
              <td class="number">{leftText(frameOere - costOere)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** `1,5 mio. kr.`, or by how much the frame is broken. */
function leftText(leftOere: Oere): string {
  return leftOere < 0 ? `over rammen med ${money(-leftOere)}` : money(leftOere);
}

export function pointAsked(c: Context<Env>): number {
  const text = c.req.param('point') ?? '';
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new RuleBroken('not-found', 'Adressen findes ikke.', { status: 404 });
}

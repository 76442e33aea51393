import { viewing } from '../../offers/viewed.query.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { router } from '../../shared/http/http.ts';
import { answerPage, Page, PrintButton, type Viewed } from '../../shared/page/page.tsx';
import { sourcesText } from '../../shared/wording.ts';
import { everyGoalStatus } from './goal-statuses.query.ts';
import {
  GoalStatusName,
  goalStatusLabels,
  type GoalStatus,
  type JudgedReading,
} from './goal-target.schema.ts';
import {
  allAnswer,
  figureText,
  goalPlans,
  planAnswer,
  planTitle,
  targetText,
  type GoalPlan,
} from './goal-wording.ts';

export const goalPages = router();

goalPages.get(
  '/maal',
  viewing(async (c, viewed, whole) => {
    const all = await everyGoalStatus(c.var.database, 'all');
    const plans = goalPlans(all);
    const asked = { plan: c.req.query('plan') ?? '', status: c.req.query('status') ?? '' };
    const status = GoalStatusName.safeParse(asked.status).data;
    const chosen = plans
      .filter(plan => asked.plan === '' || idOf(plan) === asked.plan)
      .map(plan => ({ ...plan, shown: plan.goals.filter(goal => !status || goal.status === status) }))
      .filter(({ shown }) => shown.length > 0);
    const [first] = chosen;
    return answerPage(
      c,
      <Page c={c} title="Mål" section="/maal" viewed={viewed}>
        <div class="goals">
          <div class="page-top">
            <h1>Når vi målene?</h1>
            <PrintButton />
          </div>
          <p class="font-lead answer">
            {first
              ? planAnswer(first)
              : all.length === 0
                ? 'Der er ingen mål endnu.'
                : 'Ingen mål svarer til det, der er valgt.'}
            {chosen.length > 1 && ` ${allAnswer(plans)}`}
          </p>
          <p>
            Status er regnet ud af de tal, der må vises. En antagelse afgør aldrig et mål. Kan et mål læses på
            mere end én måde, står de alle, og den, der bruges, er nævnt først.
          </p>
          <Filter viewed={viewed} plans={plans} asked={asked} />
          {chosen.map(plan => (
            <Plan plan={plan} shown={plan.shown} whole={whole} viewed={viewed} />
          ))}
          <p class="small-text">
            Et mål siger noget om en gruppe borgere, aldrig om et enkelt tilbud. Tallene kan hentes som JSON
            på <a href="/api/goal-statuses">/api/goal-statuses</a>.
          </p>
        </div>
      </Page>,
    );
  }),
);

function idOf({ kind, plan }: Pick<GoalPlan, 'kind' | 'plan'>): string {
  return `${kind}-${plan}`;
}

function Filter(props: { viewed: Viewed; plans: GoalPlan[]; asked: { plan: string; status: string } }) {
  const { viewed, plans, asked } = props;
  return (
    <form method="get" action="/maal" class="seen-from d-print-none">
      <input type="hidden" name="vifte" value={viewed.portfolio.code} />
      <label class="form-label" for="plan">
        Vis
      </label>
      <select class="form-select" id="plan" name="plan">
        <option value="">alle mål</option>
        {plans.map(plan => (
          <option value={idOf(plan)} selected={idOf(plan) === asked.plan}>
            {planTitle(plan)}
          </option>
        ))}
      </select>
      <label class="form-label" for="status">
        med status
      </label>
      <select class="form-select" id="status" name="status">
        <option value="">uanset</option>
        {Object.entries(goalStatusLabels).map(([value, text]) => (
          <option value={value} selected={value === asked.status}>
            {text}
          </option>
        ))}
      </select>
      <button type="submit" class="button button-secondary">
        Vis
      </button>
    </form>
  );
}

type PlanProps = { plan: GoalPlan; shown: GoalStatus[]; whole: WholePortfolio; viewed: Viewed };

function Plan({ plan, shown, whole, viewed }: PlanProps) {
  const id = idOf(plan);
  const served = new Map(
    shown.map(({ code }) => [code, whole.offers.filter(({ goals }) => goals.includes(code)).length]),
  );
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{planTitle(plan)}</h2>
      <p>{planAnswer(plan)}</p>
      <table class="table table--compact table-md-responsive-headers d-print-table">
        <caption class="sr-only">{planTitle(plan)}: status, tallet mod målet og det, der mangler</caption>
        <thead>
          <tr>
            <th scope="col">Mål</th>
            <th scope="col">Status</th>
            <th scope="col">Tallet mod målet</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(goal => (
            <tr
              class={
                goal.partOf !== null && shown.some(({ code }) => code === goal.partOf) ? 'part' : undefined
              }
            >
              <th scope="row" id={goal.code}>
                {goal.title}
                <Served count={served.get(goal.code) ?? 0} />
              </th>
              <td data-title="Status">
                <Status status={goal.status} />
              </td>
              <td data-title="Tallet mod målet">
                <div>
                  {goal.readings
                    .filter(({ used }) => used)
                    .map(reading => (
                      <Judged reading={reading} />
                    ))}
                  <More goal={goal} whole={whole} viewed={viewed} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Served({ count }: { count: number }) {
  if (count === 0) return null;
  return <span class="below">{count === 1 ? '1 tilbud' : `${count} tilbud`} i viften tjener målet</span>;
}

function Status({ status }: { status: GoalStatusName }) {
  return <strong class={`goal-status goal-status--${status}`}>{goalStatusLabels[status]}</strong>;
}

function Judged({ reading }: { reading: JudgedReading }) {
  const { wording, figure, target, goals, missing } = reading;
  return (
    <>
      {wording}
      {figure && (
        <span class="below">
          {figure.what}: <strong>{figureText(figure)}</strong>
          {target && ` mod ${targetText(reading, target)}`}
        </span>
      )}
      {figure && target && target.period !== null && <span class="below">{target.what}</span>}
      {goals.length > 0 && <span class="below">{partsText(goals)}</span>}
      {missing.length > 0 && goals.length === 0 && (
        <span class="below">
          <strong>Mangler:</strong> {missing.join(' ')}
        </span>
      )}
    </>
  );
}

/** `3 af 3 dele er nået`, and how many of them cannot be computed. */
function partsText(goals: JudgedReading['goals']): string {
  const met = goals.filter(({ status }) => status === 'met').length;
  const open = goals.filter(({ status }) => status === 'cannot-be-computed').length;
  const dele = goals.length === 1 ? 'del' : 'dele';
  return `${met} af ${goals.length} ${dele} er nået${open > 0 ? `, ${open} kan ikke gøres op` : ''}`;
}

type MoreProps = { goal: GoalStatus; whole: WholePortfolio; viewed: Viewed };

function More({ goal, whole, viewed }: MoreProps) {
  const { readings, usedBecause, note, sources } = goal;
  const others = readings.filter(({ used }) => !used);
  const groups = whole.targetGroups.filter(({ code }) => goal.targetGroups.includes(code));
  const figures = readings.flatMap(({ figure, target }) => [
    ...(figure?.sources ?? []),
    ...(target?.sources ?? []),
  ]);
  return (
    <details class="printed">
      <summary>{others.length > 0 ? 'Andre læsninger og kilder' : 'Kilder'}</summary>
      {others.length > 0 && (
        <ul>
          {others.map(reading => (
            <li>
              {goalStatusLabels[reading.status]}: <Judged reading={reading} />
            </li>
          ))}
        </ul>
      )}
      {usedBecause !== null && <p>Hvorfor den øverste bruges: {usedBecause}</p>}
      {note !== null && <p>{note}</p>}
      {groups.length > 0 && (
        <p>
          Målgruppe:{' '}
          {groups.map(({ code, name }, i) => (
            <>
              {i > 0 && ', '}
              <a href={viewed.link(`/effekt/${code}`)}>{name}</a>
            </>
          ))}
        </p>
      )}
      <p>
        Målet: {sourcesText(sources)}
        {figures.length > 0 && `. Tallet: ${sourcesText(figures)}`}
      </p>
    </details>
  );
}

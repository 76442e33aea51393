import type { Context } from 'hono';
import { viewing } from '../../offers/viewed.query.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { number } from '../../shared/wording.ts';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { typedFrom } from '../../shared/page/form.ts';
import { router, type Env } from '../../shared/http/http.ts';
import { answerPage, type Viewed } from '../../shared/page/page.tsx';
import { problemOf } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { rememberSaved } from '../../shared/page/saved.ts';
import { slug } from '../../shared/slug.ts';
import { listed } from '../../shared/wording.ts';
import type { Mark } from './frontier-chart.tsx';
import { pointChanges } from './frontier-changes.ts';
import { firstQuestion, QuestionFields, questionChoices } from './frontier-form.tsx';
import { at, FrontierPage } from './frontier-page.tsx';
import { FrontierShown } from './frontier-shown.tsx';
import { pointOf } from './optimum.routes.ts';
import { cancelOptimum, findOptimum, startOptimum, type OptimumRun } from './optimum-run.verbs.ts';
import type { Frontier, Point } from './optimum.schema.ts';
import { valuesWithCommitments } from '../solver/keeps-to.ts';
import { answerOf } from './optimum-wording.ts';
import { answerPoint, pointAsked } from './point-shown.tsx';
import { Question } from './question.schema.ts';
import { scenarioFacts } from '../scenario-facts.query.ts';
import { applyChanges } from '../scenario.ts';
import { createScenario } from '../scenario.verbs.ts';

export const frontierPages = router();

frontierPages.get(
  at,
  viewing((c, viewed, whole) => showForm(c, () => questionEditor(c, viewed, whole))),
);

frontierPages.post(
  at,
  viewing((c, viewed, whole) => answerForm(c, () => questionEditor(c, viewed, whole))),
);

async function questionEditor(
  c: Context<Env>,
  viewed: Viewed,
  whole: WholePortfolio,
): Promise<Editor<Question>> {
  const from = c.req.query('fra');
  const question = from === undefined ? firstQuestion(whole) : findOptimum(c.var.database, from).question;
  return {
    schema: Question,
    choices: questionChoices(whole),
    stored: null,
    blank: typedFrom(Question, question),
    supply: typed => new Map([['/gapPercent', ['0']], ...typed]),
    page: content => (
      <FrontierPage c={c} viewed={viewed} title="Grænsen" isTop>
        <h1>Kan man få mere?</h1>
        <p class="font-lead answer">
          Vælg, hvad der skal holdes. Så regnes det ud, hvor meget viften højst kan give, og hvad der skal
          til.
        </p>
        {content}
      </FrontierPage>
    ),
    fields: form => <QuestionFields form={form} />,
    saveLabel: 'Regn grænsen ud',
    undone: 'Grænsen er ikke regnet ud',
    cancel: viewed.link('/scenarier'),
    save: async question => {
      const run = await startOptimum(c.var.database, c.var.log, viewed.portfolio.code, question);
      return viewed.link(`${at}/${run.code}`);
    },
  };
}

frontierPages.get(
  `${at}/:run`,
  viewingRun((c, viewed, run, isStale) => answerRun(c, viewed, run, isStale)),
);

frontierPages.post(
  `${at}/:run/annuller`,
  viewingRun((c, viewed, run) => {
    cancelOptimum(c.var.database, run.code);
    return c.redirect(viewed.link(`${at}/${run.code}`), 303);
  }),
);

frontierPages.get(
  `${at}/:run/punkt/:point`,
  viewingRun((c, viewed, run) => answerPoint(c, viewed, run)),
);

frontierPages.post(
  `${at}/:run/punkt/:point/gem`,
  viewingRun(async (c, viewed, run, isStale) => {
    const { point } = pointOf(run, pointAsked(c));
    const beyond = beyondItsYear(run, point);
    if (beyond.length > 0)
      return answerPoint(c, viewed, run, {
        name: '',
        message: `Punktet er regnet for ${run.question.year} alene, og ${listed(beyond)} kører også i andre år, som scenariet ville ændre. Spørg om alle år, og gem et punkt derfra.`,
      });
    const body = await c.req.parseBody().catch(() => ({}));
    const given = 'navn' in body ? body['navn'] : '';
    const name = typeof given === 'string' ? given.trim() : '';
    const code = slug(name);
    if (code === '' || name.length > 100)
      return answerPoint(c, viewed, run, {
        name,
        message: 'Skriv et navn med højst 100 tegn, fx Flere pladser.',
      });
    try {
      const scenario = await createScenario(c.var.em, viewed.portfolio.code, {
        code,
        name,
        reason: isStale
          ? `${point.sentence} Regnet ud på en tidligere udgave af viften, som er ændret siden.`
          : point.sentence,
        copiedFrom: null,
        changes: pointChanges(point, run.question.fixedAmounts),
      });
      rememberSaved(c, { what: `${scenario.name} er gemt som scenarie.` });
      return c.redirect(viewed.link(`/scenarier/${scenario.code}`), 303);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { problem, unexpected } = problemOf(error);
      if (unexpected) throw error;
      const [finding] = problem.findings;
      const isOfCode = finding !== undefined && 'pointer' in finding && finding.pointer === '/code';
      const message = isOfCode
        ? 'Navnet ligner for meget et, der er i brug. Skriv et andet navn.'
        : (finding?.message ?? problem.detail);
      return answerPoint(c, viewed, run, { name, message });
    }
  }),
);

/** The offers a point of one year moves that run in other years as well; a scenario moves an offer in all its years. */
function beyondItsYear({ whole, question }: OptimumRun, { dropped, scaled }: Point): string[] {
  if (question.year === null) return [];
  const moved = new Set([...dropped, ...scaled.map(({ offer }) => offer)]);
  return whole.offers
    .filter(({ code, years }) => moved.has(code) && years.some(year => year !== question.year))
    .map(({ name }) => name);
}

/** Answers a page about a run, of the vifte that the run is about. */
function viewingRun(
  page: (c: Context<Env>, viewed: Viewed, run: OptimumRun, isStale: boolean) => Response | Promise<Response>,
) {
  return viewing((c, viewed, whole) => {
    const run = findOptimum(c.var.database, c.req.param('run') ?? '');
    if (run.whole.portfolio.code !== viewed.portfolio.code)
      throw new RuleBroken('not-found', `Beregningen er ikke om ${viewed.portfolio.title}.`, { status: 404 });
    return page(c, viewed, run, JSON.stringify(whole) !== JSON.stringify(run.whole));
  });
}

async function answerRun(
  c: Context<Env>,
  viewed: Viewed,
  run: OptimumRun,
  isStale: boolean,
): Promise<Response> {
  const again = viewed.link(`${at}?fra=${run.code}`);
  switch (run.state) {
    case 'waiting':
    case 'running':
      // Without a script a page can only look again; a header does it, so that nothing in the page moves by itself.
      c.header('Refresh', '1');
      return answerPage(c, <Waiting c={c} viewed={viewed} run={run} />);
    case 'cancelled':
    case 'failed':
      return answerPage(
        c,
        <FrontierPage c={c} viewed={viewed} title={run.state === 'cancelled' ? 'Annulleret' : 'Gik i stå'}>
          <h1>{run.state === 'cancelled' ? 'Beregningen er annulleret' : 'Beregningen gik i stå'}</h1>
          <p class="font-lead answer">
            {run.state === 'cancelled'
              ? 'Der er intet svar.'
              : 'Der er intet svar. Fejlen er skrevet i loggen; prøv igen med færre krav eller kortere tid.'}
          </p>
          <p>
            <a href={again}>Ret spørgsmålet, og regn igen</a>
          </p>
        </FrontierPage>,
      );
    case 'done': {
      const answer = run.optimum && answerOf(run.whole, run.question, run.optimum);
      if (!answer) throw new Error('A run that is done has an answer');
      if (answer.kind === 'frontier')
        return answerPage(
          c,
          <FrontierShown
            c={c}
            viewed={viewed}
            run={run}
            answer={answer}
            isStale={isStale}
            scenarios={await scenarioMarks(c, viewed, run, answer)}
          />,
        );
      return answerPage(
        c,
        <FrontierPage c={c} viewed={viewed} title="Ingen grænse">
          <h1>Kan man få mere?</h1>
          <p class="font-lead answer">{answer.sentence}</p>
          {answer.kind === 'collision' && (
            <ul>
              {answer.demands.map(demand => (
                <li>{demand}</li>
              ))}
            </ul>
          )}
          {answer.kind === 'collision' && answer.helps.length > 0 && (
            <section aria-labelledby="hjaelp">
              <h2 id="hjaelp">Hvad ville hjælpe?</h2>
              <ul>
                {answer.helps.map(help => (
                  <li>{help}</li>
                ))}
              </ul>
              {answer.giveUp.length > 0 && (
                <>
                  <p>
                    Slippes {answer.giveUp.length === 1 ? 'dette krav' : 'disse krav'}, kan alle andre holdes:
                  </p>
                  <ul>
                    {answer.giveUp.map(demand => (
                      <li>{demand}</li>
                    ))}
                  </ul>
                </>
              )}
            </section>
          )}
          {answer.kind === 'collision' && answer.isLate && (
            <p>Tiden var brugt, før det var vist, at alle de nævnte krav er nødvendige for sammenstødet.</p>
          )}
          <p>
            <a href={again}>Ret kravene, og regn igen</a>
          </p>
        </FrontierPage>,
      );
    }
  }
}

function Waiting({ c, viewed, run }: { c: Context<Env>; viewed: Viewed; run: OptimumRun }) {
  const { points, questions } = run.progress;
  return (
    <FrontierPage c={c} viewed={viewed} title="Regner">
      <h1>{run.state === 'waiting' ? 'Venter på en anden beregning' : 'Regner grænsen ud'}</h1>
      <p class="font-lead answer" role="status">
        {number(points)} punkter fundet, {number(questions)} delspørgsmål regnet. Højst{' '}
        {number(run.question.seconds)} sekunder til grænsen. Siden ser efter igen af sig selv.
      </p>
      <progress
        class="frontier-progress"
        aria-label="Punkter fundet"
        max={run.question.points}
        value={points}
      >
        {points}
      </progress>
      <form method="post" action={viewed.link(`${at}/${run.code}/annuller`)}>
        <button type="submit" class="button button-secondary">
          Annullér beregningen
        </button>
      </form>
      <p>
        <a href={viewed.link(`${at}/${run.code}`)}>Se efter igen</a>
      </p>
    </FrontierPage>
  );
}

/**
 * The scenarios of the vifte as it is now, valued as the points are, with what contracts of dropped offers still cost; as
 * many as a chart can hold.
 */
async function scenarioMarks(
  c: Context<Env>,
  viewed: Viewed,
  { question }: OptimumRun,
  { years }: Frontier,
): Promise<Mark[]> {
  const { whole, scenarios } = await scenarioFacts(c.var.database, viewed.portfolio.code);
  return scenarios
    .filter(({ status }) => status !== 'rejected')
    .slice(0, 8)
    .map(({ code, name, changes }) => {
      const after = applyChanges(whole, changes);
      return {
        label: name,
        values: valuesWithCommitments(after, years, question.weights),
        href: viewed.link(`/scenarier/${code}`),
      };
    });
}

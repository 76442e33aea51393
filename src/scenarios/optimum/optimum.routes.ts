import { createRoute, z } from '@hono/zod-openapi';
import { balance } from '../../balance/balance.ts';
import { answerKept, keptJson, router } from '../../shared/http/http.ts';
import { found, knownHeader } from '../../shared/http/operations.ts';
import { problems } from '../../shared/http/problem.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Code, digits } from '../../shared/source.schema.ts';
import { cancelOptimum, findOptimum, startOptimum, type OptimumRun as Run } from './optimum-run.verbs.ts';
import { OptimumPoint, OptimumRun, type OptimumRunView } from './optimum.schema.ts';
import { NewOptimum, plainQuestion, Question } from './question.schema.ts';
import { answerOf } from './optimum-wording.ts';
import { portfolioOf } from '../solver/program.ts';

const tags = ['Optimum'];
const oneRun = z.object({ run: Code.meta({ title: 'Kørsel', examples: ['k0123456789abcdef'] }) });
const runAt = '/optimum-runs/{run}';

const start = createRoute({
  method: 'post',
  path: '/portfolios/{portfolio}/optimum',
  operationId: 'startOptimum',
  summary: 'Spørg, hvad viften kan blive til',
  description:
    'Begynder beregningen og svarer straks med kørslen; Location er, hvor den læses, til den er færdig. Det samme spørgsmål om ' +
    'den samme vifte er den samme kørsel.',
  tags,
  request: {
    params: z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) }),
    body: { required: true, content: { 'application/json': { schema: NewOptimum } } },
  },
  responses: {
    202: {
      description: 'Sat i gang',
      headers: z.object({
        location: z.string().meta({
          title: 'Location',
          description: 'Kørslens adresse.',
          examples: ['/api/optimum-runs/k0123456789abcdef'],
        }),
      }),
      content: { 'application/json': { schema: OptimumRun } },
    },
    ...problems(400, 403, 404, 409, 413, 415, 421, 422, 503),
  },
});

const read = createRoute({
  method: 'get',
  path: runAt,
  operationId: 'readOptimum',
  summary: 'Læs, hvor langt en kørsel er, eller dens svar',
  tags,
  request: { params: oneRun, headers: knownHeader },
  responses: { ...found(OptimumRun), ...problems(400, 404, 421, 503) },
});

const readPoint = createRoute({
  method: 'get',
  path: `${runAt}/points/{point}`,
  operationId: 'readOptimumPoint',
  summary: 'Læs et punkt på grænsen som en hel vifte med sine balancer',
  tags,
  request: {
    params: oneRun.extend({
      point: digits(
        z
          .int()
          .min(1)
          .max(1000)
          .meta({ title: 'Punkt', examples: [1] }),
      ),
    }),
    headers: knownHeader,
  },
  responses: { ...found(OptimumPoint), ...problems(400, 404, 409, 421, 503) },
});

const cancel = createRoute({
  method: 'delete',
  path: runAt,
  operationId: 'cancelOptimum',
  summary: 'Annullér en kørsel',
  description: 'En kørsel, der er færdig, bliver stående.',
  tags,
  request: { params: oneRun },
  responses: { 204: { description: 'Annulleret' }, ...problems(400, 403, 404, 413, 421, 503) },
});

export const optimums = router()
  .openapi(start, async c => {
    const { portfolio } = c.req.valid('param');
    const question = Question.parse({ ...plainQuestion, ...c.req.valid('json') });
    const run = await startOptimum(c.var.database, c.var.log, portfolio, question);
    c.header('Location', `/api/optimum-runs/${run.code}`);
    return c.json(viewOf(run), 202);
  })
  .openapi(read, c => {
    const { run } = c.req.valid('param');
    return answerKept(c, keptJson(viewOf(findOptimum(c.var.database, run))));
  })
  .openapi(readPoint, c => {
    const asked = c.req.valid('param');
    const run = findOptimum(c.var.database, asked.run);
    const { point, chosen } = pointOf(run, asked.point);
    return answerKept(c, keptJson({ point, balance: balance(chosen, run.question.year) }));
  })
  .openapi(cancel, c => {
    cancelOptimum(c.var.database, c.req.valid('param').run);
    return c.body(null, 204);
  });

function viewOf({ code, whole, state, progress, question, optimum }: Run): OptimumRunView {
  return {
    code,
    portfolio: whole.portfolio.code,
    state,
    progress: { points: progress.points, questions: progress.questions },
    question,
    answer: optimum && answerOf(whole, question, optimum),
  };
}

/** A point of a run that has found a frontier, and the vifte it is. */
export function pointOf({ whole, question, optimum, code }: Run, number: number) {
  const answer = optimum && answerOf(whole, question, optimum);
  if (answer?.kind !== 'frontier')
    throw new RuleBroken('no-frontier', `Beregningen ${code} har ingen grænse med punkter.`, { status: 409 });
  const point = answer.points.find(point => point.number === number);
  if (!point)
    throw new RuleBroken(
      'not-found',
      `Grænsen har ${answer.points.length} punkter, ikke et nummer ${number}.`,
      {
        status: 404,
      },
    );
  return { answer, point, chosen: portfolioOf(whole, answer.years, question.fixedAmounts, point) };
}

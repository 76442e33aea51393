import { z } from '@hono/zod-openapi';
import { answerKept, answerPage, keptJson, router } from '../../shared/http/http.ts';
import { listing, paging, reading, searched } from '../../shared/http/operations.ts';
import { page } from '../../shared/http/paging.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Code } from '../../shared/source.schema.ts';
import { hasWords } from '../../shared/words.ts';
import { everyGoalStatus } from './goal-statuses.query.ts';
import { GoalStatus, GoalStatusName, GoalTargetKind } from './goal-target.schema.ts';

const list = listing({
  name: 'listGoalStatuses',
  tag: 'Mål',
  words: { many: 'mål med status' },
  path: '/goal-statuses',
  within: z.object({}),
  schema: GoalStatus,
  query: z.strictObject({
    ...paging,
    kind: GoalTargetKind.optional(),
    plan: z
      .string()
      .max(20)
      .optional()
      .meta({ title: 'Plan', examples: ['2023'] }),
    status: GoalStatusName.optional(),
    text: searched,
  }),
});

const read = reading({
  path: '/goal-statuses/{goal}',
  operationId: 'readGoalStatus',
  summary: 'Se, om målet er nået',
  description:
    'Tallet og målet, det holdes op mod, for hver måde målet kan læses på, eller det, der mangler. Status gemmes aldrig.',
  tag: 'Mål',
  params: z.object({ goal: Code.meta({ title: 'Mål' }) }),
  query: z.strictObject({}),
  schema: GoalStatus,
});

export const goalStatusRoutes = router()
  .openapi(list, async c => {
    const { cursor = null, limit, kind, plan, status, text = '' } = c.req.valid('query');
    const all = await everyGoalStatus(c.var.database, 'all');
    const placed = all.map((goal, position) => ({ goal, position }));
    const chosen = placed.filter(
      ({ goal }) =>
        (kind === undefined || goal.kind === kind) &&
        (plan === undefined || goal.plan === plan) &&
        (status === undefined || goal.status === status) &&
        hasWords(text, [goal.title, goal.code]),
    );
    const found = page(chosen, asStated, cursor, limit);
    return answerPage(c, { ...found, items: found.items.map(({ goal }) => goal) });
  })
  .openapi(read, async c => {
    const { goal } = c.req.valid('param');
    const found = (await everyGoalStatus(c.var.database, 'all')).find(({ code }) => code === goal);
    if (!found) throw new RuleBroken('not-found', `Målet ${goal} findes ikke.`, { status: 404 });
    return answerKept(c, keptJson(found));
  });

type Placed = { goal: GoalStatus; position: number };

const asStated = {
  name: 'stated',
  of: 'number' as const,
  descending: false,
  value: ({ position }: Placed) => position,
  code: ({ goal }: Placed) => goal.code,
};

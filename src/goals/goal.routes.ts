import { z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import { answerPage, router } from '../shared/http/http.ts';
import { byTitleOrCode, listing, paging, searched } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { hasWords } from '../shared/words.ts';
import { Goal as GoalEntity } from './goal.entity.ts';
import { Goal } from './goal.schema.ts';

const list = listing({
  name: 'listGoals',
  tag: 'Mål',
  words: { many: 'mål' },
  path: '/goals',
  within: z.object({}),
  schema: Goal,
  query: z.strictObject({
    ...paging,
    sort: byTitleOrCode.default('title'),
    kind: Goal.shape.kind.optional(),
    text: searched,
  }),
});

const everyGoal = byRevision(async (database, _all: string) => {
  const all = await database.orm.em.fork().findAll(GoalEntity);
  return all.map(one => one.view());
});

export const goals = router().openapi(list, async c => {
  const { cursor = null, limit, sort, kind, text = '' } = c.req.valid('query');
  const all = await everyGoal(c.var.database, 'all');
  const chosen = all.filter(goal => (!kind || goal.kind === kind) && hasWords(text, [goal.title, goal.code]));
  const order = byText(sort, { title: (goal: (typeof all)[number]) => goal.title, code: goal => goal.code });
  return answerPage(c, page(chosen, order, cursor, limit));
});

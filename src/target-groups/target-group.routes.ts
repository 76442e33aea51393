import { z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../shared/http/http.ts';
import { byNameOrCode, operations, paging, searched } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { Code } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import type { UsesOfGroup } from './groups-seen.query.ts';
import { TargetGroup as TargetGroupEntity } from './target-group.entity.ts';
import { NewTargetGroup, TargetGroup, TargetGroupChange } from './target-group.schema.ts';
import {
  createTargetGroup,
  deleteTargetGroup,
  findTargetGroup,
  reviseTargetGroup,
} from './target-group.verbs.ts';

const { list, create, read, change, remove } = operations({
  name: 'TargetGroup',
  tag: 'Målgrupper',
  words: { a: 'en målgruppe', the: 'målgruppen', many: 'målgrupper' },
  path: '/target-groups',
  onePath: '/target-groups/{group}',
  within: z.object({}),
  one: z.object({ group: Code.meta({ title: 'Målgruppe' }) }),
  schema: TargetGroup,
  input: NewTargetGroup,
  change: TargetGroupChange,
  query: z.strictObject({
    ...paging,
    sort: byNameOrCode.default('name'),
    kind: NewTargetGroup.shape.kind.optional(),
    text: searched,
  }),
});

const everyTargetGroup = byRevision(async (database, _all: string) => {
  const all = await database.orm.em.fork().findAll(TargetGroupEntity, { populate: ['parent'] });
  return all.map(one => one.view());
});

export const targetGroups = (uses: UsesOfGroup) =>
  router()
    .openapi(list, async c => {
      const { cursor = null, limit, sort, kind, text = '' } = c.req.valid('query');
      const all = await everyTargetGroup(c.var.database, 'all');
      const chosen = all.filter(
        ({ code, name, ...group }) => (!kind || group.kind === kind) && hasWords(text, [name, code]),
      );
      const order = byText(sort, {
        name: (group: (typeof all)[number]) => group.name,
        code: group => group.code,
      });
      return answerPage(c, page(chosen, order, cursor, limit));
    })
    .openapi(create, c => answerCreated(c, em => createTargetGroup(em, c.req.valid('json'), uses)))
    .openapi(read, async c => answerOne(c, await findTargetGroup(c.var.em, c.req.valid('param').group)))
    .openapi(change, async c => {
      const { group } = c.req.valid('param');
      const seen = c.req.header('If-Match');
      return answerChanged(c, await reviseTargetGroup(c.var.em, group, c.req.valid('json'), seen, uses));
    })
    .openapi(remove, async c => {
      await deleteTargetGroup(c.var.em, c.req.valid('param').group, c.req.header('If-Match'), uses);
      return c.body(null, 204);
    });

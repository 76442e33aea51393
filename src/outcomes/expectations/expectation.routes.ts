import { z } from '@hono/zod-openapi';
import { byRevision } from '../../database/by-revision.ts';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../../shared/http/http.ts';
import { operations, paging } from '../../shared/http/operations.ts';
import { page, type Order } from '../../shared/http/paging.ts';
import { Code } from '../../shared/source.schema.ts';
import { Expectation as ExpectationEntity } from './expectation.entity.ts';
import {
  Expectation,
  ExpectationChange,
  ExpectationId,
  NewExpectation,
  type ExpectationView,
} from './expectation.schema.ts';
import {
  findExpectation,
  removeExpectation,
  reviseExpectation,
  stateExpectation,
} from './expectation.verbs.ts';

const { list, create, read, change, remove } = operations({
  name: 'Expectation',
  tag: 'Målinger',
  words: { a: 'en forventning', the: 'forventningen', many: 'forventninger' },
  path: '/expectations',
  onePath: '/expectations/{expectation}',
  within: z.object({}),
  one: z.object({ expectation: ExpectationId }),
  schema: Expectation,
  input: NewExpectation,
  change: ExpectationChange,
  query: z.strictObject({
    ...paging,
    measure: Code.optional().meta({ title: 'Måling' }),
    targetGroup: Code.optional().meta({ title: 'Målgruppe' }),
    area: Code.optional().meta({ title: 'Område' }),
  }),
});

const everyExpectation = byRevision(async (database, _all: string) => {
  const all = await database.orm.em
    .fork()
    .findAll(ExpectationEntity, { populate: ['measure', 'targetGroup', 'area'] });
  return all.map(one => one.view());
});

const byGroup: Order<ExpectationView> = {
  name: 'targetGroup',
  of: 'text',
  descending: false,
  value: ({ targetGroup, period }) => `${targetGroup} ${period}`,
  code: ({ id }) => id,
};

export const expectations = router()
  .openapi(list, async c => {
    const { cursor = null, limit, measure, targetGroup, area } = c.req.valid('query');
    const all = await everyExpectation(c.var.database, 'all');
    const chosen = all.filter(
      one =>
        (measure === undefined || one.measure === measure) &&
        (targetGroup === undefined || one.targetGroup === targetGroup) &&
        (area === undefined || one.area === area),
    );
    return answerPage(c, page(chosen, byGroup, cursor, limit));
  })
  .openapi(create, c =>
    answerCreated(c, async em => {
      const made = await stateExpectation(em, c.req.valid('json'));
      const { id, version } = made;
      return { id, version, code: id, view: () => made.view() };
    }),
  )
  .openapi(read, async c => answerOne(c, await findExpectation(c.var.em, c.req.valid('param').expectation)))
  .openapi(change, async c => {
    const { expectation } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseExpectation(c.var.em, expectation, c.req.valid('json'), seen));
  })
  .openapi(remove, async c => {
    await removeExpectation(c.var.em, c.req.valid('param').expectation, c.req.header('If-Match'));
    return c.body(null, 204);
  });

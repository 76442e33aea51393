import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../shared/http/http.ts';
import { byNameOrCode, operations, paging, searched } from '../shared/http/operations.ts';
import { byText, page, type Order } from '../shared/http/paging.ts';
import { Code, Day } from '../shared/source.schema.ts';
import { requireMatch } from '../database/transaction.ts';
import { hasWords } from '../shared/words.ts';
import { committeeWork } from './committee-work.query.ts';
import type { ClosingDay } from './committee.entity.ts';
import {
  Committee,
  CommitteeChange,
  NewClosingDay,
  NewCommittee,
  type CommitteeView,
} from './committee.schema.ts';
import {
  createClosingDay,
  createCommittee,
  deleteClosingDay,
  deleteCommittee,
  findClosingDay,
  findCommittee,
  reviseCommittee,
} from './committee.verbs.ts';

const { list, create, read, change, remove } = operations({
  name: 'Committee',
  tag: 'Udvalg',
  words: { a: 'et udvalg', the: 'udvalget', many: 'udvalg' },
  path: '/committees',
  onePath: '/committees/{committee}',
  within: z.object({}),
  one: z.object({ committee: Code.meta({ title: 'Udvalg' }) }),
  schema: Committee,
  input: NewCommittee,
  change: CommitteeChange,
  query: z.strictObject({ ...paging, sort: byNameOrCode.default('name'), text: searched }),
});

const closingDay = operations({
  name: 'ClosingDay',
  tag: 'Lukkedage',
  words: { a: 'en lukkedag', the: 'lukkedagen', many: 'lukkedage' },
  path: '/closing-days',
  onePath: '/closing-days/{day}',
  within: z.object({}),
  one: z.object({ day: Day }),
  schema: NewClosingDay,
  input: NewClosingDay,
  change: NewClosingDay,
  query: z.strictObject(paging),
});

const byDay: Order<NewClosingDay> = {
  name: 'day',
  of: 'text',
  descending: false,
  value: ({ day }) => day,
  code: ({ day }) => day,
};

export const committees = router()
  .openapi(list, async c => {
    const { cursor = null, limit, sort, text = '' } = c.req.valid('query');
    const { committees } = await committeeWork(c.var.database);
    const chosen = committees.filter(({ code, name }) => hasWords(text, [name, code]));
    const order = byText(sort, {
      name: (committee: CommitteeView) => committee.name,
      code: committee => committee.code,
    });
    return answerPage(c, page(chosen, order, cursor, limit));
  })
  .openapi(create, c => answerCreated(c, em => createCommittee(em, c.req.valid('json'))))
  .openapi(read, async c => answerOne(c, await findCommittee(c.var.em, c.req.valid('param').committee)))
  .openapi(change, async c => {
    const { committee } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseCommittee(c.var.em, committee, c.req.valid('json'), seen));
  })
  .openapi(remove, async c => {
    await deleteCommittee(c.var.em, c.req.valid('param').committee, c.req.header('If-Match'));
    return c.body(null, 204);
  })
  .openapi(closingDay.list, async c => {
    const { cursor = null, limit } = c.req.valid('query');
    const { closingDays } = await committeeWork(c.var.database);
    return answerPage(c, page(closingDays, byDay, cursor, limit));
  })
  .openapi(closingDay.create, c =>
    answerCreated(c, async em => tagged(await createClosingDay(em, c.req.valid('json')))),
  )
  .openapi(closingDay.read, async c =>
    answerOne(c, tagged(await findClosingDay(c.var.em, c.req.valid('param').day))),
  )
  .openapi(closingDay.remove, async c => {
    const { em } = c.var;
    const day = await findClosingDay(em, c.req.valid('param').day);
    requireMatch(c.req.header('If-Match'), tagged(day));
    await deleteClosingDay(em, day);
    return c.body(null, 204);
  });

/** It is made and deleted, never changed: a day has one version. */
function tagged({ day, name, basis }: ClosingDay) {
  return { id: day.replaceAll('-', ''), version: 1, code: day, view: () => ({ day, name, basis }) };
}

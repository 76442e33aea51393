import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../shared/http/http.ts';
import { byTitleOrCode, operations, paging, recording, searched } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { seenFrom } from '../shared/days/day.ts';
import { Code, Day } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import type { Case as CaseEntity } from './case.entity.ts';
import {
  createCase,
  deleteCase,
  findCase,
  recordConditionMet,
  recordDecision,
  reviseCase,
} from './case.verbs.ts';
import { committeeWork } from './committee-work.query.ts';
import {
  Case,
  CaseChange,
  JournalNumber,
  NewCase,
  NewConditionMet,
  NewDecision,
  type CaseView,
} from './committee.schema.ts';

const one = z.object({ case: Code.meta({ title: 'Sag' }) });

const { list, create, read, change, remove } = operations({
  name: 'Case',
  tag: 'Sager',
  words: { a: 'en sag', the: 'sagen', many: 'sager' },
  path: '/cases',
  onePath: '/cases/{case}',
  within: z.object({}),
  one,
  schema: Case,
  input: NewCase,
  change: CaseChange,
  query: z.strictObject({
    ...paging,
    sort: byTitleOrCode.default('title'),
    committee: Code.optional().meta({ title: 'Udvalg' }),
    meeting: Code.optional().meta({ title: 'Møde', description: 'Sager på det mødes dagsorden.' }),
    journalNumber: JournalNumber.optional(),
    text: searched,
  }),
});

const today = z.object({
  today: Day.optional().meta({
    title: 'Dagen i dag',
    description: 'Set fra en tidligere dag end i dag; en senere dag tæller som i dag.',
  }),
});

const decide = recording({
  path: '/cases/{case}/decisions',
  operationId: 'recordDecision',
  summary: 'Skriv en beslutning ind',
  description:
    'En beslutning bliver aldrig rettet eller slettet; den følges af en ny. Mødet står derefter som holdt.',
  tag: 'Sager',
  params: one,
  query: today,
  input: NewDecision,
  schema: Case,
});

const meet = recording({
  path: '/conditions/{condition}/met',
  operationId: 'recordConditionMet',
  summary: 'Skriv ind, at en betingelse er opfyldt',
  description: 'Det kan gøres én gang.',
  tag: 'Sager',
  params: z.object({ condition: z.uuid().meta({ title: 'Betingelse' }) }),
  query: today,
  input: NewConditionMet,
  schema: Case,
});

export const cases = router()
  .openapi(list, async c => {
    const { cursor = null, limit, sort, text = '', ...asked } = c.req.valid('query');
    const { cases } = await committeeWork(c.var.database);
    const chosen = cases.filter(
      ({ code, title, summary, committee, agenda, journalNumber }) =>
        (!asked.committee || committee === asked.committee) &&
        (!asked.meeting || agenda.some(({ meeting }) => meeting === asked.meeting)) &&
        (!asked.journalNumber || journalNumber === asked.journalNumber) &&
        hasWords(text, [title, code, summary ?? '', journalNumber ?? '']),
    );
    const order = byText(sort, {
      title: (one: CaseView) => one.title,
      code: one => one.code,
    });
    return answerPage(c, page(chosen, order, cursor, limit));
  })
  .openapi(create, c => answerCreated(c, em => createCase(em, c.req.valid('json'))))
  .openapi(read, async c => answerOne(c, await findCase(c.var.em, c.req.valid('param').case)))
  .openapi(change, async c => {
    const { case: code } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseCase(c.var.em, code, c.req.valid('json'), seen));
  })
  .openapi(remove, async c => {
    await deleteCase(c.var.em, c.req.valid('param').case, c.req.header('If-Match'));
    return c.body(null, 204);
  })
  .openapi(decide, c => {
    const { case: code } = c.req.valid('param');
    const day = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em =>
      inCase(await recordDecision(em, code, c.req.valid('json'), day, c.var.follow)),
    );
  })
  .openapi(meet, c => {
    const { condition } = c.req.valid('param');
    const day = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em =>
      inCase(await recordConditionMet(em, condition, c.req.valid('json'), day)),
    );
  });

/** What has been recorded is read with the case it is about. */
function inCase(decided: CaseEntity) {
  const { id, version, code } = decided;
  return { id, version, location: `/api/cases/${code}`, view: () => decided.view() };
}

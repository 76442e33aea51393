import { z } from '@hono/zod-openapi';
import type { EntityManager } from '@mikro-orm/core';
import { answerChanged, answerCreated, answerPage, router } from '../shared/http/http.ts';
import { operations, paging, severalOf } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { Code, Day, inWords } from '../shared/source.schema.ts';
import { committeeWork } from './committee-work.query.ts';
import { ClosingDay } from './committee.entity.ts';
import { MeetingChange, MeetingStatus, NewMeeting, ShownMeeting } from './committee.schema.ts';
import type { Meeting } from './meeting.entity.ts';
import { createMeeting, deleteMeeting, findMeeting, reviseMeeting } from './meeting.verbs.ts';
import { closedOn, shownMeeting } from './shown-meeting.ts';

const { list, create, read, change, remove } = operations({
  name: 'Meeting',
  tag: 'Møder',
  words: { a: 'et møde', the: 'mødet', many: 'møder' },
  path: '/meetings',
  onePath: '/meetings/{meeting}',
  within: z.object({}),
  one: z.object({ meeting: Code.meta({ title: 'Møde' }) }),
  schema: ShownMeeting,
  input: NewMeeting,
  change: MeetingChange,
  query: z.strictObject({
    ...paging,
    sort: inWords(z.enum(['day', '-day']), { day: 'Dato', '-day': 'Dato, bagfra' })
      .default('day')
      .meta({ title: 'Sortering' }),
    committee: Code.optional().meta({ title: 'Udvalg' }),
    from: Day.optional().meta({ title: 'Fra og med' }),
    to: Day.optional().meta({ title: 'Til og med' }),
    status: severalOf(MeetingStatus),
  }),
});

export const meetings = router()
  .openapi(list, async c => {
    const { cursor = null, limit, sort, ...asked } = c.req.valid('query');
    const { meetings } = await committeeWork(c.var.database);
    const chosen = meetings.filter(
      ({ committee, day, status }) =>
        (!asked.committee || committee === asked.committee) &&
        (!asked.from || day >= asked.from) &&
        (!asked.to || day <= asked.to) &&
        (!asked.status || asked.status.includes(status)),
    );
    const order = byText(sort, { day: (meeting: ShownMeeting) => meeting.day });
    return answerPage(c, page(chosen, order, cursor, limit));
  })
  .openapi(create, c =>
    answerCreated(c, async em => shown(em, await createMeeting(em, c.req.valid('json'), c.var.today()))),
  )
  .openapi(read, async c => {
    const meeting = await findMeeting(c.var.em, c.req.valid('param').meeting);
    // Never 304: deadline and remarks move with the closing days, which the meeting's version does not count.
    c.header('Cache-Control', 'no-cache');
    return answerChanged(c, await shown(c.var.em, meeting));
  })
  .openapi(change, async c => {
    const { meeting } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    const { em, today } = c.var;
    return answerChanged(
      c,
      await shown(em, await reviseMeeting(em, meeting, c.req.valid('json'), seen, today())),
    );
  })
  .openapi(remove, async c => {
    await deleteMeeting(c.var.em, c.req.valid('param').meeting, c.req.header('If-Match'));
    return c.body(null, 204);
  });

async function shown(em: EntityManager, meeting: Meeting) {
  const closed = closedOn(await em.findAll(ClosingDay));
  const { id, version, code, committee } = meeting;
  return { id, version, code, view: () => shownMeeting(meeting.view(), committee.paperDays, closed) };
}

import { createRoute, z } from '@hono/zod-openapi';
import { ClosingDay } from '../../committees/committee.entity.ts';
import { findCommittee } from '../../committees/committee.verbs.ts';
import { Meeting } from '../../committees/meeting.entity.ts';
import { closedOn } from '../../committees/shown-meeting.ts';
import { findPortfolio } from '../../offers/portfolio.query.ts';
import { byRevision } from '../../database/by-revision.ts';
import { answerKept, contentTag, keptJson, router, type Kept } from '../../shared/http/http.ts';
import { found, knownHeader, reading } from '../../shared/http/operations.ts';
import { problems } from '../../shared/http/problem.ts';
import { Code, Day } from '../../shared/source.schema.ts';
import { committeeEvents, tenderEvents } from './calendar-events.ts';
import { calendarFeed } from './calendar.ts';
import { ocdsRelease } from './ocds.ts';
import { everyTender, wholeTender } from '../whole-tender.query.ts';

const oneTender = z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) });
const oneCommittee = z.object({ committee: Code.meta({ title: 'Udvalg' }) });

const tenderCalendar = feed(
  '/tenders/{tender}/calendar.ics',
  'readTenderCalendar',
  'Abonnér på udbuddets kalender',
  'Udbud',
  oneTender,
);
const committeeCalendar = feed(
  '/committees/{committee}/calendar.ics',
  'readCommitteeCalendar',
  'Abonnér på udvalgets kalender',
  'Udvalg',
  oneCommittee,
);

function feed<Path extends string, Params extends z.ZodObject>(
  path: Path,
  operationId: string,
  summary: string,
  tag: string,
  params: Params,
) {
  const { 200: known, 304: unchanged } = found(z.string());
  return createRoute({
    method: 'get',
    path,
    operationId,
    summary,
    description: 'Møder, sagsfrister og milepæle som hele dage (iCalendar, RFC 5545).',
    tags: [tag],
    request: { params, headers: knownHeader },
    responses: {
      200: { ...known, content: { 'text/calendar': { schema: z.string().meta({ title: 'iCalendar' }) } } },
      304: unchanged,
      ...problems(400, 404, 421, 503),
    },
  });
}

const ocds = reading({
  path: '/tenders/{tender}/ocds',
  operationId: 'readOcds',
  summary: 'Læs udbuddet som Open Contracting-data',
  description: 'Én udgivelse (release) efter OCDS 1.1.5. Bud og priser er ikke med.',
  tag: 'Udbud',
  params: oneTender,
  query: z.strictObject({ today: Day.optional().meta({ title: 'Dagen i dag' }) }),
  schema: z
    .looseObject({
      ocid: z.string().meta({ title: 'OCID' }),
      id: z.string().meta({ title: 'Udgivelsens id' }),
      date: z.string().meta({ title: 'Dato' }),
      tag: z.array(z.string()).meta({ title: 'Mærker' }),
      initiationType: z.string().meta({ title: 'Begyndt som' }),
    })
    .meta({ id: 'OcdsRelease', title: 'OCDS-udgivelse' }),
});

const tenderFeed = byRevision(async (database, key: string): Promise<Kept> => {
  const [code = '', today = ''] = key.split(' ');
  const whole = await wholeTender(database, code);
  return calendarOf(calendarFeed(whole.tender.title, tenderEvents(whole), today));
});

const committeeFeed = byRevision(async (database, key: string): Promise<Kept> => {
  const [code = '', today = ''] = key.split(' ');
  const em = database.orm.em.fork();
  const committee = await findCommittee(em, code);
  const meetings = await em.find(
    Meeting,
    { committee },
    { populate: ['committee'], orderBy: { day: 'asc' } },
  );
  const { days } = closedOn(await em.findAll(ClosingDay));
  const events = committeeEvents(
    { ...committee.view(), version: committee.version },
    meetings.map(meeting => ({ ...meeting.view(), version: meeting.version })),
    days,
    await everyTender(database, 'all'),
  );
  return calendarOf(calendarFeed(committee.name, events, today));
});

function calendarOf(body: string): Kept {
  return { body, type: 'text/calendar; charset=utf-8', etag: contentTag(body) };
}

export const feeds = router()
  .openapi(tenderCalendar, async c => {
    const { tender } = c.req.valid('param');
    return answerKept(c, await tenderFeed(c.var.database, `${tender} ${c.var.today()}`));
  })
  .openapi(committeeCalendar, async c => {
    const { committee } = c.req.valid('param');
    return answerKept(c, await committeeFeed(c.var.database, `${committee} ${c.var.today()}`));
  })
  .openapi(ocds, async c => {
    const whole = await wholeTender(c.var.database, c.req.valid('param').tender);
    const { title, municipality } = await findPortfolio(c.var.em, whole.tender.portfolio);
    const { today = c.var.today() } = c.req.valid('query');
    return answerKept(c, keptJson(ocdsRelease(whole, { name: municipality, portfolio: title }, today)));
  });

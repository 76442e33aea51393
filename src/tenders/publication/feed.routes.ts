import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import type { Context } from 'hono';
import { danishTimestamp } from '../../shared/days/day.ts';
import { createRoute, z } from '@hono/zod-openapi';
import { ClosingDay } from '../../committees/committee.entity.ts';
import { findCommittee } from '../../committees/committee.verbs.ts';
import { Meeting } from '../../committees/meeting.entity.ts';
import { closedOn } from '../../committees/shown-meeting.ts';
import { Portfolio } from '../../offers/portfolio.entity.ts';
import { findPortfolio } from '../../offers/portfolio.query.ts';
import { byRevision } from '../../database/by-revision.ts';
import { answerKept, contentTag, keptJson, router, type Env, type Kept } from '../../shared/http/http.ts';
import { found, knownHeader, reading } from '../../shared/http/operations.ts';
import { problems } from '../../shared/http/problem.ts';
import { Code, Day, inWords } from '../../shared/source.schema.ts';
import { slug } from '../../shared/slug.ts';
import { committeeEvents, tenderEvents } from './calendar-events.ts';
import { calendarFeed } from './calendar.ts';
import { ocidOf } from './ocds.ts';
import { compiledRelease, extensions, ocdsReleases } from './ocds-series.ts';
import { everyTender, wholeTender } from '../whole-tender.query.ts';

const oneTender = z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) });
const owned = z.strictObject({
  owner: inWords(z.enum(['committee', 'administration', 'adviser']), {
    committee: 'Udvalget',
    administration: 'Forvaltningen',
    adviser: 'Udbudsrådgiveren',
  })
    .optional()
    .meta({ title: 'Ansvarlig', description: 'Kun det, den ansvarlige skal. Uden: alt.' }),
});
const oneCommittee = z.object({ committee: Code.meta({ title: 'Udvalg' }) });

const tenderCalendar = feed(
  '/tenders/{tender}/calendar.ics',
  'readTenderCalendar',
  'Abonnér på udbuddets kalender',
  'Udbud',
  oneTender,
  owned,
);
const committeeCalendar = feed(
  '/committees/{committee}/calendar.ics',
  'readCommitteeCalendar',
  'Abonnér på udvalgets kalender',
  'Udvalg',
  oneCommittee,
  z.strictObject({}),
);

function feed<Path extends string, Params extends z.ZodObject, Query extends z.ZodObject>(
  path: Path,
  operationId: string,
  summary: string,
  tag: string,
  params: Params,
  query: Query,
) {
  const { 200: known, 304: unchanged } = found(z.string());
  return createRoute({
    method: 'get',
    path,
    operationId,
    summary,
    description:
      'Møder, sagsfrister, arbejdets slutning, sidste dage og milepæle (iCalendar, RFC 5545). Det, der kun ventes, er TENTATIVE.',
    tags: [tag],
    request: { params, query, headers: knownHeader },
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

const OcdsPackage = z
  .looseObject({
    uri: z.string().meta({ title: 'Adresse' }),
    version: z.string().meta({ title: 'Version' }),
    publishedDate: z.string().meta({ title: 'Udgivet' }),
  })
  .meta({ id: 'OcdsPackage', title: 'OCDS-pakke' });

const asOf = z.strictObject({ today: Day.optional().meta({ title: 'Dagen i dag' }) });

const ocdsPackage = reading({
  path: '/tenders/{tender}/ocds/releases',
  operationId: 'readOcdsReleases',
  summary: 'Læs hele rækken af Open Contracting-udgivelser',
  description: 'En udgivelse for hver dag, det vidste ændrede sig. Rækken bliver kun længere.',
  tag: 'Udbud',
  params: oneTender,
  query: asOf,
  schema: OcdsPackage,
});

const ocdsRecord = reading({
  path: '/tenders/{tender}/ocds/record',
  operationId: 'readOcdsRecord',
  summary: 'Læs udbuddets samlede Open Contracting-historie',
  description: 'Alle udgivelser og den samlede, hvor det sidste ord gælder.',
  tag: 'Udbud',
  params: oneTender,
  query: asOf,
  schema: OcdsPackage,
});

const tenderFeed = byRevision(async (database, key: string): Promise<Kept> => {
  const [code = '', today = '', owner = ''] = key.split(' ');
  const whole = await wholeTender(database, code);
  const domain = await domainOf(database.orm.em.fork(), whole.tender.portfolio);
  const events = tenderEvents(whole, today, domain).filter(event => owner === '' || event.owner === owner);
  return calendarOf(calendarFeed(whole.tender.title, events, today));
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
  const tenders = await everyTender(database, 'all');
  const events = committeeEvents(
    { ...committee.view(), version: committee.version },
    meetings.map(meeting => ({ ...meeting.view(), version: meeting.version })),
    days,
    tenders,
    today,
    await domainOf(em, tenders.find(one => one.committee.code === code)?.tender.portfolio ?? null),
  );
  return calendarOf(calendarFeed(committee.name, events, today));
});

/** What makes an event's id this installation's own: the municipality it belongs to. */
async function domainOf(em: EntityManager, portfolio: string | null): Promise<string> {
  const [found] = await em.find(Portfolio, portfolio === null ? {} : { code: portfolio }, {
    orderBy: { code: 'asc' },
    limit: 1,
  });
  return `${slug(found?.municipality ?? 'kommunen')}.tilbudsvifte`;
}

function calendarOf(body: string): Kept {
  return { body, type: 'text/calendar; charset=utf-8', etag: contentTag(body) };
}

export const feeds = router()
  .openapi(tenderCalendar, async c => {
    const { tender } = c.req.valid('param');
    const { owner = '' } = c.req.valid('query');
    return answerKept(c, await tenderFeed(c.var.database, `${tender} ${c.var.today()} ${owner}`));
  })
  .openapi(committeeCalendar, async c => {
    const { committee } = c.req.valid('param');
    return answerKept(c, await committeeFeed(c.var.database, `${committee} ${c.var.today()}`));
  })
  .openapi(ocds, async c => {
    const releases = await releasesAsked(c, c.req.valid('param').tender, c.req.valid('query').today);
    return answerKept(c, keptJson(releases.at(-1) ?? {}));
  })
  .openapi(ocdsPackage, async c => {
    const { tender } = c.req.valid('param');
    const releases = await releasesAsked(c, tender, c.req.valid('query').today);
    return answerKept(c, keptJson({ ...packageOf(c, releases), releases }));
  })
  .openapi(ocdsRecord, async c => {
    const { tender } = c.req.valid('param');
    const releases = await releasesAsked(c, tender, c.req.valid('query').today);
    const record = { ocid: ocidOf(tender), releases, compiledRelease: compiledRelease(releases) };
    return answerKept(c, keptJson({ ...packageOf(c, releases), records: [record] }));
  });

async function releasesAsked(c: Context<Env>, code: string, today = c.var.today()) {
  const whole = await wholeTender(c.var.database, code);
  const { title, municipality } = await findPortfolio(c.var.em, whole.tender.portfolio);
  return ocdsReleases(whole, { name: municipality, portfolio: title }, today, content =>
    createHash('sha256').update(content).digest('hex').slice(0, 10),
  );
}

function packageOf(c: Context<Env>, releases: readonly { date: string; buyer: { name: string } }[]) {
  const last = releases.at(-1);
  return {
    uri: c.req.url,
    version: '1.1',
    publishedDate: last?.date ?? danishTimestamp(c.var.today(), '12:00:00'),
    publisher: { name: last?.buyer.name ?? '' },
    extensions,
  };
}

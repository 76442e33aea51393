import ICAL from 'ical.js';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { randers } from '../../../fixtures/randers-2024-2025/index.ts';
import { createApp } from '../../../src/app.ts';
import { loadFixture } from '../../../src/load-fixture.ts';
import { client, findingsOf } from '../../api/world.ts';
import { testDatabase } from '../../database.ts';
import { mistakes } from '../publication/ocds-schema.ts';

const committee = 'beskaeftigelsesudvalget';
const at = '/api/tenders/udbud-to';

/** Days go by in one app: what is written on a day is known from that day. */
async function clock(first: string) {
  const database = await testDatabase();
  await loadFixture(database.orm.em.fork(), randers);
  let today = first;
  const app = createApp({
    database,
    log: pino({ level: 'silent' }),
    today: () => today,
    hosts: new Set(['localhost']),
  });
  const api = client(app);
  const calendars = new Map<string, number>();
  return {
    ...api,
    /** The calendar is read strictly on every day something happens. */
    on: async (day: string) => {
      today = day;
      const { body } = await api.get(`${at}/calendar.ics`);
      const calendar = String(body);
      expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true);
      expect(calendar.indexOf('X-WR-TIMEZONE')).toBeLessThan(calendar.indexOf('BEGIN:VEVENT'));
      expect(mistakes((await api.get(`${at}/ocds`)).body)).toEqual([]);
      for (const component of new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent')) {
        const uid = String(component.getFirstPropertyValue('uid'));
        const sequence = Number(component.getFirstPropertyValue('sequence'));
        expect(sequence).toBeGreaterThanOrEqual(calendars.get(uid) ?? 0);
        calendars.set(uid, sequence);
      }
    },
    happens: async (kind: string, more: object = {}) =>
      api.post(`${at}/events`, {
        kind,
        lot: null,
        day: today,
        electronic: kind === 'award-letter' ? true : null,
        by: null,
        reason: null,
        retracts: null,
        ...more,
      }),
    timeline: async () => Answer.parse((await api.get(`${at}/timeline`)).body),
  };
}

const Answer = z.looseObject({
  answer: z.string(),
  contract: z.looseObject({ reached: z.string(), because: z.looseObject({ by: z.string() }).nullable() }),
  next: z.array(z.looseObject({ step: z.string(), due: z.string().nullable() })),
});

const Series = z.looseObject({
  releases: z.array(z.looseObject({ id: z.string(), tag: z.array(z.string()) })),
});

const model = {
  scale: { lowest: 0, highest: 10 },
  criteria: [
    { kind: 'price', code: 'pris', name: 'Pris', weightPermille: 400, rule: { kind: 'proportional' } },
    { kind: 'quality', code: 'kvalitet', name: 'Kvalitet', weightPermille: 600, rule: 'Efter skøn' },
  ],
};

function bid(code: string, bidder: string, price: number, quality: number) {
  return {
    code,
    bidder,
    prices: [{ criterion: 'pris', amountOere: price }],
    scores: [{ criterion: 'kvalitet', points: quality }],
  };
}

const phase = { note: null, sources: [], neededBasis: 'assumption', meeting: null };

async function ok(asked: Promise<{ status: number; body: unknown }>) {
  const { status, body } = await asked;
  expect([status, status < 300 ? '' : JSON.stringify(body)]).toEqual([expect.any(Number), '']);
  return body;
}

const tender = {
  code: 'udbud-to',
  title: 'Aktivering i syv delaftaler',
  portfolio: 'randers-2024-2025',
  committee,
  adviser: null,
  procedure: 'light-regime',
  contractMonths: 24,
  optionMonths: 24,
  options: [
    { months: 12, noticeMonths: 6 },
    { months: 12, noticeMonths: 6 },
  ],
  framework: false,
  note: null,
  sources: [],
  plan: {
    reason: 'Den første plan',
    madeOn: '2027-01-04',
    contractStart: '2027-08-02',
    template: null,
    phases: [
      {
        ...phase,
        number: 1,
        title: 'Materialet skrives',
        owner: 'adviser',
        kind: 'work',
        predecessors: [],
        plannedFrom: '2027-01-11',
        plannedTo: '2027-02-01',
        neededWorkingDays: 10,
      },
      {
        ...phase,
        number: 2,
        title: 'Leverandører vælges',
        owner: 'committee',
        kind: 'decision',
        predecessors: [1],
        plannedFrom: null,
        plannedTo: '2027-05-11',
        meeting: `${committee}-2027-05-11`,
        neededWorkingDays: 5,
      },
    ],
  },
};

test('the second tender runs to its end without a false word, through a tie, a withdrawal and a complaint', async () => {
  const api = await clock('2027-01-04');
  await ok(
    api.post('/api/meetings', {
      committee,
      day: '2027-05-11',
      startsAt: '16:30',
      place: 'Laksetorvet',
      status: 'planned',
      basis: 'document',
      note: null,
      sources: [],
    }),
  );
  await ok(api.post('/api/tenders', tender));
  for (let lot = 1; lot <= 7; lot += 1)
    await ok(
      api.post(`${at}/lots`, {
        code: `del-${lot}`,
        title: `Delaftale ${lot}`,
        offers: [],
        awardModel: model,
        winners: 2,
        orders: 'Borgeren vælger',
        note: null,
      }),
    );
  for (const [kind, dueOn] of [
    ['notice', '2027-02-01'],
    ['questions', '2027-02-22'],
    ['bids', '2027-03-08'],
    ['award-letter', '2027-05-12'],
    ['contract-signed', '2027-05-25'],
  ])
    await ok(
      api.post(`${at}/milestones`, { phase: 2, kind, dueOn, metOn: null, basis: 'document', note: null }),
    );

  // planned days that contradict each other or the law
  const early = await api.patch(`${at}/milestones/contract-signed`, { dueOn: '2027-05-20' });
  expect(findingsOf(early.body)).toMatchObject([{ pointer: '/dueOn' }]);
  const late = await api.post(`${at}/milestones`, {
    phase: 2,
    kind: 'award-notice',
    dueOn: '2028-05-25',
    metOn: null,
    basis: 'document',
    note: null,
  });
  expect(late.status).toBe(422);

  await api.on('2027-02-01');
  await ok(api.post(`${at}/phases/1/records`, { kind: 'started', day: '2027-01-11', note: null }));
  await ok(api.post(`${at}/phases/1/records`, { kind: 'ended', day: '2027-02-01', note: null }));
  await ok(api.happens('notice'));
  const reweighed = await api.patch(`${at}/lots/del-1`, { winners: 3 });
  expect(reweighed.body).toMatchObject({ rule: 'published' });
  const quietly = await api.happens('given-up', { reason: 'Fortrudt' });
  expect(quietly.body).toMatchObject({ rule: 'published' });

  await api.on('2027-03-08');
  await ok(api.happens('bids'));
  const bids: [number, ReturnType<typeof bid>][] = [
    [1, bid('a', 'Alfa', 100_00, 8)],
    [1, bid('b', 'Beta', 125_00, 9)],
    [1, bid('c', 'Gamma', 100_00, 8)],
    [2, bid('a', 'Alfa', 100_00, 8)],
    [2, bid('b', 'Beta', 90_00, 7)],
    [3, bid('c', 'Gamma', 100_00, 8)],
    [3, bid('d', 'Delta', 30_00, 8)],
    [4, bid('a', 'Alfa', 100_00, 8)],
    [5, bid('b', 'Beta', 100_00, 8)],
    [6, bid('c', 'Gamma', 100_00, 8)],
    [6, bid('d', 'Delta', 110_00, 8)],
  ];
  for (const [lot, one] of bids)
    await ok(api.post(`${at}/lots/del-${lot}/bids`, { ...one, receivedOn: '2027-03-05' }));
  await api.on('2027-03-09');
  await ok(api.post(`${at}/lots/del-6/bids`, { ...bid('e', 'Epsilon', 90_00, 9), receivedOn: '2027-03-09' }));
  const twice = await api.post(`${at}/lots/del-1/bids`, bid('a2', 'ALFA', 80_00, 8));
  expect(findingsOf(twice.body)).toMatchObject([{ pointer: '/bidder' }]);

  await api.on('2027-04-01');
  const rewritten = await api.patch(`${at}/lots/del-1/bids/a`, {
    prices: [{ criterion: 'pris', amountOere: 1_00 }],
  });
  expect(findingsOf(rewritten.body)).toMatchObject([{ pointer: '/reason' }]);
  const happened = (lot: number, code: string, kind: string, reason: string | null) =>
    api.post(`${at}/lots/del-${lot}/bids/${code}/events`, { kind, day: '2027-04-01', reason });
  await ok(happened(2, 'b', 'withdrawn', null));
  await ok(happened(3, 'd', 'low-price-asked', 'Under en tredjedel af de andre'));
  await ok(api.happens('no-bids', { lot: 'del-7' }));

  // 0.4 × 10 + 0.6 × 8 = 8.8 for Alfa and Gamma, 0.4 × 8 + 0.6 × 9 = 8.6 for Beta: both places taken, nobody on the line
  const first = await api.get(`${at}/lots/del-1/ranking`);
  expect(first.body).toMatchObject({ winners: 2, line: { in: ['a', 'c'], tied: [], out: ['b'] } });
  const asked = await api.post(`${at}/lots/del-3/awards`, { tieWinners: [], tieBreak: null });
  expect(findingsOf(asked.body)[0]?.message).toMatch(/unormalt lav pris/);
  await ok(happened(3, 'd', 'low-price-answered', 'Egne lokaler'));
  for (const lot of [1, 2, 3, 4, 5, 6])
    await ok(api.post(`${at}/lots/del-${lot}/awards`, { tieWinners: [], tieBreak: null }));
  const sixth = await api.get(`${at}/lots/del-6/awards`);
  expect(sixth.body).toMatchObject({
    items: [{ winners: ['c', 'd'], left: [{ code: 'e', kind: 'late' }] }],
  });

  await api.on('2027-05-10');
  const undecided = await api.happens('award-letter');
  expect(undecided.body).toMatchObject({ rule: 'award-before-decision' });
  await api.on('2027-05-11');
  await ok(
    api.post(`${at}/phases/2/decisions`, {
      meeting: `${committee}-2027-05-11`,
      outcome: 'approved',
      reason: null,
      absent: null,
      conditions: [],
    }),
  );
  expect((await api.timeline()).next.map(({ step }) => step)).toContain('send-letter');

  await api.on('2027-05-12');
  await ok(api.happens('award-letter'));
  const changed = await api.patch(`${at}/lots/del-1/bids/b`, {
    scores: [{ criterion: 'kvalitet', points: 10 }],
  });
  expect(changed.body).toMatchObject({ rule: 'evaluation-frozen' });

  // 12 May + 10 calendar days is Saturday 22 May: standstill runs out on Monday 24 May
  await api.on('2027-05-21');
  expect((await api.timeline()).next).toContainEqual(
    expect.objectContaining({ step: 'await-standstill', due: '2027-05-24' }),
  );
  const inside = await api.happens('contract-signed');
  expect(inside.body).toMatchObject({ rule: 'contract-in-standstill' });
  await ok(api.happens('complaint', { by: 'Epsilon', reason: 'Buddet kom til tiden' }));
  expect(await api.timeline()).toMatchObject({
    contract: { reached: 'unknown', because: { by: 'complaint' } },
    next: [{ step: 'await-ruling' }],
  });

  await api.on('2027-05-26');
  const suspended = await api.happens('contract-signed');
  expect(suspended.body).toMatchObject({ rule: 'contract-while-suspended' });
  await api.on('2027-06-18');
  await ok(api.happens('complaint-ruled', { reason: 'Klagen blev ikke taget til følge' }));
  const samedays = await api.happens('contract-signed');
  expect(samedays.body).toMatchObject({ rule: 'contract-while-suspended' });
  await api.on('2027-06-21');
  await ok(api.happens('contract-signed'));
  const signed = await api.timeline();
  expect(signed.answer).toBe('Ja: kontrakten blev skrevet under 21. juni 2027 og kan starte 2. august 2027.');
  // 21 June + 30 days is 21 July, a Wednesday
  expect(signed.next).toEqual([expect.objectContaining({ step: 'send-award-notice', due: '2027-07-21' })]);

  await api.on('2027-07-22');
  const overdue = await api.happens('award-notice');
  expect(overdue.body).toMatchObject({ rule: 'award-notice-late' });
  await ok(api.happens('award-notice', { reason: 'Formularen blev afvist' }));
  expect((await api.timeline()).next).toEqual([]);

  // seen from May nobody knew of the signature
  const then = await api.get(`${at}/timeline?today=2027-05-26`);
  expect(then.body).toMatchObject({ contract: { reached: 'unknown', because: { by: 'complaint' } } });

  const series = Series.parse((await api.get(`${at}/ocds/releases`)).body).releases;
  expect(series.map(({ tag }) => tag[0])).toEqual(
    expect.arrayContaining(['planning', 'tender', 'award', 'contract']),
  );
  expect(series.flatMap(mistakes)).toEqual([]);
  expect(new Set(series.map(({ id }) => id)).size).toBe(series.length);
  const record = await api.get(`${at}/ocds/record`);
  expect(record.body).toMatchObject({
    records: [
      {
        compiledRelease: {
          tender: {
            status: 'complete',
            lots: expect.arrayContaining([expect.objectContaining({ id: 'del-7', status: 'unsuccessful' })]),
          },
          awards: expect.arrayContaining([
            expect.objectContaining({ id: 'del-1-a', status: 'active', relatedLots: ['del-1'] }),
          ]),
        },
      },
    ],
  });

  const page = await api.get('/udbud/udbud-to/forloeb?vifte=randers-2024-2025');
  expect(page.status).toBe(200);
  expect(String(page.body)).toMatch(/Klage indgivet til Klagenævnet for Udbud/);
});

import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../../src/fixture.ts';
import { randers as told } from '../../fixtures/randers-2024-2025/index.ts';
import { Plan } from '../../src/tenders/tender.schema.ts';
import { PlanDifference } from '../../src/tenders/plan/plan-difference.schema.ts';
import { findingsOf } from '../api/world.ts';
import { decision, meetingOn, randersOn, udbud } from './udbud-world.ts';

const randers = readFixture(told);

const at = (day: string) => `?today=${day}`;

/** The approved plan, given up after 13 June: phases 4 to 7 at later meetings, contracts in March. */
function renewed() {
  const [plan] = randers.tender.plans;
  if (!plan) throw new Error('the fixture has a plan');
  const { approval: _, ...approved } = plan;
  const later = new Map([
    [4, { meeting: meetingOn('2023-08-15'), plannedTo: '2023-08-15' }],
    [5, { meeting: meetingOn('2023-10-10'), plannedTo: '2023-10-10' }],
    [6, { plannedFrom: '2023-10-11', plannedTo: '2023-12-04' }],
    [7, { meeting: meetingOn('2023-12-12'), plannedFrom: null, plannedTo: '2023-12-12' }],
  ]);
  return {
    ...approved,
    reason: 'Udvalget udsatte rammeaftalen den 13. juni',
    madeOn: '2023-06-14',
    contractStart: '2024-03-01',
    phases: approved.phases.map(phase => ({ ...phase, ...later.get(phase.number) })),
  };
}

describe('the adviser’s morning', () => {
  test('from 9 May to a renewed plan beside the approved one, and the calendar has moved', async () => {
    const api = await randersOn('2026-11-21');
    const before = events(String((await api.get(`${udbud}/calendar.ics`)).body));

    const discussed = await api.post(
      `${udbud}/phases/3/decisions${at('2023-05-09')}`,
      decision('2023-05-09', 'discussed'),
    );
    for (const [kind, day] of [
      ['started', '2023-04-13'],
      ['ended', '2023-04-28'],
    ])
      await api.post(`${udbud}/phases/2/records${at('2023-05-09')}`, { kind, day, note: null });
    const morning = await api.timelineOn('2023-05-09');

    expect(discussed.status).toBe(201);
    expect(morning.phases[2]).toMatchObject({ state: 'ended', gate: { state: 'passed', on: '2023-05-09' } });
    expect(morning.next).toEqual([
      { phase: 4, owner: 'administration', step: 'hand-in-papers', due: '2023-06-07', about: null },
    ]);
    expect(morning.contract.reached).toBe('yes');

    const postponed = await api.post(
      `${udbud}/phases/4/decisions${at('2023-06-13')}`,
      decision('2023-06-13', 'postponed', 'Udvalget vil se økonomien igennem'),
    );
    const late = await api.timelineOn('2023-06-14');

    expect(postponed.status).toBe(201);
    expect(late.contract).toMatchObject({ start: '2024-01-01', reached: 'no' });
    expect(late.answer).toMatch(/^Nej: kontrakterne kan ikke starte 1. januar 2024/);
    expect(late.phases[3]?.inWords.slack).toMatch(/^45\sarbejdsdage for sent$/);
    expect(late.phases.slice(3).map(({ number, forecast, slack }) => [number, forecast.to, slack])).toEqual([
      [4, '2023-08-15', -45],
      [5, '2023-10-10', -20],
      [6, '2023-12-19', -9],
      [7, null, null],
    ]);
    expect(late.phases[3]?.latest.lastMeeting?.day).toBe('2023-06-13');

    const plan = await api.post(`${udbud}/plans`, renewed());
    const compared = await api.get(`${udbud}/plans/comparison`);
    const after = await api.timelineOn('2023-06-14');

    expect(Plan.parse(plan.body)).toMatchObject({ number: 2, approvedOn: null });
    const difference = PlanDifference.parse(compared.body);
    // Nine weeks of five days from Tuesday 13 June to Tuesday 15 August, no holiday or closing day among them.
    expect(difference.phases.find(({ phase }) => phase === 4)).toMatchObject({
      change: 'kept',
      to: { before: '2023-06-13', after: '2023-08-15', workingDays: 45 },
    });
    expect(after.plan).toMatchObject({ number: 2, contractStart: '2024-03-01' });
    expect(after.baseline).toMatchObject({ number: 1, approvedOn: '2023-04-12' });

    const moved = events(String((await api.get(`${udbud}/calendar.ics`)).body));
    const uid = 'udbud-2024-2025-fase-4@randers-kommune.tilbudsvifte';
    expect(before.get(uid)?.day).toBe('2023-06-13');
    expect(moved.get(uid)?.day).toBe('2023-08-15');
    expect(moved.get('udbud-2024-2025-fase-4-sagsfrist@randers-kommune.tilbudsvifte')?.day).toBe(
      '2023-08-09',
    );
    expect(Number(moved.get(uid)?.sequence)).toBeGreaterThan(Number(before.get(uid)?.sequence));
    expect([...moved.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
  });
});

describe('what if', () => {
  test('a phase slips or a meeting is cancelled: answered, and nothing is stored', async () => {
    const api = await randersOn('2023-04-13');
    const revision = await api.database.revision();

    const slipped = await api.timelineOn('2023-04-13', '&slip=2:10');
    const cancelled = await api.timelineOn('2023-04-13', `&cancel=${meetingOn('2023-06-13')}`);
    const plain = await api.timelineOn('2023-04-13');

    // Ten working days after 28 April, Store Bededag on 5 May between: 15 May, one day past the limit.
    expect(slipped.phases[1]?.forecast.to).toBe('2023-05-15');
    expect(slipped.contract.reached).toBe('no');
    expect(cancelled.phases[3]?.forecast.to).toBe('2023-08-15');
    expect(plain.contract.reached).toBe('yes');
    expect(await api.database.revision()).toBe(revision);
  });

  test('an unknown phase or meeting is told at its parameter', async () => {
    const api = await randersOn('2023-04-13');

    const refused = await api.get(`${udbud}/timeline?slip=9:5&cancel=aldrig`);

    expect(refused.status).toBe(404);
    expect(findingsOf(refused.body).map(({ parameter }) => parameter)).toEqual(['slip', 'cancel']);
  });
});

describe('bad input is told in Danish at its place, and nothing is stored', () => {
  test.each([
    ['a day that does not exist', '/plans', { ...renewed(), madeOn: '2023-02-30' }, 400, '/madeOn'],
    ['no reason', '/plans', { ...renewed(), reason: ' ' }, 400, '/reason'],
    ['a plan made tomorrow', '/plans', { ...renewed(), madeOn: '2023-08-21' }, 422, '/madeOn'],
    [
      'a cycle',
      '/plans',
      phasesWith(2, { predecessors: [3] }, 3, { predecessors: [2] }),
      422,
      '/phases/1/predecessors',
    ],
    ['two phases with one number', '/plans', phasesWith(7, { number: 6 }), 422, '/phases/6/number'],
    [
      'a phase that ends before it starts',
      '/plans',
      phasesWith(6, { plannedTo: '2023-10-01' }),
      422,
      '/phases/5/plannedTo',
    ],
    ['an unknown meeting', '/plans', phasesWith(4, { meeting: 'aldrig' }), 422, '/phases/3/meeting'],
    [
      'a decision on an unknown meeting',
      '/phases/3/decisions',
      { ...decision('2023-05-09', 'discussed'), meeting: 'aldrig' },
      422,
      '/meeting',
    ],
    [
      'a decision before the meeting',
      '/phases/7/decisions',
      decision('2023-11-14', 'approved'),
      422,
      '/meeting',
    ],
    [
      'a record of tomorrow',
      '/phases/2/records',
      { kind: 'started', day: '2023-08-21', note: null },
      422,
      '/day',
    ],
    ['an unknown offer in a lot', '/lots', lot({ offers: ['jobklub', 'findes-ikke'] }), 422, '/offers/1'],
    ['weights of 99 %', '/lots', lot({ awardModel: model(400, 590) }), 422, '/awardModel/criteria'],
    [
      'a milestone twice',
      '/milestones',
      { phase: 6, kind: 'notice', dueOn: '2023-08-16', metOn: null, basis: 'document', note: null },
      409,
      '/kind',
    ],
  ])('%s', async (_what, path, body, status, pointer) => {
    const api = await randersOn('2023-08-20');
    const revision = await api.database.revision();

    const refused = await api.post(`${udbud}${path}`, body);

    expect([refused.status, findingsOf(refused.body).map(finding => finding.pointer)]).toEqual([
      status,
      expect.arrayContaining([pointer]),
    ]);
    expect(await api.database.revision()).toBe(revision);
  });

  test('a milestone met tomorrow', async () => {
    const api = await randersOn('2023-08-20');

    const refused = await api.patch(`${udbud}/milestones/notice`, { metOn: '2023-08-21' });

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body)).toMatchObject([{ pointer: '/metOn' }]);
  });

  test('a decision on a cancelled meeting', async () => {
    const api = await randersOn('2023-08-20');
    await api.patch(`/api/meetings/${meetingOn('2023-05-09')}`, { status: 'cancelled' });

    const refused = await api.post(`${udbud}/phases/3/decisions`, decision('2023-05-09', 'discussed'));

    expect(refused.status).toBe(422);
    expect(findingsOf(refused.body)).toMatchObject([{ pointer: '/meeting' }]);
  });

  test('phase 6 is not begun before the decisions of 4 and 5, and both are named', async () => {
    const api = await randersOn('2023-08-20');

    const refused = await api.post(`${udbud}/phases/6/records`, {
      kind: 'started',
      day: '2023-08-16',
      note: null,
    });

    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      rule: 'gate-not-passed',
      detail: expect.stringMatching(/fase 4 .*fase 5 /),
    });
  });
});

describe('lots', () => {
  test('bids are ranked by the model, which stands once they are in', async () => {
    const api = await randersOn('2023-10-03');
    await api.post(`${udbud}/lots`, lot({ awardModel: model(400, 600) }));
    for (const [code, kroner, points] of [
      ['a', 100, 6],
      ['b', 125, 9],
    ] as const)
      await api.post(`${udbud}/lots/delaftale-1/bids`, {
        code,
        bidder: code.toUpperCase(),
        prices: [{ criterion: 'pris', amountOere: kroner * 100 }],
        scores: [{ criterion: 'kvalitet', points }],
      });

    const { body } = await api.get(`${udbud}/lots/delaftale-1/ranking`);
    const changed = await api.patch(`${udbud}/lots/delaftale-1`, { awardModel: model(900, 100) });

    // a: 0.4 × 10 + 0.6 × 6 = 7.6; b: 0.4 × 10 × 100 ÷ 125 + 0.6 × 9 = 8.6
    expect(body).toMatchObject({
      kind: 'evaluated',
      ranking: [
        { rank: 1, code: 'b', total: { value: 8.6 } },
        { rank: 2, code: 'a', total: { value: 7.6 } },
      ],
    });
    expect([changed.status, changed.body]).toMatchObject([409, { rule: 'bids-received' }]);
  });
});

describe('the calendars', () => {
  test('hold whole days with alarms before deadlines, and the committee’s has the tender’s gates', async () => {
    const api = await randersOn('2023-04-13');

    const own = await api.get(`${udbud}/calendar.ics`);
    const committee = await api.get('/api/committees/beskaeftigelsesudvalget/calendar.ics');
    const again = await api.get(`${udbud}/calendar.ics`);

    expect(own.headers.get('Content-Type')).toMatch(/^text\/calendar/);
    expect(again.body).toBe(own.body);
    const parsed = events(String(own.body));
    expect(parsed.get('udbud-2024-2025-bids@randers-kommune.tilbudsvifte')).toMatchObject({
      day: '2023-10-02',
      isDate: true,
      alarms: ['-P7D'],
    });
    expect(parsed.get('udbud-2024-2025-fase-3@randers-kommune.tilbudsvifte')?.alarms).toEqual([]);
    expect(parsed.get('udbud-2024-2025-fase-3-sagsfrist@randers-kommune.tilbudsvifte')?.day).toBe(
      '2023-05-02',
    );
    const meetings = events(String(committee.body));
    expect(meetings.get(`${meetingOn('2023-05-09')}-sagsfrist@randers-kommune.tilbudsvifte`)?.day).toBe(
      '2023-05-02',
    );
    expect(meetings.has('udbud-2024-2025-fase-4@randers-kommune.tilbudsvifte')).toBe(true);
  });

  test('a meeting moved or a closing day more moves the event and raises its number; a closing day less again', async () => {
    const api = await randersOn('2023-04-13');
    const deadline = async () =>
      events(String((await api.get(`${udbud}/calendar.ics`)).body)).get(
        'udbud-2024-2025-fase-3-sagsfrist@randers-kommune.tilbudsvifte',
      );
    const first = await deadline();

    await api.post('/api/closing-days', { day: '2023-05-03', name: 'Lukket', basis: 'assumption' });
    const second = await deadline();
    await api.remove('/api/closing-days/2023-05-03');
    const third = await deadline();
    await api.patch(`/api/meetings/${meetingOn('2023-05-09')}`, { day: '2023-05-16', status: 'moved' });
    const fourth = await deadline();

    expect([first, second, third, fourth].map(event => event?.day)).toEqual([
      '2023-05-02',
      '2023-05-01',
      '2023-05-02',
      '2023-05-10',
    ]);
    const numbers = [first, second, third, fourth].map(event => Number(event?.sequence));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(4);
  });
});

function phasesWith(...changes: (number | object)[]) {
  const plan = renewed();
  const changed = new Map(changes.flatMap((of, i) => (typeof of === 'number' ? [[of, changes[i + 1]]] : [])));
  return { ...plan, phases: plan.phases.map(phase => ({ ...phase, ...Object(changed.get(phase.number)) })) };
}

function lot(more: object) {
  return { code: 'delaftale-1', title: 'Jobsøgning', offers: [], awardModel: null, note: null, ...more };
}

function model(price: number, quality: number) {
  return {
    scale: { lowest: 0, highest: 10 },
    criteria: [
      { kind: 'price', code: 'pris', name: 'Pris', weightPermille: price, rule: { kind: 'proportional' } },
      { kind: 'quality', code: 'kvalitet', name: 'Kvalitet', weightPermille: quality, rule: 'Efter skøn' },
    ],
  };
}

/** What a calendar program reads out of a feed. */
function events(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return new Map(
    calendar.getAllSubcomponents('vevent').map(component => {
      const event = new ICAL.Event(component);
      return [
        event.uid,
        {
          day: event.startDate.toString().slice(0, 10),
          isDate: event.startDate.isDate,
          sequence: component.getFirstPropertyValue('sequence'),
          alarms: component
            .getAllSubcomponents('valarm')
            .map(alarm => String(alarm.getFirstPropertyValue('trigger'))),
        },
      ];
    }),
  );
}

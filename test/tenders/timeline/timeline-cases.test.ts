import { quietLife } from '../../../src/tenders/timeline/life.ts';
import { describe, expect, test } from 'vitest';
import type { Fact, Phase } from '../../../src/tenders/timeline/phase.ts';
import { timeline, type Timeline } from '../../../src/tenders/timeline/timeline.ts';
import {
  decided,
  meetings,
  phase1Done,
  phases,
  phases1To3Done,
  plan,
  situation,
  withMeeting,
  withPhase,
} from './punkt42.ts';

const phases1To5Done: readonly Fact[] = [
  ...phases1To3Done,
  decided(4, '2023-06-13', 'approved'),
  decided(5, '2023-08-15', 'noted'),
  { fact: 'started', phase: 6, day: '2023-08-16' },
];

describe('the adviser two weeks late', () => {
  test('an agreement two weeks late, on 15 May, costs the meeting of 13 June and with it 1 January', () => {
    const started: Fact = { fact: 'started', phase: 2, day: '2023-04-13' };
    const late = timeline(
      situation({
        today: '2023-05-15',
        facts: [...phase1Done, started, decided(3, '2023-05-09', 'discussed')],
      }),
    );

    expect(ends(late)).toEqual({
      1: '2023-04-12',
      2: '2023-05-15',
      3: '2023-05-09',
      4: '2023-08-15',
      5: '2023-10-10',
      6: '2023-12-19',
      7: null,
    });
    expect(phase(late, 2).slack).toBe(-1);
    expect(phase(late, 4).forecast).toMatchObject({ from: '2023-05-16', ready: '2023-06-08' });
    expect(late.contract.reached).toBe('no');
  });

  test('one day less and it is reached: the papers are ready on the very paper deadline', () => {
    const started: Fact = { fact: 'started', phase: 2, day: '2023-04-13' };
    const intime = timeline(
      situation({
        today: '2023-05-12',
        facts: [...phase1Done, started, decided(3, '2023-05-09', 'discussed')],
      }),
    );

    expect(phase(intime, 2).slack).toBe(0);
    expect(phase(intime, 4).forecast).toMatchObject({ ready: '2023-06-07', to: '2023-06-13' });
    expect(intime.contract.reached).toBe('yes');
  });

  test('an agreement begun two weeks late, on 27 April, ends on 11 May with one day left', () => {
    const started: Fact = { fact: 'started', phase: 2, day: '2023-04-27' };
    const late = timeline(situation({ today: '2023-04-27', facts: [...phase1Done, started] }));

    expect(phase(late, 2)).toMatchObject({
      state: 'begun',
      forecast: { from: '2023-04-27', to: '2023-05-11', toBound: { by: 'work', workingDays: 10 } },
      slack: 1,
      behind: 8,
    });
    expect(phase(late, 4).forecast).toMatchObject({ ready: '2023-06-06', to: '2023-06-13' });
    expect(late.contract.reached).toBe('yes');
  });
});

describe('a meeting cancelled', () => {
  test('without 13 June phase 4 waits for 15 August, and 9 May would have been its last possible meeting', () => {
    const answer = timeline(situation({ meetings: withMeeting('m-06-13', { status: 'cancelled' }) }));

    expect(ends(answer)).toMatchObject({ 4: '2023-08-15', 5: '2023-10-10', 6: '2023-12-19', 7: null });
    expect(phase(answer, 4)).toMatchObject({ slack: -67, latest: { lastMeeting: { day: '2023-05-09' } } });
    expect(phase(answer, 2).latest.limit).toBe('2023-04-11');
    expect(answer.contract.reached).toBe('no');
    expect(rules(answer)).toContain('meeting-cancelled');
    expect(phase(answer, 4).forecast.toBound).toMatchObject({
      passedOver: [{ meeting: 'm-06-13', day: '2023-06-13', because: { by: 'cancelled' } }],
    });
  });

  test('without 12 September nothing moves, but phase 5 has no slack left', () => {
    const answer = timeline(situation({ meetings: withMeeting('m-09-12', { status: 'cancelled' }) }));

    expect(ends(answer)).toEqual(ends(timeline(situation())));
    expect(phase(answer, 5)).toMatchObject({ slack: 0, latest: { lastMeeting: { day: '2023-08-15' } } });
    expect(phase(answer, 4).latest.limit).toBe('2023-07-12');
    expect(answer.contract.reached).toBe('yes');
  });

  test('without 14 November the suppliers are chosen on 12 December, and contracts are signed on 28 December', () => {
    const answer = timeline(situation({ meetings: withMeeting('m-11-14', { status: 'cancelled' }) }));

    expect(phase(answer, 7)).toMatchObject({ slack: 0, behind: 20, forecast: { to: '2023-12-12' } });
    expect(answer.contract).toMatchObject({
      reached: 'yes',
      expected: {
        letter: '2023-12-13',
        standstillEnds: '2023-12-27',
        contract: '2023-12-28',
        noticeBy: '2024-01-29',
      },
    });
  });
});

describe('a meeting moved', () => {
  test('one week later: the phase follows it', () => {
    const answer = juneMeetingOn('2023-06-20');

    expect(phase(answer, 4)).toMatchObject({ forecast: { to: '2023-06-20' }, slack: 0, behind: 5 });
  });

  test('some days earlier: the phase follows it when its papers can be ready', () => {
    expect(phase(juneMeetingOn('2023-06-08'), 4).forecast.to).toBe('2023-06-08');
    expect(phase(juneMeetingOn('2023-06-07'), 4).forecast.to).toBe('2023-08-15');
  });
});

describe('no meeting left', () => {
  test('with the calendar ending in June phase 5 has no meeting and what follows has no day', () => {
    const answer = timeline(situation({ meetings: meetings.slice(0, 3) }));

    expect(ends(answer)).toMatchObject({ 4: '2023-06-13', 5: null, 6: null, 7: null });
    expect(phase(answer, 5).forecast.toBound).toEqual({ by: 'no-meeting', passedOver: [] });
    expect(phase(answer, 6).forecast).toMatchObject({
      from: null,
      toBound: { by: 'unknown-predecessor', phase: 5 },
    });
    expect(answer.contract.reached).toBe('no');
  });

  test('with no meetings at all everything is told and nothing falls over', () => {
    const answer = timeline(situation({ meetings: [] }));

    expect(ends(answer)).toMatchObject({ 1: '2023-04-12', 2: '2023-04-28', 3: null, 7: null });
    expect(phase(answer, 6)).toMatchObject({
      slack: null,
      latest: { bound: { by: 'no-meeting', phase: 7 } },
    });
    expect(rules(answer)).toEqual(
      expect.arrayContaining(['contract-start-unreachable', 'no-meeting-left', 'no-meeting-in-time']),
    );
  });
});

describe('the contract start moved', () => {
  test('to 1 December the plan holds without any slack after phase 3', () => {
    const answer = timeline(situation({ plan: { ...plan, contractStart: '2023-12-01' } }));

    expect(answer.contract).toMatchObject({
      reached: 'yes',
      last: {
        signBy: '2023-11-30',
        letterBy: '2023-11-17',
        standstillEnds: '2023-11-27',
        decideBy: '2023-11-16',
      },
      expected: { letter: '2023-11-15', standstillEnds: '2023-11-27', contract: '2023-11-28' },
    });
    expect(phase(answer, 7)).toMatchObject({ slack: 0, latest: { limit: '2023-11-16' } });
    expect(phase(answer, 6)).toMatchObject({ slack: 0, latest: { limit: '2023-11-08' } });
    expect(phase(answer, 5)).toMatchObject({ slack: 0, latest: { limit: '2023-08-30' } });
  });

  test('to 1 November it is 25 working days too early', () => {
    const answer = timeline(situation({ plan: { ...plan, contractStart: '2023-11-01' } }));

    expect(answer.contract).toMatchObject({ reached: 'no', expected: { contract: '2023-11-28' } });
    expect(phase(answer, 7)).toMatchObject({ slack: -25, latest: { lastMeeting: { day: '2023-10-10' } } });
  });

  test('to 1 March 2024, with a meeting in February, phase 7 has 62 working days', () => {
    const february = { code: 'm-02-13', day: '2024-02-13', status: 'planned' } as const;
    const answer = timeline(
      situation({ plan: { ...plan, contractStart: '2024-03-01' }, meetings: [...meetings, february] }),
    );

    expect(answer.contract.last).toEqual({
      signBy: '2024-02-29',
      letterBy: '2024-02-16',
      standstillEnds: '2024-02-26',
      decideBy: '2024-02-15',
    });
    expect(phase(answer, 7)).toMatchObject({ slack: 62, latest: { lastMeeting: { day: '2024-02-13' } } });
  });
});

describe('phase 6 running past 14 November', () => {
  test('still under way on 15 November, only 12 December is left', () => {
    const answer = timeline(situation({ today: '2023-11-15', facts: phases1To5Done }));

    expect(phase(answer, 6)).toMatchObject({
      forecast: { to: '2023-11-15', toBound: { by: 'today' } },
      slack: 15,
      behind: 5,
    });
    expect(phase(answer, 7)).toMatchObject({ forecast: { to: '2023-12-12' }, slack: 0 });
    expect(answer.contract.reached).toBe('yes');
  });

  test('one day past 8 November is enough to miss the paper deadline of the 14th', () => {
    const answer = timeline(situation({ today: '2023-11-09', facts: phases1To5Done }));

    expect(phase(answer, 7).forecast).toMatchObject({
      ready: '2023-11-09',
      to: '2023-12-12',
      toBound: {
        by: 'meeting',
        meeting: 'm-12-12',
        paperDeadline: '2023-12-06',
        passedOver: [
          {
            meeting: 'm-11-14',
            day: '2023-11-14',
            because: { by: 'paper-deadline', paperDeadline: '2023-11-08', ready: '2023-11-09' },
          },
        ],
      },
    });
  });

  test('still under way on 7 December, no meeting is left', () => {
    const answer = timeline(situation({ today: '2023-12-07', facts: phases1To5Done }));

    expect(phase(answer, 6).slack).toBe(-1);
    expect(phase(answer, 7).forecast.to).toBeNull();
    expect(answer.contract.reached).toBe('no');
  });
});

describe('a phase done early', () => {
  test('phase 6 over on 24 October keeps its own day; the choice of suppliers stays on 14 November', () => {
    const answer = timeline(
      situation({
        today: '2023-10-25',
        facts: [...phases1To5Done, { fact: 'ended', phase: 6, day: '2023-10-24' }],
      }),
    );

    expect(phase(answer, 6)).toMatchObject({
      state: 'ended',
      forecast: { from: '2023-08-16', to: '2023-10-24', toBound: { by: 'recorded' } },
      behind: -11,
      slack: null,
    });
    expect(phase(answer, 7)).toMatchObject({
      forecast: { ready: '2023-10-24', to: '2023-11-14' },
      slack: 20,
    });
  });

  test('work that would take less than planned is not pulled forward', () => {
    const answer = timeline(situation({ today: '2023-08-16', facts: phases1To5Done }));

    expect(phase(answer, 6).forecast).toMatchObject({ to: '2023-11-08', toBound: { by: 'planned-end' } });
  });
});

describe('the committee stops, rejects or decides too little', () => {
  const stopped = [...phases1To3Done, decided(4, '2023-06-13', 'stopped')];

  test('stopped under § 23 nothing can be said until the council has decided', () => {
    const answer = timeline(situation({ today: '2023-06-14', facts: stopped }));

    expect(ends(answer)).toEqual({
      1: '2023-04-12',
      2: '2023-04-28',
      3: '2023-05-09',
      4: null,
      5: null,
      6: null,
      7: null,
    });
    expect(phase(answer, 6).forecast.toBound).toEqual({ by: 'halted', phase: 4 });
    expect(answer.contract.reached).toBe('unknown');
    expect(rules(answer)).toEqual(['contract-start-unknown', 'halted']);
  });

  test('the approval of the council on 26 June passes the phase on that day', () => {
    const council = decided(4, '2023-06-26', 'approved', { by: 'council' });
    const answer = timeline(situation({ today: '2023-06-27', facts: [...stopped, council] }));

    expect(ends(answer)).toMatchObject({ 4: '2023-06-26', 5: '2023-08-15', 7: '2023-11-14' });
    expect(phase(answer, 5).forecast).toMatchObject({ from: '2023-06-27', ready: '2023-07-24' });
    expect(answer.contract.reached).toBe('yes');
  });

  test('rejected on 13 June the phase waits for the next meeting, and people are told', () => {
    const answer = timeline(
      situation({ today: '2023-06-13', facts: [...phases1To3Done, decided(4, '2023-06-13', 'rejected')] }),
    );

    expect(phase(answer, 4).forecast.to).toBe('2023-08-15');
    expect(rules(answer)).toContain('rejected');
  });

  test('a decision that was only discussed has not been taken', () => {
    const answer = timeline(
      situation({ today: '2023-06-14', facts: [...phases1To3Done, decided(4, '2023-06-13', 'discussed')] }),
    );

    expect(phase(answer, 4)).toMatchObject({ state: 'waiting', forecast: { to: '2023-08-15' } });
    expect(rules(answer)).toContain('decision-falls-short');
  });
});

describe('the day it is seen from', () => {
  test('what happened after that day is not known yet', () => {
    const until: readonly Fact[] = [...phase1Done, { fact: 'started', phase: 2, day: '2023-04-13' }];

    expect(timeline(situation({ facts: phases1To5Done })).phases).toEqual(
      timeline(situation({ facts: until })).phases,
    );
  });

  test('on a Saturday work that is not over ends on Monday at the earliest', () => {
    const started: Fact = { fact: 'started', phase: 2, day: '2023-04-13' };
    const answer = timeline(situation({ today: '2023-04-29', facts: [...phase1Done, started] }));

    expect(phase(answer, 2).forecast.to).toBe('2023-05-01');
  });

  test('on the day of the meeting the decision is still to come', () => {
    const answer = timeline(situation({ today: '2023-06-13', facts: phases1To3Done }));

    expect(phase(answer, 4).forecast.to).toBe('2023-06-13');
    expect(timeline(situation({ today: '2023-06-14', facts: phases1To3Done })).phases[3]).toMatchObject({
      forecast: {
        to: '2023-08-15',
        toBound: { passedOver: [{ meeting: 'm-06-13', because: { by: 'today' } }] },
      },
    });
  });

  // Work of 50 working days that nobody has begun on Monday 20 November: 9 in November, 19 in December (without 25 and 26), and
  // the 22 from 2 to 31 January.
  test('the choice of suppliers is no way round work that was never recorded as ended', () => {
    const facts = [
      ...phases1To5Done.filter(({ phase }) => phase !== 6),
      decided(7, '2023-11-14', 'approved'),
    ];
    const { contract, notices, phases } = timeline(situation({ today: '2023-11-20', facts }));

    expect(phases.map(({ number, forecast }) => [number, forecast.to])).toContainEqual([6, '2024-01-31']);
    expect(contract).toMatchObject({ reached: 'no', expected: { letter: '2024-02-01' } });
    expect(notices).toContainEqual(
      expect.objectContaining({ rule: 'out-of-order', phase: 7, level: 'broken' }),
    );
  });

  test('a plan that ends on a Sunday is kept as it is', () => {
    const answer = timeline(situation({ plan: withPhase(2, { plannedTo: '2023-04-30' }) }));

    expect(phase(answer, 2)).toMatchObject({ forecast: { to: '2023-04-30' }, slack: 9, behind: 0 });
  });

  test('an award letter that is not sent in time costs the contract start', () => {
    const facts: Fact[] = [
      ...phases1To5Done,
      { fact: 'ended', phase: 6, day: '2023-11-08' },
      decided(7, '2023-11-14', 'approved'),
    ];
    const seen = (today: string, letterSent: string | null) =>
      timeline(
        situation({
          today,
          facts,
          life: { ...quietLife, awarded: { letterSent, contractSigned: null, noticeSent: null } },
        }),
      ).contract;

    expect(seen('2023-12-18', null)).toMatchObject({
      reached: 'yes',
      expected: { letter: '2023-12-18', standstillEnds: '2023-12-28', contract: '2023-12-29' },
    });
    expect(seen('2023-12-19', null)).toMatchObject({ reached: 'no', expected: { contract: '2024-01-02' } });
    expect(seen('2023-12-19', '2023-11-15')).toMatchObject({
      reached: 'yes',
      expected: { standstillEnds: '2023-11-27', contract: '2023-12-19' },
    });
  });
});

describe('unusual plans', () => {
  test('a meeting on store bededag is used and pointed out', () => {
    const answer = timeline(
      situation({ meetings: withMeeting('m-05-09', { day: '2023-05-05', status: 'moved' }) }),
    );

    expect(phase(answer, 3).forecast.to).toBe('2023-05-05');
    expect(answer.notices.map(({ message }) => message)).toContain(
      'Mødet 5. maj 2023 for fase 3 ligger på store bededag.',
    );
  });

  test('phases that wait for each other are left without days, the others are laid', () => {
    const answer = timeline(situation({ plan: withPhase(4, { predecessors: [3, 6] }) }));

    expect(ends(answer)).toMatchObject({ 3: '2023-05-09', 4: null, 5: null, 6: null, 7: null });
    expect(phase(answer, 5).forecast.toBound).toEqual({ by: 'ring' });
    expect(answer.contract.reached).toBe('unknown');
    expect(rules(answer)).toContain('ring');
  });

  test('work without need ends when its predecessors do, if nothing is planned later', () => {
    const answer = timeline(
      situation({ plan: withPhase(6, { neededWorkingDays: 0, plannedFrom: null, plannedTo: null }) }),
    );

    expect(phase(answer, 6).forecast).toMatchObject({
      from: '2023-08-15',
      to: '2023-08-15',
      toBound: { by: 'predecessor', phase: 5 },
    });
  });

  test('nine phases are laid as well as seven', () => {
    const extra = [8, 9].map((number): Phase => ({
      number,
      title: `Opfølgning ${number}`,
      owner: 'administration',
      kind: 'work',
      predecessors: [number - 1],
      plannedFrom: null,
      plannedTo: null,
      meeting: null,
      neededWorkingDays: 3,
      neededBasis: 'assumption',
    }));
    const answer = timeline(situation({ plan: { ...plan, phases: [...phases, ...extra] } }));

    expect(ends(answer)).toMatchObject({ 7: '2023-11-14', 8: '2023-11-17', 9: '2023-11-22' });
    expect(phase(answer, 9).latest.limit).toBe('2023-12-15');
    expect(phase(answer, 8).latest.limit).toBe('2023-12-12');
    // 15 December is the third day of phase 9, 12 December the third of phase 8: it begins on 8 December
    expect(phase(answer, 7).latest).toMatchObject({
      limit: '2023-12-07',
      lastMeeting: { day: '2023-11-14' },
    });
  });
});

test('every day of the forecast says what put it there', () => {
  const { phases } = timeline(situation());

  expect(phases.map(({ forecast }) => [forecast.fromBound.by, forecast.toBound.by])).toEqual([
    ['not-recorded', 'decision'],
    ['planned-start', 'planned-end'],
    ['predecessor', 'meeting'],
    ['predecessor', 'meeting'],
    ['predecessor', 'meeting'],
    ['planned-start', 'planned-end'],
    ['predecessor', 'meeting'],
  ]);
  expect(phases.map(({ latest }) => latest.bound)).toEqual([
    { by: 'phase', phase: 3, begins: '2023-04-26' },
    { by: 'phase', phase: 4, begins: '2023-05-15' },
    { by: 'phase', phase: 4, begins: '2023-05-15' },
    { by: 'phase', phase: 5, begins: '2023-08-10' },
    { by: 'phase', phase: 6, begins: '2023-09-28' },
    { by: 'ready', phase: 7, on: '2023-12-06' },
    { by: 'contract-start', letterBy: '2023-12-18' },
  ]);
});

function juneMeetingOn(day: string): Timeline {
  return timeline(situation({ meetings: withMeeting('m-06-13', { day, status: 'moved' }) }));
}

function phase(answer: Timeline, number: number): Timeline['phases'][number] {
  const found = answer.phases.find(phase => phase.number === number);
  if (!found) throw new Error(`no phase ${number}`);
  return found;
}

function ends(answer: Timeline): Record<number, string | null> {
  return Object.fromEntries(answer.phases.map(({ number, forecast }) => [number, forecast.to]));
}

function rules(answer: Timeline): string[] {
  return answer.notices.map(({ rule }) => rule);
}

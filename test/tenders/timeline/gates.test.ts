import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/committees/committee.schema.ts';
import { conditions } from '../../../src/tenders/timeline/conditions.ts';
import { decisionsOn, gateOf, passes } from '../../../src/tenders/timeline/gates.ts';
import { mayBegin, mayEnd } from '../../../src/tenders/timeline/permission.ts';
import type { Fact, Phase } from '../../../src/tenders/timeline/phase.ts';
import { decided, phase1Done, phases, phases1To3Done, plan } from './punkt42.ts';

test.each<[Outcome, { decision: boolean; discussion: boolean; presentation: boolean }]>([
  ['approved', { decision: true, discussion: true, presentation: true }],
  ['approved-with-conditions', { decision: true, discussion: true, presentation: true }],
  ['discussed', { decision: false, discussion: true, presentation: true }],
  ['noted', { decision: false, discussion: false, presentation: true }],
  ['postponed', { decision: false, discussion: false, presentation: false }],
  ['rejected', { decision: false, discussion: false, presentation: false }],
  ['stopped', { decision: false, discussion: false, presentation: false }],
])('%s passes %j', (outcome, expected) => {
  expect({
    decision: passes(outcome, 'decision'),
    discussion: passes(outcome, 'discussion'),
    presentation: passes(outcome, 'presentation'),
  }).toEqual(expected);
  expect(passes(outcome, 'work')).toBe(false);
});

const gate = (...facts: Fact[]) => gateOf(phase(4), facts, '2023-12-31');

describe('the gate of phase 4', () => {
  test('without a decision it is undecided', () => {
    expect(gate()).toEqual({ state: 'undecided' });
  });

  test('postponed twice and then approved it is passed, and its whole path is kept', () => {
    const path = [
      decided(4, '2023-08-15', 'postponed'),
      decided(4, '2023-06-13', 'postponed'),
      decided(4, '2023-09-12', 'approved'),
    ];

    expect(gate(...path)).toEqual({ state: 'passed', on: '2023-09-12', outcome: 'approved' });
    expect(decisionsOn(4, path, '2023-12-31').map(({ day }) => day)).toEqual([
      '2023-06-13',
      '2023-08-15',
      '2023-09-12',
    ]);
    expect(gateOf(phase(4), path, '2023-08-20')).toEqual({ state: 'postponed', on: '2023-08-15' });
  });

  test('approved again it stays passed on its first day', () => {
    expect(gate(decided(4, '2023-06-13', 'approved'), decided(4, '2023-08-15', 'approved'))).toMatchObject({
      state: 'passed',
      on: '2023-06-13',
    });
  });

  test('a later rejection takes the approval back', () => {
    expect(gate(decided(4, '2023-06-13', 'approved'), decided(4, '2023-08-15', 'rejected'))).toEqual({
      state: 'rejected',
      on: '2023-08-15',
    });
  });

  test('with two recommendations both must pass, and it is passed with the last of them', () => {
    const first = decided(4, '2023-06-13', 'approved');
    const postponed = decided(4, '2023-06-13', 'postponed', { recommendation: 2 });
    const second = decided(4, '2023-08-15', 'approved', { recommendation: 2 });

    expect(gate(first, postponed)).toEqual({ state: 'postponed', on: '2023-06-13' });
    expect(gate(first, postponed, second)).toMatchObject({ state: 'passed', on: '2023-08-15' });
  });

  test('once stopped under § 23 the committee cannot pass it, the council can', () => {
    const stopped = decided(4, '2023-06-13', 'stopped');
    const committee = decided(4, '2023-08-15', 'approved');
    const council = decided(4, '2023-09-04', 'approved', { by: 'council' });

    expect(gate(stopped, committee)).toEqual({ state: 'halted', on: '2023-06-13' });
    expect(gate(stopped, committee, council)).toMatchObject({ state: 'passed', on: '2023-09-04' });
  });
});

describe('beginning a phase', () => {
  test('phase 6 is refused before the decisions of 4 and 5, by their names', () => {
    expect(mayBegin(phase(6), plan, phases1To3Done, '2023-06-14')).toEqual({
      allowed: false,
      rule: 'gate-not-passed',
      gates: [4, 5],
      message:
        'Fase 6 (Udbud gennemføres) kan ikke begynde: fase 4 (Rammeaftale) mangler udvalgets beslutning; ' +
        'fase 5 (Endeligt materiale) mangler udvalgets beslutning. Skriv udvalgets beslutning ind først.',
    });
  });

  test('a postponed gate is named as postponed', () => {
    const answer = mayBegin(
      phase(6),
      plan,
      [...phases1To3Done, decided(4, '2023-06-13', 'postponed'), decided(5, '2023-08-15', 'noted')],
      '2023-08-16',
    );

    expect(answer).toMatchObject({ allowed: false, gates: [4] });
    expect(answer).toHaveProperty(
      'message',
      expect.stringContaining('fase 4 (Rammeaftale) blev udsat 13. juni 2023'),
    );
  });

  test('phase 6 may begin after both, also when one was approved with conditions', () => {
    const facts = [
      ...phases1To3Done,
      decided(4, '2023-06-13', 'approved-with-conditions'),
      decided(5, '2023-08-15', 'noted'),
    ];

    expect(mayBegin(phase(6), plan, facts, '2023-08-16')).toEqual({ allowed: true, unfinished: [] });
    expect(mayBegin(phase(6), plan, facts, '2023-08-14')).toMatchObject({ allowed: false, gates: [5] });
  });

  test('unfinished work before a phase does not bar it, but is pointed out', () => {
    const facts = [...phase1Done, decided(3, '2023-05-09', 'discussed')];

    expect(mayBegin(phase(4), plan, facts, '2023-05-10')).toEqual({ allowed: true, unfinished: [2] });
  });

  test('a phase begins once', () => {
    expect(mayBegin(phase(2), plan, phases1To3Done, '2023-06-01')).toMatchObject({ rule: 'already-begun' });
  });

  test('stopped under § 23 nothing begins, even where no gate is in the way', () => {
    const stopped = [...phase1Done, decided(3, '2023-05-09', 'stopped')];

    expect(mayBegin(phase(2), plan, stopped, '2023-05-10')).toMatchObject({
      allowed: false,
      rule: 'tender-halted',
      gates: [3],
    });
    const council = decided(3, '2023-05-22', 'discussed', { by: 'council' });
    expect(mayBegin(phase(2), plan, [...stopped, council], '2023-05-23')).toEqual({
      allowed: true,
      unfinished: [],
    });
  });
});

describe('ending a phase', () => {
  test('a committee phase is ended by its committee only', () => {
    expect(mayEnd(phase(4), plan, phases1To3Done, '2023-06-13')).toMatchObject({ rule: 'committee-decides' });
  });

  test('work that is under way may end, on the day it began at the earliest, and once', () => {
    const begun: Fact[] = [...phase1Done, { fact: 'started', phase: 2, day: '2023-04-17' }];

    expect(mayEnd(phase(2), plan, begun, '2023-04-17')).toEqual({ allowed: true, unfinished: [] });
    expect(mayEnd(phase(2), plan, begun, '2023-04-14')).toMatchObject({ rule: 'ends-before-it-starts' });
    expect(mayEnd(phase(2), plan, phases1To3Done, '2023-05-01')).toMatchObject({ rule: 'already-ended' });
  });

  test('work whose gates have not passed cannot end either', () => {
    expect(mayEnd(phase(6), plan, phases1To3Done, '2023-11-08')).toMatchObject({ rule: 'gate-not-passed' });
  });
});

test('conditions are tracked from the decision until they are met, and late after their day', () => {
  const facts = [
    decided(4, '2023-06-13', 'approved-with-conditions', {
      conditions: [
        { text: 'Økonomien genberegnes', dueOn: '2023-08-15', metOn: null },
        { text: 'Vægtene begrundes', dueOn: '2023-07-01', metOn: '2023-06-28' },
      ],
    }),
  ];
  const statuses = (today: string) => conditions(facts, today).map(({ text, status }) => [text, status]);

  expect(statuses('2023-06-12')).toEqual([]);
  expect(statuses('2023-06-13')).toEqual([
    ['Vægtene begrundes', 'open'],
    ['Økonomien genberegnes', 'open'],
  ]);
  expect(statuses('2023-08-15')).toEqual([
    ['Vægtene begrundes', 'met'],
    ['Økonomien genberegnes', 'open'],
  ]);
  expect(statuses('2023-08-16')).toEqual([
    ['Vægtene begrundes', 'met'],
    ['Økonomien genberegnes', 'late'],
  ]);
});

function phase(number: number): Phase {
  const found = phases.find(phase => phase.number === number);
  if (!found) throw new Error(`no phase ${number}`);
  return found;
}

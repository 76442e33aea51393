import { describe, expect, test } from 'vitest';
import { planDifference } from '../../../src/tenders/timeline/plan-difference.ts';
import { planFindings } from '../../../src/tenders/timeline/plan-findings.ts';
import type { Plan } from '../../../src/tenders/timeline/phase.ts';
import { calendar, meetings, phases, plan, withMeeting, withPhase } from './punkt42.ts';

describe('what is wrong with a plan', () => {
  test('nothing in the one of punkt 42', () => {
    expect(planFindings(plan, meetings)).toEqual([]);
  });

  test.each<[string, Plan, string, string]>([
    [
      'a phase that ends before it begins',
      withPhase(2, { plannedTo: '2023-04-12' }),
      '/phases/1/plannedTo',
      'Fase 2 slutter 12. april 2023, før den begynder 13. april 2023.',
    ],
    [
      'two phases with one number',
      withPhase(7, { number: 6, predecessors: [5] }),
      '/phases/6/number',
      'Der er to faser med nummer 6. Giv hver fase sit eget nummer.',
    ],
    [
      'a predecessor that is not there',
      withPhase(4, { predecessors: [2, 3, 8] }),
      '/phases/3/predecessors/2',
      'Fase 8 findes ikke i planen.',
    ],
    [
      'a phase waiting for itself',
      withPhase(4, { predecessors: [4] }),
      '/phases/3/predecessors/0',
      'Fase 4 kan ikke vente på sig selv.',
    ],
    [
      'a predecessor named twice',
      withPhase(4, { predecessors: [2, 2] }),
      '/phases/3/predecessors/1',
      'Fase 2 står to gange.',
    ],
    [
      'a meeting that does not exist',
      withPhase(4, { meeting: 'm-06-20' }),
      '/phases/3/meeting',
      'Mødet m-06-20 findes ikke i udvalgets kalender.',
    ],
    [
      'work tied to a meeting',
      withPhase(6, { meeting: 'm-11-14' }),
      '/phases/5/meeting',
      'Fase 6 er arbejde og kan ikke knyttes til et møde.',
    ],
    [
      'a committee phase that ends on another day than its meeting',
      withPhase(4, { plannedTo: '2023-06-14' }),
      '/phases/3/plannedTo',
      'Fase 4 skal slutte på mødedagen 13. juni 2023, når den er knyttet til mødet.',
    ],
    ['no phases', { ...plan, phases: [] }, '/phases', 'En plan skal have mindst én fase.'],
  ])('%s', (_, wrong, pointer, message) => {
    expect(planFindings(wrong, meetings)).toEqual([{ pointer, message }]);
  });

  test('work of a single day is fine', () => {
    expect(planFindings(withPhase(2, { plannedTo: '2023-04-13' }), meetings)).toEqual([]);
  });

  test('a meeting that has been cancelled', () => {
    expect(planFindings(plan, withMeeting('m-06-13', { status: 'cancelled' }))).toEqual([
      { pointer: '/phases/3/meeting', message: 'Mødet 13. juni 2023 er aflyst. Vælg et andet.' },
    ]);
  });

  test('a ring, told at each of its phases and not at those that only wait for it', () => {
    expect(planFindings(withPhase(4, { predecessors: [3, 6] }), meetings)).toEqual(
      [3, 4, 5].map(i => ({
        pointer: `/phases/${i}/predecessors`,
        message: 'Fase 4, 5 og 6 venter på hinanden i ring.',
      })),
    );
  });

  test('several mistakes are told at once', () => {
    const wrong = {
      ...plan,
      phases: withPhase(2, { plannedTo: '2023-04-12' }).phases.map(phase =>
        phase.number === 7 ? { ...phase, predecessors: [9] } : phase,
      ),
    };

    expect(planFindings(wrong, meetings).map(finding => Object.values(finding)[0])).toEqual([
      '/phases/1/plannedTo',
      '/phases/6/predecessors/0',
    ]);
  });
});

const compare = (after: Plan) => planDifference(plan, after, calendar.closingDays);

describe('what differs between two plans', () => {
  test('nothing between a plan and itself', () => {
    const { contractStart, phases } = compare(plan);

    expect(contractStart.workingDays).toBe(0);
    expect(phases.map(({ change }) => change)).toEqual(Array.from({ length: 7 }, () => 'kept'));
    expect(phases.flatMap(phase => (phase.change === 'kept' ? phase.changed : []))).toEqual([]);
  });

  test('a phase moved from 13 June to 15 August lies 45 working days later, the way back as many earlier', () => {
    const renewed = withPhase(4, { plannedTo: '2023-08-15', meeting: 'm-08-15' });

    expect(compare(renewed).phases[3]).toMatchObject({
      phase: 4,
      change: 'kept',
      to: { before: '2023-06-13', after: '2023-08-15', workingDays: 45 },
      from: { before: null, after: null, workingDays: null },
      changed: ['meeting'],
    });
    expect(planDifference(renewed, plan, calendar.closingDays).phases[3]).toMatchObject({
      to: { workingDays: -45 },
    });
  });

  test('phases added and removed are shown in their place, a renamed one as changed', () => {
    const after: Plan = {
      contractStart: '2024-02-01',
      phases: [
        ...phases.filter(({ number }) => number !== 3),
        ...phases
          .slice(1, 2)
          .map(phase => ({ ...phase, number: 8, title: 'Overdragelse', predecessors: [7] })),
      ].map(phase => (phase.number === 4 ? { ...phase, title: 'Udkast', predecessors: [2] } : phase)),
    };
    const { contractStart, phases: differences } = compare(after);

    expect(differences.map(({ phase, change }) => [phase, change])).toEqual([
      [1, 'kept'],
      [2, 'kept'],
      [3, 'removed'],
      [4, 'kept'],
      [5, 'kept'],
      [6, 'kept'],
      [7, 'kept'],
      [8, 'added'],
    ]);
    expect(differences[3]).toMatchObject({ changed: ['title', 'predecessors'] });
    // 2–31 January 2024 hold 22 working days, 1 February is one more
    expect(contractStart).toEqual({ before: '2024-01-01', after: '2024-02-01', workingDays: 23 });
  });

  test('the order in which predecessors are written is no difference', () => {
    expect(compare(withPhase(4, { predecessors: [3, 2] })).phases[3]).toMatchObject({ changed: [] });
  });
});

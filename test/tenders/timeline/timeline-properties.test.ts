import { quietLife } from '../../../src/tenders/timeline/life.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../../../src/shared/days/day.ts';
import { addWorkingDays, workingDaysBetween } from '../../../src/shared/days/working-days.ts';
import { forecast } from '../../../src/tenders/timeline/forecast.ts';
import { endOf, startOf } from '../../../src/tenders/timeline/gates.ts';
import { latestPlan } from '../../../src/tenders/timeline/latest-plan.ts';
import { allBefore } from '../../../src/tenders/timeline/phase-order.ts';
import {
  isCommitteePhase,
  type Fact,
  type Meeting,
  type Phase,
  type Plan,
} from '../../../src/tenders/timeline/phase.ts';
import { timeline } from '../../../src/tenders/timeline/timeline.ts';
import type { Situation } from '../../../src/tenders/timeline/laid-phase.ts';
import { calendar } from './punkt42.ts';

const dayIn2023 = fc.integer({ min: 0, max: 400 }).map(days => addDays('2023-01-01', days));

// many close together, on weekends and holidays too, so that the tightest corners come up
const manyMeetings = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 })
  .chain(days =>
    fc.tuple(
      ...days.map(days =>
        fc
          .constantFrom<Meeting['status']>('planned', 'planned', 'planned', 'held', 'moved', 'cancelled')
          .map((status): Meeting => ({ code: `m${days}`, day: addDays('2022-12-01', days), status })),
      ),
    ),
  );

function phaseOf(number: number): fc.Arbitrary<Phase> {
  return fc
    .record({
      kind: fc.constantFrom<Phase['kind']>('decision', 'discussion', 'presentation', 'work', 'work'),
      predecessors: fc.subarray(Array.from({ length: number - 1 }, (_, i) => i + 1)),
      plannedFrom: fc.option(dayIn2023),
      length: fc.integer({ min: 0, max: 90 }),
      openEnd: fc.boolean(),
      meeting: fc.option(fc.integer({ min: 0, max: 500 })),
      neededWorkingDays: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
    })
    .map(({ length, openEnd, meeting, ...phase }) => ({
      ...phase,
      number,
      title: `Fase ${number}`,
      owner: 'unknown',
      neededBasis: 'assumption',
      plannedTo: openEnd || phase.plannedFrom === null ? null : addDays(phase.plannedFrom, length),
      meeting: meeting === null ? null : `m${meeting}`,
    }));
}

const anyPlan: fc.Arbitrary<Plan> = fc.record({
  contractStart: fc.integer({ min: 150, max: 700 }).map(days => addDays('2023-01-01', days)),
  phases: fc
    .integer({ min: 1, max: 8 })
    .chain(count => fc.tuple(...Array.from({ length: count }, (_, i) => phaseOf(i + 1)))),
});

const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('started' as const, 'ended' as const),
    phase: fc.integer({ min: 1, max: 8 }),
    day: dayIn2023,
  }),
  fc.record({
    fact: fc.constant('decided' as const),
    phase: fc.integer({ min: 1, max: 8 }),
    day: dayIn2023,
    by: fc.constantFrom('committee' as const, 'council' as const),
    recommendation: fc.integer({ min: 1, max: 2 }),
    outcome: fc.constantFrom(
      'approved',
      'approved',
      'discussed',
      'noted',
      'postponed',
      'rejected',
      'stopped',
    ),
    conditions: fc.constant([]),
  }),
);

const anySituation: fc.Arbitrary<Situation> = fc.record({
  plan: anyPlan,
  facts: fc.array(anyFact, { maxLength: 8 }),
  meetings: manyMeetings,
  life: fc.constant(quietLife),
  today: dayIn2023,
  calendar: fc.constantFrom(calendar, { ...calendar, paperDays: 0 }, { ...calendar, paperDays: 8 }),
});

test('no phase starts before its gates', () => {
  fc.assert(
    fc.property(anySituation, situation => {
      const { plan, facts, today } = situation;
      const forecasts = forecastsOf(situation);
      const early = plan.phases
        .filter(phase => startOf(phase, facts, today) === null && endOf(phase, facts, today) === null)
        .filter(phase => {
          const from = forecasts.get(phase.number)?.from ?? null;
          return allBefore(phase, plan.phases)
            .filter(isCommitteePhase)
            .some(({ number }) => {
              const passed = forecasts.get(number)?.to ?? null;
              if (from === null) return false;
              return passed === null || from < passed || (from === passed && phase.neededWorkingDays > 0);
            });
        });
      expect(early).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the forecast never lies before today for what has not happened', () => {
  fc.assert(
    fc.property(anySituation, situation => {
      const past = timeline(situation)
        .phases.filter(({ state }) => state !== 'ended')
        .filter(({ state, kind, forecast: { from, to } }) => {
          const days = state === 'waiting' && kind === 'work' ? [from, to] : [to];
          return days.some(day => day !== null && day < situation.today);
        });
      expect(past).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('what has not begun does not end before it starts, and never at a cancelled meeting', () => {
  fc.assert(
    fc.property(anySituation, situation => {
      const usable = new Set(
        situation.meetings.filter(({ status }) => status !== 'cancelled').map(({ day }) => day),
      );
      const wrong = timeline(situation)
        .phases.filter(({ state }) => state === 'waiting')
        .filter(({ kind, forecast: { from, to } }) => {
          if (to === null) return false;
          return (from !== null && to < from) || (kind !== 'work' && !usable.has(to));
        });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

const delays: ((phase: Phase, days: number) => { phase?: Partial<Phase>; fact?: Fact })[] = [
  ({ number }, days) => ({ fact: { fact: 'delayed', phase: number, workingDays: days } }),
  ({ neededWorkingDays }, days) => ({ phase: { neededWorkingDays: neededWorkingDays + days } }),
  ({ plannedFrom }, days) => ({ phase: { plannedFrom: plannedFrom && addDays(plannedFrom, days) } }),
  ({ plannedTo }, days) => ({ phase: { plannedTo: plannedTo && addDays(plannedTo, days) } }),
];

test('delaying any phase never makes a later one earlier, nor does a day passing', () => {
  const delay = fc.constantFrom(...delays);
  fc.assert(
    fc.property(
      anySituation,
      fc.nat({ max: 7 }),
      fc.nat({ max: 60 }),
      delay,
      fc.nat({ max: 30 }),
      (situation, index, days, delay, later) => {
        const { plan, facts, today } = situation;
        const delayed = plan.phases[index % plan.phases.length];
        if (!delayed) return;
        const { phase, fact } = delay(delayed, days);
        const known = facts.filter(fact => !('day' in fact) || fact.day <= today);
        const after: Situation = {
          ...situation,
          today: addDays(today, later),
          facts: fact ? [...known, fact] : known,
          plan: {
            ...plan,
            phases: plan.phases.map(each => (each === delayed ? { ...each, ...phase } : each)),
          },
        };
        const moved = forecastsOf(after);
        const earlier = [...forecastsOf(situation).values()].filter(({ phase, from, to }) => {
          const then = moved.get(phase);
          return isEarlier(then?.from, from) || isEarlier(then?.to, to);
        });
        expect(earlier).toEqual([]);
      },
    ),
    { numRuns: 800 },
  );
});

test('the latest plan, with zero slack, holds; any phase one working day later, it does not', () => {
  let tried = 0;
  fc.assert(
    fc.property(anyPlan, manyMeetings, fc.constantFrom(0, 4, 8), (plan, meetings, paperDays) => {
      const counted = { ...calendar, paperDays };
      const latest = zeroSlackPlan(plan, meetings, counted);
      if (latest === null) return;
      tried += 1;
      const today = '2020-01-01';
      const seen = (plan: Plan) =>
        timeline({ plan, meetings, today, facts: [], life: quietLife, calendar: counted });

      const held = seen(latest);
      expect(held.contract.reached).toBe('yes');
      expect(held.phases.map(({ slack }) => slack)).toEqual(latest.phases.map(() => 0));
      expect(held.phases.map(({ behind }) => behind)).toEqual(latest.phases.map(() => 0));
      for (const phase of latest.phases) {
        const later = { ...phase, plannedFrom: next(phase.plannedFrom), plannedTo: next(phase.plannedTo) };
        const phases = latest.phases.map(each => (each === phase ? later : each));
        expect(seen({ ...latest, phases }).contract.reached).toBe('no');
      }
    }),
    { numRuns: 1_000 },
  );
  expect(tried).toBeGreaterThan(200);
});

test('slack says how far: a last phase may slip by its slack and no further', () => {
  let tried = 0;
  fc.assert(
    fc.property(anySituation, situation => {
      const answer = timeline({ ...situation, facts: [] });
      const last = answer.phases.at(-1);
      if (!last || last.kind !== 'work' || last.slack === null || last.slack < 0) return;
      if (answer.contract.reached !== 'yes') return;
      tried += 1;
      const slipping = (workingDays: number) =>
        timeline({ ...situation, facts: [{ fact: 'delayed', phase: last.number, workingDays }] }).contract;
      expect(slipping(last.slack).reached).toBe('yes');
      expect(slipping(last.slack + 1).reached).toBe('no');
      expect(workingDaysBetween(last.forecast.to ?? '', last.latest.limit ?? '', calendar.closingDays)).toBe(
        last.slack,
      );
    }),
    { numRuns: 1_000 },
  );
  expect(tried).toBeGreaterThan(50);
});

/** The plan moved to its latest days; null where some phase has no meeting in time. */
function zeroSlackPlan(plan: Plan, meetings: readonly Meeting[], counted: typeof calendar): Plan | null {
  const latest = latestPlan(plan, meetings, counted);
  const phases = plan.phases.map((phase): Phase | null => {
    const days = latest.phases.get(phase.number);
    const plannedTo = (isCommitteePhase(phase) ? days?.lastMeeting?.day : days?.limit) ?? null;
    const plannedFrom = days?.from ?? null;
    return plannedTo === null || plannedFrom === null
      ? null
      : { ...phase, plannedFrom, plannedTo, meeting: null };
  });
  const laid = phases.filter(phase => phase !== null);
  return laid.length === phases.length ? { ...plan, phases: laid } : null;
}

function next(day: Day | null): Day | null {
  return day === null ? null : addWorkingDays(day, 1, calendar.closingDays);
}

function forecastsOf({ plan, facts, meetings, today, calendar }: Situation) {
  return forecast(plan, facts, meetings, today, calendar);
}

/** No day at all counts as later than any. */
function isEarlier(after: Day | null | undefined, before: Day | null): boolean {
  return after !== null && after !== undefined && (before === null || after < before);
}

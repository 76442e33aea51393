import type { Day } from '../../shared/days/day.ts';
import type { Condition, Fact } from './phase.ts';

export type TrackedCondition = Condition & { phase: number; decidedOn: Day; status: 'open' | 'met' | 'late' };

/** The conditions committees have set until `today`, soonest due first. */
export function conditions(facts: readonly Fact[], today: Day): TrackedCondition[] {
  return facts
    .filter(fact => fact.fact === 'decided')
    .filter(({ day }) => day <= today)
    .flatMap(({ phase, day, conditions }) =>
      conditions.map(condition => ({
        ...condition,
        phase,
        decidedOn: day,
        status: conditionStatus(condition, today),
      })),
    )
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

function conditionStatus({ dueOn, metOn }: Condition, today: Day): TrackedCondition['status'] {
  if (metOn !== null && metOn <= today) return 'met';
  return dueOn < today ? 'late' : 'open';
}

import type { Day } from '../../shared/days/day.ts';
import { workingDaysBetween, type ClosingDays } from '../../shared/days/working-days.ts';
import type { Phase, Plan } from './phase.ts';

/** How one phase differs between two plan versions; phases are told apart by their number. */
type PhaseDifference =
  | { phase: number; change: 'added'; after: Phase }
  | { phase: number; change: 'removed'; before: Phase }
  | {
      phase: number;
      change: 'kept';
      before: Phase;
      after: Phase;
      from: DayDifference;
      to: DayDifference;
      /** The fields besides the days that are no longer the same. */
      changed: readonly ChangedField[];
    };

/** `workingDays` is positive where the day has moved later, null where either version leaves it open. */
type DayDifference = { before: Day | null; after: Day | null; workingDays: number | null };

type ChangedField = Exclude<keyof Phase, 'number' | 'plannedFrom' | 'plannedTo'>;

export type PlanDifference = { contractStart: DayDifference; phases: readonly PhaseDifference[] };

export function planDifference(before: Plan, after: Plan, closingDays: ClosingDays): PlanDifference {
  const moved = (from: Day | null, to: Day | null): DayDifference => ({
    before: from,
    after: to,
    workingDays: from === null || to === null ? null : workingDaysBetween(from, to, closingDays),
  });
  const old = new Map(before.phases.map(phase => [phase.number, phase]));
  const kept = new Set(after.phases.map(({ number }) => number));
  const phases: PhaseDifference[] = after.phases.map(phase => {
    const was = old.get(phase.number);
    if (was === undefined) return { phase: phase.number, change: 'added', after: phase };
    return {
      phase: phase.number,
      change: 'kept',
      before: was,
      after: phase,
      from: moved(was.plannedFrom, phase.plannedFrom),
      to: moved(was.plannedTo, phase.plannedTo),
      changed: comparedFields.filter(field => !same(was[field], phase[field])),
    };
  });
  const removed = before.phases
    .filter(({ number }) => !kept.has(number))
    .map(phase => ({ phase: phase.number, change: 'removed', before: phase }) as const);
  return {
    contractStart: moved(before.contractStart, after.contractStart),
    phases: [...phases, ...removed].toSorted((a, b) => a.phase - b.phase),
  };
}

const comparedFields = [
  'title',
  'owner',
  'kind',
  'predecessors',
  'meeting',
  'neededWorkingDays',
  'neededBasis',
] as const satisfies readonly ChangedField[];

function same(a: Phase[ChangedField], b: Phase[ChangedField]): boolean {
  return sorted(a) === sorted(b);
}

/** The order of predecessors means nothing. */
function sorted(value: Phase[ChangedField]): string {
  return JSON.stringify(
    typeof value === 'object' && value !== null ? value.toSorted((x, y) => x - y) : value,
  );
}

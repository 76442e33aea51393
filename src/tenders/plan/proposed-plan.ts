import type { Day } from '../../shared/days/day.ts';
import type { NewPlan, PlannedPhase } from '../tender.schema.ts';
import type { Meeting } from '../timeline/phase.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** A plan to go on from: the phases of the newest, laid where they are expected or left where they were. */
export function proposedPlan(
  newest: Pick<NewPlan, 'contractStart' | 'phases'>,
  expected: Timeline | null,
  meetings: readonly Meeting[],
  madeOn: Day,
): NewPlan {
  const { contractStart, phases } = newest;
  return {
    reason: '',
    madeOn,
    contractStart,
    phases: phases.map(phase => (expected === null ? phase : laidAsExpected(phase, expected, meetings))),
  };
}

function laidAsExpected(
  phase: PlannedPhase,
  { phases }: Timeline,
  meetings: readonly Meeting[],
): PlannedPhase {
  const forecast = phases.find(({ number }) => number === phase.number)?.forecast;
  if (!forecast) return phase;
  const { from, to } = forecast;
  const meeting =
    phase.kind === 'work' || to === null
      ? null
      : (meetings.find(({ day, status }) => day === to && status !== 'cancelled')?.code ?? null);
  return { ...phase, plannedFrom: from ?? (to === null ? null : phase.plannedFrom), plannedTo: to, meeting };
}

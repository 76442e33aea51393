import type { Situation } from './laid-phase.ts';

/** A question of the kind "what if …"; answered by laying the timeline again, nothing is saved. */
export type Change =
  | { change: 'phase-slips'; phase: number; workingDays: number }
  | { change: 'meeting-cancelled'; meeting: string };

/** The situation as it would be; what has happened stays, so a phase that is over cannot slip. */
export function whatIf(situation: Situation, changes: readonly Change[]): Situation {
  return changes.reduce(changed, situation);
}

function changed(situation: Situation, change: Change): Situation {
  switch (change.change) {
    case 'phase-slips': {
      const { phase, workingDays } = change;
      return { ...situation, facts: [...situation.facts, { fact: 'delayed', phase, workingDays }] };
    }
    case 'meeting-cancelled':
      return {
        ...situation,
        meetings: situation.meetings.map(meeting =>
          meeting.code === change.meeting ? { ...meeting, status: 'cancelled' } : meeting,
        ),
      };
  }
}

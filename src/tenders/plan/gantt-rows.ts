import type { GanttRow } from './gantt.tsx';
import { decisionsOn } from '../timeline/gates.ts';
import type { Fact, Plan } from '../timeline/phase.ts';
import type { NewMilestone } from '../tender.schema.ts';
import { slackText, spanText } from '../tender-wording.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { TimelinePhase } from '../timeline/laid-phase.ts';

/** What the drawing of a timeline shows, beside the plan it is held against and what is expected without what is being tried. */
export function ganttRows(
  timeline: Timeline,
  facts: readonly Fact[],
  baseline: Plan,
  untried: Timeline | null,
  milestones: readonly NewMilestone[] = [],
): GanttRow[] {
  const { today } = timeline;
  return timeline.phases.map(phase => {
    const { number, title, forecast, latest, state, kind } = phase;
    const planned = baseline.phases.find(phase => phase.number === number);
    const before = untried?.phases.find(phase => phase.number === number);
    const isCommittee = kind !== 'work';
    return {
      label: `${number} ${title}`,
      note: noteOf(phase, today),
      planned: planned ? spanOf({ from: planned.plannedFrom, to: planned.plannedTo }) : null,
      forecast: spanOf(forecast),
      untried: before && before.forecast.to !== forecast.to ? spanOf(before.forecast) : null,
      latest: isCommittee ? (latest.lastMeeting?.day ?? null) : latest.limit,
      meeting:
        kind !== 'work' && forecast.to !== null
          ? { day: forecast.to, state: state === 'ended' ? 'passed' : 'ahead' }
          : null,
      stages: milestones
        .filter(milestone => milestone.phase === number)
        .map(({ dueOn, metOn }) => ({ day: metOn ?? dueOn, isReached: metOn !== null && metOn <= today })),
      missed: isCommittee
        ? decisionsOn(number, facts, today)
            .map(({ day }) => day)
            .filter(day => day !== forecast.to)
        : [],
    };
  });
}

function noteOf(phase: TimelinePhase, today: string): string {
  if (phase.state === 'ended') return slackText(phase, today);
  const { from, to } = phase.forecast;
  const when = phase.kind === 'work' ? spanText(from, to, today) : spanText(null, to, today);
  return to === null ? slackText(phase, today) : `${when} · ${slackText(phase, today)}`;
}

function spanOf({ from, to }: { from: string | null; to: string | null }) {
  return to === null ? null : { from: from ?? to, to };
}

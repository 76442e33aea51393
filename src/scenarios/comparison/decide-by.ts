import { formatDay, type Day } from '../../shared/days/day.ts';
import { timeline } from '../../tenders/timeline/timeline.ts';
import type { Situation } from '../../tenders/timeline/laid-phase.ts';

/** The last meeting that can decide the vifte without moving the start of the contracts. */
export type DecideBy = {
  tender: string;
  tenderTitle: string;
  phase: { number: number; title: string };
  /** Null where no meeting is left inside the limit. */
  meeting: { day: Day; paperDeadline: Day } | null;
  /** Whether the meeting has gone by, or there is none. */
  isPast: boolean;
  sentence: string;
};

/** Of the first decision each tender still waits for; the earliest one of several tenders. Null where none is waited for. */
export function decideBy(
  tenders: readonly { tender: { code: string; title: string }; situation: Situation }[],
): DecideBy | null {
  const each = tenders.flatMap(({ tender, situation }) => waitedFor(tender, situation) ?? []);
  const [first] = each.toSorted((a, b) => ((a.meeting?.day ?? '') < (b.meeting?.day ?? '') ? -1 : 1));
  return first ?? null;
}

function waitedFor({ code, title }: { code: string; title: string }, situation: Situation): DecideBy | null {
  const { phases, today } = timeline(situation);
  const phase = phases.find(
    ({ kind, owner, state }) => kind === 'decision' && owner === 'committee' && state !== 'ended',
  );
  if (!phase) return null;
  const { lastMeeting } = phase.latest;
  const meeting = lastMeeting && { day: lastMeeting.day, paperDeadline: lastMeeting.paperDeadline };
  const isPast = meeting === null || meeting.day < today;
  return {
    tender: code,
    tenderTitle: title,
    phase: { number: phase.number, title: phase.title },
    meeting,
    isPast,
    sentence: sentence(phase.title, meeting, today),
  };
}

function sentence(phase: string, meeting: DecideBy['meeting'], today: Day): string {
  if (!meeting) return `Intet møde i kalenderen kan nå »${phase}«, uden at kontrakternes start flyttes.`;
  const day = formatDay(meeting.day);
  const deadline = formatDay(meeting.paperDeadline);
  if (meeting.day < today)
    return `Det sidste møde, der kunne nå »${phase}«, var ${day}. Nu flyttes kontrakternes start.`;
  if (meeting.paperDeadline < today)
    return `Skal besluttes senest på mødet ${day}, for at »${phase}« kan nås; sagsfristen var ${deadline}.`;
  return `Skal besluttes senest på mødet ${day} (sagsfrist ${deadline}), for at »${phase}« kan nås.`;
}

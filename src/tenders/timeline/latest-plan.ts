import { addDays, type Day } from '../../shared/days/day.ts';
import { paperDeadline } from '../../shared/days/deadline.ts';
import { addWorkingDays, workingDayUntil } from '../../shared/days/working-days.ts';
import { lastContractDays, usualTerms, type AwardTerms, type LastContractDays } from './award.ts';
import { inOrder } from './phase-order.ts';
import { isCommitteePhase, type Calendar, type Meeting, type Phase, type Plan } from './phase.ts';

/** The latest a phase may lie without moving the contract start. */
export type LatestPhase = {
  phase: number;
  /** The day its work must begin; null where nothing before `limit` would do. */
  from: Day | null;
  /** The last working day it may end on. */
  limit: Day | null;
  lastMeeting: MeetingWithDeadline | null;
  bound: LatestBound;
};

type MeetingWithDeadline = { code: string; day: Day; paperDeadline: Day };

/** What sets the limit. */
type LatestBound =
  | { by: 'contract-start'; letterBy: Day }
  /** It must be over before the work of that phase begins. */
  | { by: 'phase'; phase: number; begins: Day }
  /** That phase needs nothing but its predecessors, and must be ready on that day. */
  | { by: 'ready'; phase: number; on: Day }
  /** That phase has no meeting left inside its own limit. */
  | { by: 'no-meeting'; phase: number }
  /** It waits for itself. */
  | { by: 'ring' };

export type LatestPlan = { contract: LastContractDays; phases: ReadonlyMap<number, LatestPhase> };

/** Lays the phases backwards from the contract start; what has happened plays no part. */
export function latestPlan(
  plan: Plan,
  meetings: readonly Meeting[],
  calendar: Calendar,
  terms: AwardTerms = usualTerms,
): LatestPlan {
  const contract = lastContractDays(plan.contractStart, calendar.closingDays, terms);
  const { ordered, circling } = inOrder(plan.phases);
  const takingPlace = meetings.filter(({ status }) => status !== 'cancelled');
  const laid = new Map<number, LatestPhase>();
  const bounds = new Map<number, Bound>();

  for (const { number } of circling) {
    laid.set(number, { phase: number, from: null, limit: null, lastMeeting: null, bound: { by: 'ring' } });
    bounds.set(number, { before: null, bound: { by: 'no-meeting', phase: number } });
  }
  for (const phase of ordered.toReversed()) {
    const own = tightest(
      [...ordered, ...circling]
        .filter(({ predecessors }) => predecessors.includes(phase.number))
        .map(({ number }) => bounds.get(number))
        .filter(bound => bound !== undefined),
    ) ?? { before: contract.letterBy, bound: { by: 'contract-start', letterBy: contract.letterBy } };
    const latest = layBackwards(phase, own, takingPlace, calendar);
    laid.set(phase.number, latest);
    bounds.set(phase.number, boundOnPredecessors(phase, latest, own.before));
  }
  return { contract, phases: laid };
}

/** A phase must end before the day `before`, which may itself be the working day after a weekend with a meeting. */
type Bound = { before: Day | null; bound: LatestBound };

function tightest(bounds: readonly Bound[]): Bound | undefined {
  return bounds.reduce<Bound | undefined>(
    (first, bound) =>
      first === undefined || (first.before !== null && (bound.before === null || bound.before < first.before))
        ? bound
        : first,
    undefined,
  );
}

function layBackwards(
  phase: Phase,
  { before, bound }: Bound,
  meetings: readonly Meeting[],
  { closingDays, paperDays }: Calendar,
): LatestPhase {
  const nothing = { phase: phase.number, from: null, limit: null, lastMeeting: null, bound };
  if (before === null) return nothing;
  const limit = addWorkingDays(before, -1, closingDays);
  const startingBy = (ready: Day) =>
    addWorkingDays(
      workingDayUntil(ready, closingDays),
      1 - Math.max(1, phase.neededWorkingDays),
      closingDays,
    );
  if (!isCommitteePhase(phase)) return { ...nothing, limit, from: startingBy(limit) };
  const meeting = lastBefore(meetings, before);
  if (!meeting) return { ...nothing, limit };
  const due = paperDeadline(meeting.day, paperDays, closingDays);
  const lastMeeting = { code: meeting.code, day: meeting.day, paperDeadline: due };
  return { ...nothing, limit, lastMeeting, from: startingBy(due) };
}

function lastBefore(meetings: readonly Meeting[], before: Day): Meeting | undefined {
  let last: Meeting | undefined;
  for (const meeting of meetings) {
    if (meeting.day < before && (last === undefined || meeting.day > last.day)) last = meeting;
  }
  return last;
}

function boundOnPredecessors(
  { number, neededWorkingDays }: Phase,
  { from, limit, lastMeeting }: LatestPhase,
  before: Day | null,
): Bound {
  if (from === null || limit === null) return { before: null, bound: { by: 'no-meeting', phase: number } };
  if (neededWorkingDays > 0) return { before: from, bound: { by: 'phase', phase: number, begins: from } };
  if (lastMeeting === null) return { before, bound: { by: 'ready', phase: number, on: limit } };
  const { paperDeadline } = lastMeeting;
  return { before: addDays(paperDeadline, 1), bound: { by: 'ready', phase: number, on: paperDeadline } };
}

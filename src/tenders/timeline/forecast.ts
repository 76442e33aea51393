import { addDays, laterOf, type Day } from '../../shared/days/day.ts';
import { paperDeadline } from '../../shared/days/deadline.ts';
import { addWorkingDays, workingDayFrom } from '../../shared/days/working-days.ts';
import { endOf, gateOf, haltedBy, startOf } from './gates.ts';
import { allBefore, inOrder } from './phase-order.ts';
import { isCommitteePhase, type Calendar, type Fact, type Meeting, type Phase, type Plan } from './phase.ts';

/** Where a phase lies, seen from a day, and what put it there. */
export type PhaseForecast = {
  phase: number;
  from: Day | null;
  fromBound: StartBound;
  /** The day a committee phase's papers are done; null where nothing is known to hold them up. */
  ready: Day | null;
  to: Day | null;
  toBound: EndBound;
};

type StartBound =
  | { by: 'recorded' }
  | { by: 'not-recorded' }
  | { by: 'planned-start' }
  | { by: 'predecessor'; phase: number }
  | { by: 'today' }
  /** A committee phase without planned start or predecessor: its papers are taken to be under way. */
  | { by: 'nothing' }
  | Unknown;

type EndBound =
  | { by: 'recorded' }
  | { by: 'decision' }
  | { by: 'work'; workingDays: number }
  | { by: 'planned-start' }
  | { by: 'planned-end' }
  | { by: 'predecessor'; phase: number }
  | { by: 'today' }
  | { by: 'delay'; workingDays: number }
  | { by: 'meeting'; meeting: string; paperDeadline: Day; passedOver: readonly PassedOver[] }
  | { by: 'no-meeting'; passedOver: readonly PassedOver[] }
  | Unknown;

/** Why nothing can be said: the phase before has no end, the tender is halted by a phase, or the phases wait in a ring. */
type Unknown =
  | { by: 'unknown-predecessor'; phase: number }
  | { by: 'halted'; phase: number }
  | { by: 'ring' };

/** A meeting at or after the planned one that could not be used. */
type PassedOver = { meeting: string; day: Day; because: Obstacle };

type Obstacle =
  | { by: 'cancelled' }
  | { by: 'earlier-decision' }
  | { by: 'today' }
  | { by: 'paper-deadline'; paperDeadline: Day; ready: Day };

/** Keeps what has happened until `today` and lays the rest of the plan after it, phase by phase. */
export function forecast(
  plan: Plan,
  facts: readonly Fact[],
  meetings: readonly Meeting[],
  today: Day,
  calendar: Calendar,
): ReadonlyMap<number, PhaseForecast> {
  const { ordered, circling } = inOrder(plan.phases);
  const scene: Scene = {
    phases: plan.phases,
    facts,
    meetings: meetings.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    today,
    calendar,
    haltedBy: haltedBy(plan, facts, today)?.number ?? null,
    laid: new Map(),
  };
  for (const phase of ordered) scene.laid.set(phase.number, lay(phase, scene));
  for (const phase of circling) {
    scene.laid.set(phase.number, happened(phase, scene) ?? unknown(phase, { by: 'ring' }, scene));
  }
  return scene.laid;
}

type Scene = {
  phases: readonly Phase[];
  facts: readonly Fact[];
  /** First to last. */
  meetings: readonly Meeting[];
  today: Day;
  calendar: Calendar;
  haltedBy: number | null;
  laid: Map<number, PhaseForecast>;
};

function lay(phase: Phase, scene: Scene): PhaseForecast {
  const past = happened(phase, scene);
  if (past) return past;
  if (scene.haltedBy !== null) return unknown(phase, { by: 'halted', phase: scene.haltedBy }, scene);
  const gates = allBefore(phase, scene.phases).filter(isCommitteePhase);
  const predecessors = [...phase.predecessors, ...gates.map(({ number }) => number)]
    .map(number => scene.laid.get(number))
    .filter(predecessor => predecessor !== undefined);
  const open = predecessors.find(({ to }) => to === null);
  if (open) return unknown(phase, { by: 'unknown-predecessor', phase: open.phase }, scene);
  const before = predecessors
    .map(({ phase, to }) => ({ day: to, bound: { by: 'predecessor', phase } as const }))
    .filter(isDated);
  const last = latest(before);
  return isCommitteePhase(phase) ? layCommittee(phase, last, scene) : layWork(phase, last, scene);
}

function happened(phase: Phase, { facts, today }: Scene): PhaseForecast | null {
  const to = endOf(phase, facts, today);
  if (to === null) return null;
  const from = startOf(phase, facts, today);
  return {
    phase: phase.number,
    from,
    fromBound: { by: from === null ? 'not-recorded' : 'recorded' },
    ready: null,
    to,
    toBound: { by: isCommitteePhase(phase) ? 'decision' : 'recorded' },
  };
}

function unknown(phase: Phase, why: Unknown, { facts, today }: Scene): PhaseForecast {
  const from = startOf(phase, facts, today);
  return {
    phase: phase.number,
    from,
    fromBound: from === null ? why : { by: 'recorded' },
    ready: null,
    to: null,
    toBound: why,
  };
}

type Dated<Why> = { day: Day; bound: Why };
type Before = Dated<{ by: 'predecessor'; phase: number }>;

function layWork(phase: Phase, before: Before | undefined, scene: Scene): PhaseForecast {
  const { today, calendar } = scene;
  const start = startOfWork(phase, before, scene);
  const work = workDone(phase, start, before, calendar);
  const ends = [
    work,
    phase.neededWorkingDays === 0 && start?.bound.by !== 'recorded' ? plannedStart(phase) : undefined,
    phase.plannedTo === null ? undefined : { day: phase.plannedTo, bound: { by: 'planned-end' } as const },
    { day: workingDayFrom(today, calendar.closingDays), bound: { by: 'today' } as const },
  ].filter(end => end !== undefined);
  const undelayed = latest<EndBound>(ends);
  const delay = delayOf(phase, scene);
  const end =
    undelayed && delay > 0
      ? {
          day: addWorkingDays(undelayed.day, delay, calendar.closingDays),
          bound: { by: 'delay', workingDays: delay } as const,
        }
      : undelayed;
  return laidOut(phase, start, null, end?.day ?? null, end?.bound ?? { by: 'today' });
}

function layCommittee(phase: Phase, before: Before | undefined, scene: Scene): PhaseForecast {
  const { today, calendar, meetings, facts } = scene;
  const start = startOfPapers(phase, before, scene);
  const delay = delayOf(phase, scene);
  const undelayed = workDone(phase, start, before, calendar)?.day ?? null;
  const ready =
    delay > 0 ? addWorkingDays(laterOf(undelayed, today) ?? today, delay, calendar.closingDays) : undelayed;
  const gate = gateOf(phase, facts, today);
  const decided = gate.state === 'undecided' ? null : gate.on;

  const passedOver: PassedOver[] = [];
  const first = plannedMeeting(phase, meetings) ?? today;
  for (const meeting of meetings) {
    if (meeting.day < first) continue;
    const due = paperDeadline(meeting.day, calendar.paperDays, calendar.closingDays);
    const because = obstacle(meeting, due, ready, decided, today);
    if (because === null) {
      return laidOut(phase, start, ready, meeting.day, {
        by: 'meeting',
        meeting: meeting.code,
        paperDeadline: due,
        passedOver,
      });
    }
    passedOver.push({ meeting: meeting.code, day: meeting.day, because });
  }
  return laidOut(phase, start, ready, null, { by: 'no-meeting', passedOver });
}

function obstacle(
  { day, status }: Meeting,
  due: Day,
  ready: Day | null,
  decided: Day | null,
  today: Day,
): Obstacle | null {
  if (status === 'cancelled') return { by: 'cancelled' };
  if (decided !== null && day <= decided) return { by: 'earlier-decision' };
  if (day < today) return { by: 'today' };
  if (ready !== null && due < ready) return { by: 'paper-deadline', paperDeadline: due, ready };
  return null;
}

/** The day of the meeting the phase is planned for, or an earlier one where that meeting has been moved forward. */
function plannedMeeting({ plannedTo, meeting: code }: Phase, meetings: readonly Meeting[]): Day | null {
  const meeting = meetings.find(meeting => meeting.code === code);
  if (meeting === undefined || meeting.status === 'cancelled') return plannedTo;
  return plannedTo === null || meeting.day < plannedTo ? meeting.day : plannedTo;
}

function startOfWork(phase: Phase, before: Before | undefined, scene: Scene): Dated<StartBound> | undefined {
  return startAfter(phase, before, scene, [{ day: scene.today, bound: { by: 'today' } }]);
}

function startOfPapers(
  phase: Phase,
  before: Before | undefined,
  scene: Scene,
): Dated<StartBound> | undefined {
  return startAfter(phase, before, scene, []);
}

function startAfter(
  phase: Phase,
  before: Before | undefined,
  { facts, today, calendar }: Scene,
  others: readonly Dated<StartBound>[],
): Dated<StartBound> | undefined {
  const recorded = startOf(phase, facts, today);
  if (recorded !== null) return { day: recorded, bound: { by: 'recorded' } };
  const earliest = [
    plannedStart(phase),
    before && { day: addDays(before.day, 1), bound: before.bound },
    ...others,
  ].filter(start => start !== undefined);
  const start = latest<StartBound>(earliest);
  return start && { ...start, day: workingDayFrom(start.day, calendar.closingDays) };
}

/** The n-th working day, the start counted; without any need the day its predecessors end. Never before those. */
function workDone(
  { neededWorkingDays: needed }: Phase,
  start: Dated<StartBound> | undefined,
  before: Before | undefined,
  { closingDays }: Calendar,
): Dated<EndBound> | undefined {
  if (needed === 0) return before;
  if (start === undefined) return undefined;
  const done = addWorkingDays(workingDayFrom(start.day, closingDays), needed - 1, closingDays);
  const work: Dated<EndBound> = { day: done, bound: { by: 'work', workingDays: needed } };
  return before === undefined ? work : latest<EndBound>([work, before]);
}

function plannedStart({ plannedFrom }: Phase): Dated<{ by: 'planned-start' }> | undefined {
  return plannedFrom === null ? undefined : { day: plannedFrom, bound: { by: 'planned-start' } };
}

function delayOf({ number }: Phase, { facts }: Scene): number {
  return facts.reduce(
    (sum, fact) => (fact.fact === 'delayed' && fact.phase === number ? sum + fact.workingDays : sum),
    0,
  );
}

function laidOut(
  phase: Phase,
  start: Dated<StartBound> | undefined,
  ready: Day | null,
  to: Day | null,
  toBound: EndBound,
): PhaseForecast {
  const from = start?.day ?? null;
  return {
    phase: phase.number,
    // a phase that needs no work would begin the day after it is ready: it never begins after its own end
    from: from !== null && to !== null && from > to ? to : from,
    fromBound: start?.bound ?? { by: 'nothing' },
    ready,
    to,
    toBound,
  };
}

/** The latest of some days; of equals the one named first explains it. */
function latest<Why>(days: readonly Dated<Why>[]): Dated<Why> | undefined {
  return days.reduce<Dated<Why> | undefined>(
    (last, dated) => (last === undefined || dated.day > last.day ? dated : last),
    undefined,
  );
}

function isDated<Why>(dated: { day: Day | null; bound: Why }): dated is Dated<Why> {
  return dated.day !== null;
}

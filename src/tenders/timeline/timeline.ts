import type { Day } from '../../shared/days/day.ts';
import { workingDaysBetween } from '../../shared/days/working-days.ts';
import { awardedOn, expectedAward, type LastContractDays } from './award.ts';
import { forecast, type PhaseForecast } from './forecast.ts';
import { endOf, gateOf, startOf } from './gates.ts';
import type { ContractForecast, Situation, TimelinePhase } from './laid-phase.ts';
import { latestPlan, type LatestPhase } from './latest-plan.ts';
import { notices, type Notice } from './notices.ts';
import { isCommitteePhase, type Phase } from './phase.ts';

export type Timeline = {
  today: Day;
  contract: ContractForecast;
  phases: readonly TimelinePhase[];
  next: readonly NextStep[];
  notices: readonly Notice[];
};

/** What is to be done now, and by whom: phases whose predecessors are all over. */
type NextStep = {
  phase: number;
  owner: Phase['owner'];
  step: 'hand-in-papers' | 'decide' | 'finish-work';
  due: Day | null;
};

export function timeline(situation: Situation): Timeline {
  const { plan, facts, meetings, today, calendar } = situation;
  const forecasts = forecast(plan, facts, meetings, today, calendar);
  const latest = latestPlan(plan, meetings, calendar);
  const phases = plan.phases.flatMap(phase => {
    const ahead = forecasts.get(phase.number);
    const limits = latest.phases.get(phase.number);
    return ahead && limits ? [timelinePhase(phase, ahead, limits, situation)] : [];
  });
  const contract = contractForecast(phases, latest.contract, situation);
  return {
    today,
    contract,
    phases,
    next: nextSteps(phases, situation),
    notices: notices(phases, contract, situation),
  };
}

function timelinePhase(
  phase: Phase,
  forecast: PhaseForecast,
  latest: LatestPhase,
  { facts, today, calendar: { closingDays } }: Situation,
): TimelinePhase {
  const ended = endOf(phase, facts, today) !== null;
  const begun = startOf(phase, facts, today) !== null;
  const limit = isCommitteePhase(phase) ? (latest.lastMeeting?.day ?? null) : latest.limit;
  const between = (from: Day | null, to: Day | null) =>
    from === null || to === null ? null : workingDaysBetween(from, to, closingDays);
  return {
    number: phase.number,
    title: phase.title,
    owner: phase.owner,
    kind: phase.kind,
    neededWorkingDays: phase.neededWorkingDays,
    neededBasis: phase.neededBasis,
    state: ended ? 'ended' : begun ? 'begun' : 'waiting',
    gate: isCommitteePhase(phase) ? gateOf(phase, facts, today) : null,
    planned: { from: phase.plannedFrom, to: phase.plannedTo, meeting: phase.meeting },
    forecast,
    latest,
    slack: ended ? null : between(forecast.to, limit),
    behind: between(phase.plannedTo, forecast.to),
  };
}

function contractForecast(
  phases: readonly TimelinePhase[],
  last: LastContractDays,
  { plan, awarded, today, calendar }: Situation,
): ContractForecast {
  const start = plan.contractStart;
  const done = awardedOn(awarded, today);
  const followed = new Set(plan.phases.flatMap(({ predecessors }) => predecessors));
  const ends = phases
    .filter(({ number, forecast }) => forecast.to === null || !followed.has(number))
    .map(({ forecast }) => forecast.to);
  const decided = ends.reduce<Day | null>(
    (latest, end) => (latest === null || end === null ? null : end > latest ? end : latest),
    ends[0] ?? null,
  );
  if (decided === null) {
    const outOfMeetings = phases.some(({ forecast }) => forecast.toBound.by === 'no-meeting');
    return { start, reached: outOfMeetings ? 'no' : 'unknown', last, expected: null };
  }
  const expected = expectedAward(decided, done, today, calendar.closingDays);
  return { start, reached: expected.contract < start ? 'yes' : 'no', last, expected };
}

function nextSteps(phases: readonly TimelinePhase[], { plan, today }: Situation): NextStep[] {
  const over = new Set(phases.filter(({ state }) => state === 'ended').map(({ number }) => number));
  const known = new Set(phases.map(({ number }) => number));
  const open = new Set(
    plan.phases
      .filter(({ predecessors }) => predecessors.every(number => over.has(number) || !known.has(number)))
      .map(({ number }) => number),
  );
  return phases
    .filter(({ number, state }) => state !== 'ended' && open.has(number))
    .map(phase => nextStep(phase, today))
    .toSorted((a, b) => compare(a.due, b.due) || a.phase - b.phase);
}

function nextStep({ number, owner, kind, forecast }: TimelinePhase, today: Day): NextStep {
  if (kind === 'work') return { phase: number, owner, step: 'finish-work', due: forecast.to };
  if (forecast.toBound.by !== 'meeting') return { phase: number, owner, step: 'decide', due: null };
  const { paperDeadline } = forecast.toBound;
  return paperDeadline >= today
    ? { phase: number, owner: 'administration', step: 'hand-in-papers', due: paperDeadline }
    : { phase: number, owner: 'committee', step: 'decide', due: forecast.to };
}

/** Days in order, none last. */
function compare(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

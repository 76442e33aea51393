import type { Day } from '../../shared/days/day.ts';
import { workingDaysBetween } from '../../shared/days/working-days.ts';
import { awardedOn, expectedAward, type LastContractDays } from './award.ts';
import { nextSteps, type NextStep } from './next-steps.ts';
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

export function timeline(situation: Situation): Timeline {
  const { plan, facts, meetings, today, calendar } = situation;
  const forecasts = forecast(plan, facts, meetings, today, calendar);
  const latest = latestPlan(plan, meetings, calendar, situation.life.terms);
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
    next: nextSteps(phases, contract, situation),
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

/**
 * The contract can start in time only where every phase has a day, every one of them is over before the letter goes out, and
 * nothing holds the signature up: a later phase that is decided does not make up for an earlier one that is not.
 */
function contractForecast(
  phases: readonly TimelinePhase[],
  last: LastContractDays,
  { plan, life, today, calendar }: Situation,
): ContractForecast {
  const start = plan.contractStart;
  const done = awardedOn(life.awarded, today);
  if (life.calledOff !== null) {
    return { start, reached: 'no', because: { by: 'called-off', ...life.calledOff }, last, expected: null };
  }
  const ends = phases.map(({ forecast }) => forecast.to);
  const decided = ends.reduce<Day | null>(
    (latest, end) => (latest === null || end === null ? null : end > latest ? end : latest),
    ends[0] ?? null,
  );
  if (done.contractSigned !== null) {
    const signed = done.contractSigned;
    const expected = expectedAward(decided ?? signed, done, today, calendar.closingDays, life.terms);
    const reached = signed < start ? 'yes' : 'no';
    return { start, reached, because: { by: 'signed', on: signed }, last, expected };
  }
  if (decided === null) {
    const outOfMeetings = phases.some(({ forecast }) => forecast.toBound.by === 'no-meeting');
    return { start, reached: outOfMeetings ? 'no' : 'unknown', because: null, last, expected: null };
  }
  const expected = expectedAward(decided, done, today, calendar.closingDays, life.terms);
  if (life.suspension !== null && life.suspension.until === null) {
    // a complaint only delays: what could not be reached without it cannot be reached with it
    const reached = expected.contract < start && today < start ? 'unknown' : 'no';
    return {
      start,
      reached,
      because: { by: 'complaint', since: life.suspension.since },
      last,
      expected: null,
    };
  }
  const reached = expected.contract < start ? 'yes' : 'no';
  return { start, reached, because: null, last, expected };
}

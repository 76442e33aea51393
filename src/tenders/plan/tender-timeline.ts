import type { Day } from '../../shared/days/day.ts';
import {
  awardMilestones,
  milestoneStatus,
  type AwardMilestone,
  type MilestoneStatus,
} from '../timeline/milestones.ts';
import { conditions, type TrackedCondition } from '../timeline/conditions.ts';
import { planDifference, type PlanDifference } from '../timeline/plan-difference.ts';
import type { NewMilestone, PhaseRecord } from '../tender.schema.ts';
import { answer, boundText, gateText, latestText, slackText } from '../tender-wording.ts';
import { timeline, type Timeline } from '../timeline/timeline.ts';
import { whatIf, type Change } from '../timeline/what-if.ts';
import {
  approvedOn,
  baselineOn,
  milestonesOn,
  planOn,
  situationOf,
  type AskedDecisions,
  type WholeTender,
} from '../whole-tender.ts';

/** A tender's timeline with what it was worked out from beside it. */
export type TenderTimeline = Omit<Timeline, 'phases'> & {
  tender: { code: string; title: string; committee: string };
  /** Whether contracts can start when they should, in one breath. */
  answer: string;
  /** What was tried out; nothing of it is stored. */
  changes: readonly Change[];
  plan: PlanSeen;
  phases: (Timeline['phases'][number] & {
    asked: AskedDecisions | null;
    records: PhaseRecord[];
    inWords: { gate: string; forecast: string; latest: string; slack: string };
  })[];
  milestones: (NewMilestone & MilestoneStatus)[];
  award: AwardMilestone[];
  conditions: TrackedCondition[];
  /** The plan the committee approved, and how the plan in force differs from it; null where none is approved. */
  baseline: (PlanSeen & { difference: PlanDifference }) | null;
};

type PlanSeen = { number: number; reason: string; madeOn: Day; contractStart: Day; approvedOn: Day | null };

export function tenderTimeline(
  whole: WholeTender,
  today: Day,
  changes: readonly Change[] = [],
): TenderTimeline {
  const situation = whatIf(situationOf(whole, today), changes);
  const laidOut = timeline(situation);
  const { phases, ...laid } = laidOut;
  const { closingDays } = situation.calendar;
  const plan = planOn(whole, today);
  const baseline = baselineOn(whole, today);
  const seen = (one: typeof plan): PlanSeen => ({
    number: one.number,
    reason: one.reason,
    madeOn: one.madeOn,
    contractStart: one.contractStart,
    approvedOn: approvedOn(one, today),
  });
  return {
    tender: { code: whole.tender.code, title: whole.tender.title, committee: whole.committee.code },
    answer: answer(laidOut),
    ...laid,
    changes,
    plan: seen(plan),
    phases: phases.map(phase => ({
      ...phase,
      asked: askedUntil(
        whole.gates.find(gate => gate.phase === phase.number),
        today,
      ),
      records: whole.records.filter(record => record.phase === phase.number && record.day <= today),
      inWords: {
        gate: gateText(phase, today),
        forecast: boundText(phase, situation.meetings, today),
        latest: latestText(phase, today),
        slack: slackText(phase, today),
      },
    })),
    milestones: milestonesOn(whole, today).map(milestone => ({
      ...milestone,
      ...milestoneStatus(milestone.dueOn, milestone.metOn, today, closingDays),
    })),
    award: awardMilestones(
      lastDecision(phases),
      laid.contract.start,
      situation.life.awarded,
      today,
      closingDays,
      situation.life.terms,
    ),
    conditions: conditions(situation.facts, today),
    baseline: baseline && {
      ...seen(baseline),
      difference: planDifference(baseline, plan, closingDays),
    },
  };
}

function askedUntil(gate: AskedDecisions | undefined, today: Day): AskedDecisions | null {
  if (gate === undefined) return null;
  const { case: code, recommendation, title, decisions } = gate;
  return { case: code, recommendation, title, decisions: decisions.filter(({ day }) => day <= today) };
}

/** The day the last phase is over, made or expected; null as long as one has no day. */
function lastDecision(phases: Timeline['phases']): Day | null {
  return phases
    .map(({ forecast }) => forecast.to)
    .reduce(
      (latest, to) => (latest === null || to === null ? null : to > latest ? to : latest),
      phases[0]?.forecast.to ?? null,
    );
}

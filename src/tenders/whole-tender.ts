import type { DecisionView, MeetingView } from '../committees/committee.schema.ts';
import type { Day } from '../shared/days/day.ts';
import type { ClosingDays } from '../shared/days/working-days.ts';
import type { Bid } from './award-model.schema.ts';
import type { Awarded } from './timeline/award.ts';
import { gateOf } from './timeline/gates.ts';
import type { LotView } from './lot.schema.ts';
import type { Decided, Fact, Phase } from './timeline/phase.ts';
import type {
  Asked,
  MilestoneKind,
  NewMilestone,
  NewPlan,
  PhaseRecord,
  PlanView,
  TenderFields,
  TenderView,
} from './tender.schema.ts';
import type { Situation } from './timeline/laid-phase.ts';

/** A decision, and whether a committee or the council made it. */
type DecisionBy = DecisionView & { by: Decided['by'] };

/** A recommendation with all that has been decided on it, in the order recorded. */
export type AskedDecisions = Asked & { title: string; decisions: DecisionBy[] };

export type KeptPlan = NewPlan & { number: number; approval: AskedDecisions | null };

/** A tender with everything its timeline is worked out from, read at one moment. */
export type WholeTender = {
  tender: TenderFields;
  committee: { code: string; name: string; paperDays: number };
  /** First to last. */
  plans: KeptPlan[];
  /** In the order recorded. */
  records: PhaseRecord[];
  gates: (AskedDecisions & { phase: number })[];
  milestones: NewMilestone[];
  /** All meetings of the tender's committee, by day. */
  meetings: MeetingView[];
  closingDays: ClosingDays;
  lots: (LotView & { bids: Bid[] })[];
};

/** With the versions of what its calendar is told from. */
export type VersionedTender = Omit<WholeTender, 'committee' | 'meetings'> & {
  version: number;
  committee: WholeTender['committee'] & { version: number };
  meetings: (MeetingView & { version: number })[];
};

/** The plan that counts on `today`: the last one made until then, or the first where none was. */
export function planOn({ plans }: WholeTender, today: Day): KeptPlan {
  const plan = plans.findLast(({ madeOn }) => madeOn <= today) ?? plans[0];
  if (plan === undefined) throw new Error('A tender always has a plan');
  return plan;
}

/** The newest plan, whether it is in force or laid for a later day. */
export function lastPlan({ plans }: WholeTender) {
  const plan = plans.at(-1);
  if (plan === undefined) throw new Error('A tender always has a plan');
  return plan;
}

/** The last plan the committee had approved on `today`, later ones without approval passed over. */
export function baselineOn({ plans }: WholeTender, today: Day): KeptPlan | null {
  return plans.findLast(plan => approvedOn(plan, today) !== null) ?? null;
}

/** The day the committee's decision approved the plan; it stands in that decision alone. */
export function approvedOn({ approval }: Pick<KeptPlan, 'approval'>, today: Day): Day | null {
  if (approval === null) return null;
  const gate = gateOf(approvalPhase, decidedFacts(approvalPhase.number, approval), today);
  return gate.state === 'passed' ? gate.on : null;
}

/** A plan is approved by what passes a phase that must be decided. */
const approvalPhase: Phase = {
  number: 0,
  title: 'Godkendelse af planen',
  owner: 'committee',
  kind: 'decision',
  predecessors: [],
  plannedFrom: null,
  plannedTo: null,
  meeting: null,
  neededWorkingDays: 0,
  neededBasis: 'document',
};

export function planView(plan: KeptPlan, today: Day): PlanView {
  const { approval, ...rest } = plan;
  return {
    ...rest,
    approval: approval && { case: approval.case, recommendation: approval.recommendation },
    approvedOn: approvedOn(plan, today),
  };
}

export function tenderView(whole: WholeTender, today: Day): TenderView {
  const { number, contractStart } = planOn(whole, today);
  return {
    ...whole.tender,
    plan: number,
    contractStart,
    approvedPlan: baselineOn(whole, today)?.number ?? null,
  };
}

/** All the timeline needs, as it was known on `today`. */
export function situationOf(whole: WholeTender, today: Day): Situation {
  return {
    plan: planOn(whole, today),
    facts: factsOf(whole, today),
    meetings: whole.meetings,
    awarded: awardedOf(whole.milestones),
    today,
    calendar: { closingDays: whole.closingDays, paperDays: whole.committee.paperDays },
  };
}

/** What has happened to the phases: the records that still count on `today`, and every decision on their gates. */
export function factsOf({ records, gates }: WholeTender, today: Day): Fact[] {
  const byPhase = Map.groupBy(
    records.filter(({ day }) => day <= today),
    ({ phase }) => phase,
  );
  return [
    ...[...byPhase.values()].flatMap(standing).map(({ kind, phase, day }) => ({ fact: kind, phase, day })),
    ...gates.flatMap(gate => decidedFacts(gate.phase, gate)),
  ];
}

type StandingRecord = PhaseRecord & { kind: 'started' | 'ended' };

/** A phase that is taken up again has its last record undone. */
export function standing(records: readonly PhaseRecord[]): StandingRecord[] {
  const left: StandingRecord[] = [];
  for (const { kind, ...record } of records) {
    if (kind === 'reopened') left.pop();
    else left.push({ ...record, kind });
  }
  return left;
}

function decidedFacts(phase: number, { decisions }: AskedDecisions): Decided[] {
  return decisions.map(({ day, by, recommendation, outcome, conditions }) => ({
    fact: 'decided',
    phase,
    day,
    by,
    recommendation,
    outcome,
    conditions: conditions.map(({ text, dueOn, metOn }) => ({ text, dueOn, metOn })),
  }));
}

function awardedOf(milestones: readonly NewMilestone[]): Awarded {
  const met = new Map<MilestoneKind, Day | null>(milestones.map(({ kind, metOn }) => [kind, metOn]));
  return {
    letterSent: met.get('award-letter') ?? null,
    contractSigned: met.get('contract-signed') ?? null,
    noticeSent: met.get('award-notice') ?? null,
  };
}

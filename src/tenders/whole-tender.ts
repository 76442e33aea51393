import type { DecisionView, MeetingView } from '../committees/committee.schema.ts';
import { laterOf, type Day } from '../shared/days/day.ts';
import type { ClosingDays } from '../shared/days/working-days.ts';
import type { FrozenAward, KeptBid } from './award-model.schema.ts';
import { endOf, gateOf } from './timeline/gates.ts';
import { knownEvents, type LifeEvent } from './timeline/event.ts';
import { lifeOf, standstillEnds, type Life } from './timeline/life.ts';
import { planContradictions, type Scene } from './timeline/lawful.ts';
import { procedures } from './timeline/procedures.ts';
import type { LotView } from './lot.schema.ts';
import { isCommitteePhase, phaseName, type Decided, type Fact, type Phase } from './timeline/phase.ts';
import type {
  Asked,
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
  /** As they now stand. */
  milestones: NewMilestone[];
  /** The same and what they said before, each with the days in which that was known. */
  milestoneHistory: KnownMilestone[];
  /** In the order recorded. */
  events: LifeEvent[];
  /** All meetings of the tender's committee, by day. */
  meetings: MeetingView[];
  closingDays: ClosingDays;
  lots: (LotView & { bids: KeptBid[]; awards: KeptAward[] })[];
};

/** An evaluation as it was laid before those who decide. */
type KeptAward = { number: number; knownOn: Day; frozen: FrozenAward };

type KnownMilestone = NewMilestone & { knownOn: Day | null; knownUntil: Day | null };

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
    life: lifeOn(whole, today),
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

/** What the milestones said on `today`, as far as was known then; the end of a standstill follows from its letter. */
export function milestonesOn(whole: WholeTender, today: Day): NewMilestone[] {
  const stored = whole.milestoneHistory
    .filter(
      ({ knownOn, knownUntil }) =>
        (knownOn === null || knownOn <= today) && (knownUntil === null || today < knownUntil),
    )
    .map(({ knownOn: _from, knownUntil: _until, ...milestone }) => milestone);
  const letter = stored.find(({ kind }) => kind === 'award-letter');
  return stored.map(milestone => {
    if (milestone.kind !== 'standstill-ends') return milestone;
    const procedure = procedures[whole.tender.procedure];
    const planned = letter ? [{ ...letter, metOn: letter.metOn ?? letter.dueOn }] : [];
    const known = knownEvents(whole.events, today);
    const latest = letter && letter.dueOn > today ? letter.dueOn : today;
    const ends = standstillEnds(procedure, planned, known, latest, whole.closingDays);
    if (ends === null) return milestone;
    const isSent = lastLetter(known) !== null || (letter?.metOn ?? null) !== null;
    return { ...milestone, dueOn: ends, metOn: isSent && ends < today ? ends : null };
  });
}

function lastLetter(events: readonly LifeEvent[]): Day | null {
  return events.findLast(({ kind }) => kind === 'award-letter')?.day ?? null;
}

function lifeOn(whole: WholeTender, today: Day): Life {
  const planned = milestonesOn(whole, today);
  const { events, lots, closingDays, tender } = whole;
  const life = lifeOf(
    procedures[tender.procedure],
    planned,
    knownEvents(events, today),
    lots.map(({ code }) => code),
    today,
    closingDays,
  );
  const found = planContradictions(planned, sceneOf(whole, today), plannedDecision(whole, today));
  return { ...life, contradictions: found.map(({ message }) => message) };
}

/** What a step of the tender's life is judged by on `today`. */
export function sceneOf(whole: WholeTender, today: Day): Scene {
  const plan = planOn(whole, today);
  const facts = factsOf(whole, today);
  const gates = plan.phases.filter(isCommitteePhase);
  const open = gates.find(phase => endOf(phase, facts, today) === null);
  return {
    procedure: procedures[whole.tender.procedure],
    planned: milestonesOn(whole, today),
    events: whole.events,
    lots: whole.lots.map(({ code }) => code),
    decidedOn: open ? null : laterOf(...gates.map(phase => endOf(phase, facts, today))),
    undecided: open ? phaseName(open) : null,
    today,
    closingDays: whole.closingDays,
  };
}

/** The day the plan has its last decision on. */
export function plannedDecision(whole: WholeTender, today: Day): Day | null {
  return laterOf(
    ...planOn(whole, today)
      .phases.filter(isCommitteePhase)
      .map(({ plannedTo }) => plannedTo),
  );
}

import { defineEntity, p } from '@mikro-orm/core';
import { Case } from '../committees/case.entity.ts';
import { Committee } from '../committees/committee.entity.ts';
import { Meeting } from '../committees/meeting.entity.ts';
import { Portfolio } from '../offers/portfolio.entity.ts';
import { appendOnly } from '../database/append-only.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Day } from '../shared/days/day.ts';
import type { Source } from '../shared/source.schema.ts';
import type {
  Asked,
  NewMilestone,
  PhaseRecord as Recorded,
  PlannedPhase,
  TenderFields,
} from './tender.schema.ts';

const TenderSchema = defineEntity({
  name: 'Tender',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    changedAt: p.datetime().defaultRaw('now()'),
    code: p.string().unique(),
    title: p.text(),
    portfolio: () => p.manyToOne(Portfolio).deleteRule('restrict').index(),
    committee: () => p.manyToOne(Committee).deleteRule('restrict').index(),
    adviser: p.string().nullable(),
    procedure: p.enum([
      'light-regime',
      'open',
      'restricted',
      'negotiated',
      'below-threshold',
      'below-threshold-cross-border',
      'own',
      'undecided',
    ]),
    contractMonths: p.integer().nullable(),
    optionMonths: p.integer(),
    options: p.json<TenderFields['options']>().default('[]'),
    framework: p.boolean().default(false),
    /** Code of the tender this one comes from. */
    retenderOf: p.string().nullable(),
    note: p.text().nullable(),
    sources: p.json<Source[]>(),
    plans: () => p.oneToMany(Plan).mappedBy('tender').orderBy({ number: 'asc' }),
    records: () => p.oneToMany(PhaseRecord).mappedBy('tender').orderBy({ number: 'asc' }),
    gates: () => p.oneToMany(Gate).mappedBy('tender').orderBy({ phase: 'asc' }),
    milestones: () => p.oneToMany(Milestone).mappedBy('tender').orderBy({ dueOn: 'asc', kind: 'asc' }),
  },
  triggers: bumpsRevision('tender'),
});

export class Tender extends TenderSchema.class {
  /** Takes over everything but code, portfolio and committee. */
  revise(input: TenderFields) {
    this.title = input.title;
    this.adviser = input.adviser;
    this.procedure = input.procedure;
    this.contractMonths = input.contractMonths;
    this.optionMonths = input.optionMonths;
    this.options = input.options;
    this.framework = input.framework;
    this.retenderOf = input.retenderOf;
    this.note = input.note;
    this.sources = input.sources;
    this.touch();
  }

  /** A new version, so that what somebody read of its plans and records before is told apart from what stands now. */
  touch() {
    this.changedAt = new Date();
  }

  fields(): TenderFields {
    return {
      code: this.code,
      title: this.title,
      portfolio: this.portfolio.code,
      committee: this.committee.code,
      adviser: this.adviser ?? null,
      procedure: this.procedure,
      contractMonths: this.contractMonths ?? null,
      optionMonths: this.optionMonths,
      options: this.options,
      framework: this.framework,
      retenderOf: this.retenderOf ?? null,
      note: this.note ?? null,
      sources: this.sources,
    };
  }
}
TenderSchema.setClass(Tender);

const PlanSchema = defineEntity({
  name: 'Plan',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tender: () => p.manyToOne(Tender).deleteRule('restrict'),
    /** A renewed plan is the next number. */
    number: p.integer(),
    reason: p.text(),
    madeOn: p.date(),
    contractStart: p.date(),
    recordedAt: p.datetime().defaultRaw('now()'),
    approval: () => p.oneToOne(PlanApproval).mappedBy('plan').nullable(),
    phases: () => p.oneToMany(Phase).mappedBy('plan').orderBy({ number: 'asc' }),
  },
  uniques: [{ properties: ['tender', 'number'] }],
  triggers: [...bumpsRevision('plan'), ...appendOnly('plan')],
});

/** One version of a tender's plan; never changed, only followed by a renewed one. */
export class Plan extends PlanSchema.class {}
PlanSchema.setClass(Plan);

const PlanApprovalSchema = defineEntity({
  name: 'PlanApproval',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    plan: () => p.oneToOne(Plan).owner().deleteRule('restrict'),
    case: () => p.manyToOne(Case).deleteRule('restrict').index(),
    recommendation: p.integer(),
  },
  triggers: bumpsRevision('plan_approval'),
});

/** Which recommendation asks the committee to approve a plan. That it did, and when, stands in its decision alone. */
export class PlanApproval extends PlanApprovalSchema.class {
  view(): Asked {
    return { case: this.case.code, recommendation: this.recommendation };
  }
}
PlanApprovalSchema.setClass(PlanApproval);

const PhaseSchema = defineEntity({
  name: 'Phase',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    plan: () => p.manyToOne(Plan).deleteRule('restrict'),
    number: p.integer(),
    title: p.text(),
    owner: p.enum(['committee', 'administration', 'adviser', 'unknown']),
    kind: p.enum(['decision', 'discussion', 'presentation', 'work']),
    predecessors: p.json<number[]>(),
    plannedFrom: p.date().nullable(),
    plannedTo: p.date().nullable(),
    meeting: () => p.manyToOne(Meeting).nullable().deleteRule('restrict').index(),
    neededWorkingDays: p.integer(),
    neededBasis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']),
    note: p.text().nullable(),
    sources: p.json<Source[]>(),
  },
  uniques: [{ properties: ['plan', 'number'] }],
  checks: [{ name: 'phase_ends_after_it_begins', expression: 'planned_to >= planned_from' }],
  triggers: [...bumpsRevision('phase'), ...appendOnly('phase')],
});

export class Phase extends PhaseSchema.class {
  view(): PlannedPhase {
    return {
      number: this.number,
      title: this.title,
      owner: this.owner,
      kind: this.kind,
      predecessors: this.predecessors,
      plannedFrom: this.plannedFrom ?? null,
      plannedTo: this.plannedTo ?? null,
      meeting: this.meeting?.code ?? null,
      neededWorkingDays: this.neededWorkingDays,
      neededBasis: this.neededBasis,
      note: this.note ?? null,
      sources: this.sources,
    };
  }
}
PhaseSchema.setClass(Phase);

const PhaseRecordSchema = defineEntity({
  name: 'PhaseRecord',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tender: () => p.manyToOne(Tender).deleteRule('restrict').index(),
    number: p.integer().autoincrement(),
    phase: p.integer(),
    kind: p.enum(['started', 'ended', 'reopened']),
    day: p.date(),
    note: p.text().nullable(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('phase_record'), ...appendOnly('phase_record')],
});

/** That a phase started, ended or was taken up again; a mistake is followed by another record. */
export class PhaseRecord extends PhaseRecordSchema.class {
  view(): Recorded {
    return { phase: this.phase, kind: this.kind, day: this.day, note: this.note ?? null };
  }
}
PhaseRecordSchema.setClass(PhaseRecord);

const GateSchema = defineEntity({
  name: 'Gate',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    tender: () => p.manyToOne(Tender).deleteRule('restrict'),
    phase: p.integer(),
    case: () => p.manyToOne(Case).deleteRule('restrict').index(),
    recommendation: p.integer(),
  },
  uniques: [{ properties: ['tender', 'phase'] }],
  triggers: bumpsRevision('gate'),
});

/** Which recommendation of which case a committee phase waits for. */
export class Gate extends GateSchema.class {
  view(): Asked {
    return { case: this.case.code, recommendation: this.recommendation };
  }
}
GateSchema.setClass(Gate);

const MilestoneSchema = defineEntity({
  name: 'Milestone',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    tender: () => p.manyToOne(Tender).deleteRule('restrict').index(),
    phase: p.integer(),
    kind: p.enum([
      'market-dialogue',
      'notice',
      'questions',
      'answers',
      'applications',
      'selection',
      'bids',
      'opening',
      'negotiation',
      'final-bids',
      'evaluation',
      'award-letter',
      'standstill-ends',
      'contract-signed',
      'award-notice',
    ]),
    dueOn: p.date(),
    metOn: p.date().nullable(),
    basis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']),
    note: p.text().nullable(),
    /** Since when somebody has known what it says; without a day from the beginning. */
    knownOn: p.date().nullable(),
  },
  uniques: [{ properties: ['tender', 'kind'] }],
  triggers: bumpsRevision('milestone'),
});

export class Milestone extends MilestoneSchema.class {
  /** Takes over all but its kind. */
  revise(input: NewMilestone, knownOn: Day) {
    this.knownOn = knownOn;
    this.phase = input.phase;
    this.dueOn = input.dueOn;
    this.metOn = input.metOn;
    this.basis = input.basis;
    this.note = input.note;
  }

  view(): NewMilestone {
    return {
      phase: this.phase,
      kind: this.kind,
      dueOn: this.dueOn,
      metOn: this.metOn ?? null,
      basis: this.basis,
      note: this.note ?? null,
    };
  }
}
MilestoneSchema.setClass(Milestone);

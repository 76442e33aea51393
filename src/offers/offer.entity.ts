import { defineEntity, p } from '@mikro-orm/core';
import { known } from '../shared/known.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import { Goal } from '../goals/goal.entity.ts';
import type { Evidence, NewOffer, OfferView, PriceLine as PriceLineInput } from './offer.schema.ts';
import { Portfolio } from './portfolio.entity.ts';
import { Supplier } from '../suppliers/supplier.entity.ts';
import { TargetGroup } from '../target-groups/target-group.entity.ts';

const basis = ['document', 'contract', 'accounts', 'estimate', 'assumption'] as const;

const OfferSchema = defineEntity({
  name: 'Offer',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    changedAt: p.datetime().defaultRaw('now()'),
    portfolio: () => p.manyToOne(Portfolio).deleteRule('restrict'),
    code: p.string(),
    name: p.string(),
    years: p.json<number[]>(),
    purposeType: p.enum([
      'employment',
      'education',
      'upskilling',
      'clarification',
      'coping',
      'retention',
      'integration',
    ]),
    expectedOutcome: p.text(),
    certainty: p.enum(['strong', 'moderate', 'indication', 'conflicting', 'uncertain', 'not-assessed']),
    direction: p.enum(['positive', 'none', 'negative', 'unknown']),
    grounds: p.enum(['scientific', 'professional', 'both', 'none']),
    evidenceReason: p.text().nullable(),
    whyNotHigher: p.text().nullable(),
    evidenceSources: p.json<Evidence['sources']>(),
    ratedOn: p.date().nullable(),
    breadth: p.enum(['general', 'specialised']),
    delivery: p.enum(['internal', 'external']),
    supplier: () => p.manyToOne(Supplier).nullable().deleteRule('restrict').index(),
    statutory: p.boolean(),
    legalBasis: p.text().nullable(),
    contractUntil: p.date().nullable(),
    servedGroups: () =>
      p.oneToMany(ServedGroup).mappedBy('offer').orphanRemoval().orderBy({ position: 'asc' }),
    goals: () => p.oneToMany(ServedGoal).mappedBy('offer').orphanRemoval().orderBy({ position: 'asc' }),
    priceLines: () => p.oneToMany(PriceLine).mappedBy('offer').orphanRemoval().orderBy({ position: 'asc' }),
    assumptions: p.json<NewOffer['assumptions']>(),
    sources: p.json<Source[]>(),
    note: p.text().nullable(),
    /** The day it left the vifte; it then stands in the archive and is no offer of the vifte. */
    droppedOn: p.date().nullable(),
  },
  uniques: [{ properties: ['portfolio', 'code'] }],
  triggers: bumpsRevision('offer'),
});

/** Those that the vifte has, and that count in its figures. */
export const inVifte = { droppedOn: null };

/** What an offer's codes stand for. */
export type OfferReferences = {
  suppliers: ReadonlyMap<string, Supplier>;
  groups: ReadonlyMap<string, TargetGroup>;
  goals: ReadonlyMap<string, Goal>;
};

// Its helpers are not #private: rows read from the database are made without running the constructor that would brand them.
export class Offer extends OfferSchema.class {
  /** Its name, and that it is dropped where it is. */
  named(): string {
    return this.droppedOn == null ? this.name : `${this.name} (gået ud af viften)`;
  }

  /** Takes over everything but the code; the codes have been checked (`offerFindings`). Moves the version of the offer. */
  revise(input: NewOffer, { suppliers, groups, goals }: OfferReferences) {
    this.name = input.name;
    this.years = input.years.toSorted((a, b) => a - b);
    this.purposeType = input.purpose.type;
    this.expectedOutcome = input.purpose.expectedOutcome;
    this.certainty = input.evidence.certainty;
    this.direction = input.evidence.direction;
    this.grounds = input.evidence.grounds;
    this.evidenceReason = input.evidence.reason;
    this.whyNotHigher = input.evidence.whyNotHigher;
    this.evidenceSources = input.evidence.sources;
    this.ratedOn = input.evidence.ratedOn;
    this.breadth = input.breadth;
    this.delivery = input.delivery;
    this.supplier = input.supplier === null ? null : known(suppliers, input.supplier);
    this.statutory = input.binding.statutory;
    this.legalBasis = input.binding.legalBasis;
    this.contractUntil = input.binding.contractUntil;
    this.assumptions = input.assumptions;
    this.sources = input.sources;
    this.note = input.note;
    this.changedAt = new Date();
    this.serveGroups(input.targetGroups, groups);
    this.serveGoals(input.goals, goals);
    this.price(input.priceLines);
  }
  view(): OfferView {
    return {
      code: this.code,
      name: this.name,
      years: this.years,
      purpose: { type: this.purposeType, expectedOutcome: this.expectedOutcome },
      evidence: {
        certainty: this.certainty,
        direction: this.direction,
        grounds: this.grounds,
        reason: this.evidenceReason ?? null,
        whyNotHigher: this.whyNotHigher ?? null,
        sources: this.evidenceSources,
        ratedOn: this.ratedOn ?? null,
      },
      breadth: this.breadth,
      delivery: this.delivery,
      supplier: this.supplier?.code ?? null,
      binding: {
        statutory: this.statutory,
        legalBasis: this.legalBasis ?? null,
        contractUntil: this.contractUntil ?? null,
      },
      targetGroups: this.servedGroups.getItems().map(served => served.view()),
      goals: this.goals.getItems().map(served => served.goal.code),
      priceLines: this.priceLines.getItems().map(line => line.view()),
      assumptions: this.assumptions,
      sources: this.sources,
      note: this.note ?? null,
    };
  }

  private serveGroups(served: NewOffer['targetGroups'], groups: OfferReferences['groups']) {
    const rows = new Map(this.servedGroups.getItems().map(row => [row.group.code, row]));
    this.servedGroups.set(
      served.map(({ group, ...facts }, position) =>
        Object.assign(rows.get(group) ?? new ServedGroup(), facts, {
          offer: this,
          group: known(groups, group),
          position,
        }),
      ),
    );
  }

  private serveGoals(codes: string[], goals: OfferReferences['goals']) {
    const rows = new Map(this.goals.getItems().map(row => [row.goal.code, row]));
    this.goals.set(
      codes.map((code, position) =>
        Object.assign(rows.get(code) ?? new ServedGoal(), {
          offer: this,
          goal: known(goals, code),
          position,
        }),
      ),
    );
  }

  private price(lines: PriceLineInput[]) {
    const rows = this.priceLines.getItems();
    this.priceLines.set(
      lines.map((line, position) =>
        Object.assign(rows[position] ?? new PriceLine(), noTerms, line, { offer: this, position }),
      ),
    );
  }
}
OfferSchema.setClass(Offer);

const noTerms = { amountOere: null, pricePerWeekOere: null, weeks: null, participants: null };

const ServedGroupSchema = defineEntity({
  name: 'ServedGroup',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    offer: () => p.manyToOne(Offer).deleteRule('cascade'),
    group: () => p.manyToOne(TargetGroup).deleteRule('restrict').index(),
    position: p.integer(),
    placesPerYear: p.integer().nullable(),
    basis: p.enum(basis),
    source: p.json<Source | null>().nullable(),
  },
  uniques: [{ properties: ['offer', 'group'] }],
  checks: [{ name: 'served_group_places_not_negative', expression: 'places_per_year >= 0' }],
  triggers: bumpsRevision('served_group'),
});

export class ServedGroup extends ServedGroupSchema.class {
  view(): OfferView['targetGroups'][number] {
    return {
      group: this.group.code,
      placesPerYear: this.placesPerYear ?? null,
      basis: this.basis,
      source: this.source ?? null,
    };
  }
}
ServedGroupSchema.setClass(ServedGroup);

const ServedGoalSchema = defineEntity({
  name: 'ServedGoal',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    offer: () => p.manyToOne(Offer).deleteRule('cascade'),
    goal: () => p.manyToOne(Goal).deleteRule('restrict'),
    position: p.integer(),
  },
  uniques: [{ properties: ['offer', 'goal'] }],
  triggers: bumpsRevision('served_goal'),
});

export class ServedGoal extends ServedGoalSchema.class {}
ServedGoalSchema.setClass(ServedGoal);

const PriceLineSchema = defineEntity({
  name: 'PriceLine',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    offer: () => p.manyToOne(Offer).deleteRule('cascade').index(),
    position: p.integer(),
    year: p.integer(),
    kind: p.enum(['fixed', 'activity']),
    amountOere: p.bigint('number').nullable(),
    pricePerWeekOere: p.bigint('number').nullable(),
    weeks: p.integer().nullable(),
    participants: p.integer().nullable(),
    basis: p.enum(basis),
    source: p.json<Source | null>().nullable(),
    note: p.text().nullable(),
  },
  checks: [
    {
      name: 'price_line_is_whole',
      expression:
        "(kind = 'fixed' and amount_oere >= 0 and num_nonnulls(price_per_week_oere, weeks, participants) = 0) or " +
        "(kind = 'activity' and amount_oere is null and price_per_week_oere >= 0 and weeks >= 1 and participants >= 0)",
    },
  ],
  triggers: bumpsRevision('price_line'),
});

export class PriceLine extends PriceLineSchema.class {
  view(): PriceLineInput {
    const common = {
      year: this.year,
      basis: this.basis,
      source: this.source ?? null,
      note: this.note ?? null,
    };
    if (this.kind === 'fixed') return { kind: 'fixed', ...common, amountOere: this.amountOere ?? 0 };
    return {
      kind: 'activity',
      ...common,
      pricePerWeekOere: this.pricePerWeekOere ?? 0,
      weeks: this.weeks ?? 1,
      participants: this.participants ?? 0,
    };
  }
}
PriceLineSchema.setClass(PriceLine);

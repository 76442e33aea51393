import { defineEntity, p } from '@mikro-orm/core';
import { Offer } from '../offers/offer.entity.ts';
import { appendOnly } from '../database/append-only.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { ContractTerms } from './contract-value.schema.ts';
import type { InsourcingPlan as InsourcingTerms } from './insourcing.schema.ts';
import type { Assessment, OfferContractTerms } from './screening.schema.ts';

const OfferContractSchema = defineEntity({
  name: 'OfferContract',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    offer: () => p.oneToOne(Offer).owner().deleteRule('cascade'),
    category: p.enum(['light', 'general']),
    terms: p.json<ContractTerms>(),
    note: p.text().nullable(),
  },
  triggers: bumpsRevision('offer_contract'),
});

/** The terms an offer is bought on, where somebody has entered them; without them the price lines are the contract. */
export class OfferContract extends OfferContractSchema.class {
  revise({ category, terms, note }: OfferContractTerms) {
    this.category = category;
    this.terms = terms;
    this.note = note;
  }

  view(): OfferContractTerms {
    return { category: this.category, terms: this.terms, note: this.note ?? null };
  }
}
OfferContractSchema.setClass(OfferContract);

const RecordedAssessmentSchema = defineEntity({
  name: 'RecordedAssessment',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Counts up as assessments are recorded: the later one takes the earlier's place. */
    number: p.integer().autoincrement(),
    offer: () => p.manyToOne(Offer).deleteRule('restrict').index(),
    outcome: p.enum(['light-duty', 'general-duty', 'cross-border-interest', 'no-duty']),
    reason: p.text(),
    assessedOn: p.date(),
    screenedAs: p.enum([
      'light-duty',
      'general-duty',
      'below-threshold',
      'internal',
      'unknown-price',
      'no-threshold',
    ]),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('recorded_assessment'), ...appendOnly('recorded_assessment')],
});

/** The adviser's assessment over the screening; never edited, a later one takes its place and both stay. */
export class RecordedAssessment extends RecordedAssessmentSchema.class {
  view(): Assessment {
    return {
      offer: this.offer.code,
      outcome: this.outcome,
      reason: this.reason,
      assessedOn: this.assessedOn,
      screenedAs: this.screenedAs,
    };
  }
}
RecordedAssessmentSchema.setClass(RecordedAssessment);

const InsourcingPlanSchema = defineEntity({
  name: 'InsourcingPlan',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    offer: () => p.oneToOne(Offer).owner().deleteRule('cascade'),
    terms: p.json<InsourcingTerms>(),
  },
  triggers: bumpsRevision('insourcing_plan'),
});

/** The choice of taking an external offer home, with its transition and its costs. */
export class InsourcingPlan extends InsourcingPlanSchema.class {
  view(): InsourcingTerms {
    return this.terms;
  }
}
InsourcingPlanSchema.setClass(InsourcingPlan);

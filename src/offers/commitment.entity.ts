import { defineEntity, p } from '@mikro-orm/core';
import { bumpsRevision } from '../database/revision.entity.ts';
import { Supplier } from '../suppliers/supplier.entity.ts';
import type { Commitment as CommitmentView } from './commitment.schema.ts';
import { Portfolio } from './portfolio.entity.ts';

const CommitmentSchema = defineEntity({
  name: 'Commitment',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    portfolio: () => p.manyToOne(Portfolio).deleteRule('cascade').index(),
    /** Of the offer, as it was when it left the vifte. */
    offer: p.string(),
    name: p.string(),
    supplier: () => p.manyToOne(Supplier).nullable().deleteRule('restrict').index(),
    year: p.integer(),
    from: p.date(),
    until: p.date(),
    amountOere: p.bigint('number').nullable(),
    basis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']),
    madeAt: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'commitment_amount_not_negative', expression: 'amount_oere >= 0' }],
  triggers: bumpsRevision('commitment'),
});

/** What the contract on an offer that has left the vifte costs in a year; it ends with the contract, or when the offer comes back. */
export class Commitment extends CommitmentSchema.class {
  view(): CommitmentView {
    return {
      offer: this.offer,
      name: this.name,
      supplier: this.supplier?.code ?? null,
      year: this.year,
      from: this.from,
      until: this.until,
      amountOere: this.amountOere ?? null,
      basis: this.basis,
    };
  }
}
CommitmentSchema.setClass(Commitment);

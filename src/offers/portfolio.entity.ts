import { defineEntity, p } from '@mikro-orm/core';
import { known } from '../shared/known.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import type { Source } from '../shared/source.schema.ts';
import type { BudgetFrame as BudgetFrameInput, NewPortfolio, PortfolioView } from './portfolio.schema.ts';
import type { CountBasis } from '../target-groups/target-group.schema.ts';
import { TargetGroup } from '../target-groups/target-group.entity.ts';

const PortfolioSchema = defineEntity({
  name: 'Portfolio',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    changedAt: p.datetime().defaultRaw('now()'),
    code: p.string().unique(),
    title: p.string(),
    municipality: p.string(),
    frames: () => p.oneToMany(BudgetFrame).mappedBy('portfolio').orphanRemoval().orderBy({ year: 'asc' }),
    addresses: () =>
      p.oneToMany(AddressedGroup).mappedBy('portfolio').orphanRemoval().orderBy({ position: 'asc' }),
    countBasis: p.json<CountBasis>(),
    note: p.text().nullable(),
  },
  triggers: bumpsRevision('portfolio'),
});

export class Portfolio extends PortfolioSchema.class {
  /** Takes over everything but the code. Frames keep their row where the year stays. */
  revise(input: NewPortfolio, groups: ReadonlyMap<string, TargetGroup>) {
    this.title = input.title;
    this.municipality = input.municipality;
    this.countBasis = input.countBasis;
    this.note = input.note;
    this.changedAt = new Date();
    const kept = new Map(this.frames.getItems().map(frame => [frame.year, frame]));
    this.frames.set(
      input.frames.map(frame => {
        const row = kept.get(frame.year) ?? new BudgetFrame();
        return Object.assign(row, frame, { portfolio: this });
      }),
    );
    const addressed = new Map(this.addresses.getItems().map(row => [row.group.code, row]));
    this.addresses.set(
      input.addresses.map((code, position) => {
        const row = addressed.get(code) ?? new AddressedGroup();
        return Object.assign(row, { portfolio: this, group: known(groups, code), position });
      }),
    );
  }

  view(): PortfolioView {
    return {
      code: this.code,
      title: this.title,
      municipality: this.municipality,
      frames: this.frames.getItems().map(frame => frame.view()),
      addresses: this.addresses.getItems().map(addressed => addressed.group.code),
      countBasis: this.countBasis,
      note: this.note ?? null,
    };
  }
}
PortfolioSchema.setClass(Portfolio);

const BudgetFrameSchema = defineEntity({
  name: 'BudgetFrame',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    portfolio: () => p.manyToOne(Portfolio).deleteRule('cascade'),
    year: p.integer(),
    amountOere: p.bigint('number'),
    basis: p.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']),
    source: p.json<Source | null>().nullable(),
    note: p.text().nullable(),
  },
  uniques: [{ properties: ['portfolio', 'year'] }],
  checks: [{ name: 'budget_frame_amount_not_negative', expression: 'amount_oere >= 0' }],
  triggers: bumpsRevision('budget_frame'),
});

export class BudgetFrame extends BudgetFrameSchema.class {
  view(): BudgetFrameInput {
    return {
      year: this.year,
      amountOere: this.amountOere,
      basis: this.basis,
      source: this.source ?? null,
      note: this.note ?? null,
    };
  }
}
BudgetFrameSchema.setClass(BudgetFrame);

const AddressedGroupSchema = defineEntity({
  name: 'AddressedGroup',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    portfolio: () => p.manyToOne(Portfolio).deleteRule('cascade'),
    group: () => p.manyToOne(TargetGroup).deleteRule('restrict'),
    position: p.integer(),
  },
  uniques: [{ properties: ['portfolio', 'group'] }],
  triggers: bumpsRevision('addressed_group'),
});

/** A target group the portfolio addresses: reach is counted among these. */
export class AddressedGroup extends AddressedGroupSchema.class {}
AddressedGroupSchema.setClass(AddressedGroup);

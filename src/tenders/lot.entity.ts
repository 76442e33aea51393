import { defineEntity, p } from '@mikro-orm/core';
import { Offer } from '../offers/offer.entity.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import { known } from '../shared/known.ts';
import type { AwardModel, Bid as BidInput } from './award-model.schema.ts';
import type { LotView, NewLot } from './lot.schema.ts';
import { Tender } from './tender.entity.ts';

const LotSchema = defineEntity({
  name: 'Lot',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    changedAt: p.datetime().defaultRaw('now()'),
    tender: () => p.manyToOne(Tender).deleteRule('restrict'),
    code: p.string(),
    title: p.text(),
    offers: () => p.oneToMany(LotOffer).mappedBy('lot').orphanRemoval().orderBy({ position: 'asc' }),
    awardModel: p.json<AwardModel | null>().nullable(),
    bids: () => p.oneToMany(Bid).mappedBy('lot').orderBy({ code: 'asc' }),
    note: p.text().nullable(),
  },
  uniques: [{ properties: ['tender', 'code'] }],
  triggers: bumpsRevision('lot'),
});

/** A part of a tender that is bid for and awarded by itself: the offers it buys and how bids on it are judged. */
export class Lot extends LotSchema.class {
  /** `offers` are the vifte's, by code. */
  revise(input: NewLot, offers: ReadonlyMap<string, Offer>) {
    this.title = input.title;
    this.awardModel = input.awardModel;
    this.note = input.note;
    this.touch();
    const rows = new Map(this.offers.getItems().map(row => [row.offer.code, row]));
    this.offers.set(
      input.offers.map((code, position) =>
        Object.assign(rows.get(code) ?? new LotOffer(), { lot: this, offer: known(offers, code), position }),
      ),
    );
  }

  /** A new version, also when only the offers it buys or its bids have changed. */
  touch() {
    this.changedAt = new Date();
  }

  view(): LotView {
    return {
      code: this.code,
      title: this.title,
      offers: this.offers
        .getItems()
        .toSorted((a, b) => a.position - b.position)
        .map(({ offer }) => offer.code),
      awardModel: this.awardModel ?? null,
      note: this.note ?? null,
    };
  }
}
LotSchema.setClass(Lot);

const LotOfferSchema = defineEntity({
  name: 'LotOffer',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    lot: () => p.manyToOne(Lot).deleteRule('cascade'),
    offer: () => p.manyToOne(Offer).deleteRule('restrict').index(),
    position: p.integer(),
  },
  uniques: [{ properties: ['lot', 'offer'] }],
  triggers: bumpsRevision('lot_offer'),
});

export class LotOffer extends LotOfferSchema.class {}
LotOfferSchema.setClass(LotOffer);

const BidSchema = defineEntity({
  name: 'Bid',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    version: p.integer().version(),
    lot: () => p.manyToOne(Lot).deleteRule('restrict'),
    code: p.string(),
    bidder: p.string(),
    prices: p.json<BidInput['prices']>(),
    scores: p.json<BidInput['scores']>(),
  },
  uniques: [{ properties: ['lot', 'code'] }],
  triggers: bumpsRevision('bid'),
});

export class Bid extends BidSchema.class {
  revise({ bidder, prices, scores }: BidInput) {
    this.bidder = bidder;
    this.prices = prices;
    this.scores = scores;
  }

  view(): BidInput {
    return { code: this.code, bidder: this.bidder, prices: this.prices, scores: this.scores };
  }
}
BidSchema.setClass(Bid);

import { defineEntity, p } from '@mikro-orm/core';
import { Offer } from '../offers/offer.entity.ts';
import { bumpsRevision } from '../database/revision.entity.ts';
import { known } from '../shared/known.ts';
import { appendOnly } from '../database/append-only.ts';
import type {
  AwardModel,
  Bid as BidInput,
  BidEvent as BidEventView,
  BidVersion as BidVersionView,
  FrozenAward,
  KeptBid,
} from './award-model.schema.ts';
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
    winners: p.integer().default(1),
    contractMonths: p.integer().nullable(),
    options: p.json<LotView['options']>().nullable(),
    variantsAllowed: p.boolean().default(false),
    orders: p.text().nullable(),
    bids: () => p.oneToMany(Bid).mappedBy('lot').orderBy({ code: 'asc' }),
    awards: () => p.oneToMany(LotAward).mappedBy('lot').orderBy({ number: 'asc' }),
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
    this.winners = input.winners;
    this.contractMonths = input.contractMonths;
    this.options = input.options;
    this.variantsAllowed = input.variantsAllowed;
    this.orders = input.orders;
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
      winners: this.winners,
      contractMonths: this.contractMonths ?? null,
      options: this.options ?? null,
      variantsAllowed: this.variantsAllowed,
      orders: this.orders ?? null,
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
    receivedOn: p.date().nullable(),
    events: () => p.oneToMany(BidEvent).mappedBy('bid').orderBy({ number: 'asc' }),
    before: () => p.oneToMany(BidVersion).mappedBy('bid').orderBy({ number: 'asc' }),
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

  /** With what has happened to it; the relations must be loaded. */
  kept(): KeptBid {
    return {
      ...this.view(),
      receivedOn: this.receivedOn ?? null,
      events: this.events.getItems().map(event => event.view()),
      before: this.before.getItems().map(version => version.view()),
    };
  }
}
BidSchema.setClass(Bid);

const BidEventSchema = defineEntity({
  name: 'BidEvent',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    bid: () => p.manyToOne(Bid).deleteRule('restrict').index(),
    number: p.integer().autoincrement(),
    kind: p.text().$type<BidEventView['kind']>(),
    day: p.date(),
    knownOn: p.date(),
    reason: p.text().nullable(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('bid_event'), ...appendOnly('bid_event')],
});

/** Something that happened to a bid after it came in. */
export class BidEvent extends BidEventSchema.class {
  view(): BidEventView {
    const { number, kind, day, knownOn, reason } = this;
    return { number, kind, day, knownOn, reason: reason ?? null };
  }
}
BidEventSchema.setClass(BidEvent);

const BidVersionSchema = defineEntity({
  name: 'BidVersion',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    bid: () => p.manyToOne(Bid).deleteRule('restrict').index(),
    number: p.integer().autoincrement(),
    bidder: p.string(),
    prices: p.json<BidInput['prices']>(),
    scores: p.json<BidInput['scores']>(),
    knownUntil: p.date(),
    reason: p.text().nullable(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('bid_version'), ...appendOnly('bid_version')],
});

/** What a bid said before it was corrected, and why it was. */
export class BidVersion extends BidVersionSchema.class {
  view(): BidVersionView {
    const { number, bidder, prices, scores, knownUntil, reason } = this;
    return { number, bidder, prices, scores, knownUntil, reason: reason ?? null };
  }
}
BidVersionSchema.setClass(BidVersion);

const LotAwardSchema = defineEntity({
  name: 'LotAward',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    lot: () => p.manyToOne(Lot).deleteRule('restrict').index(),
    number: p.integer().autoincrement(),
    knownOn: p.date(),
    frozen: p.json<FrozenAward>(),
    recordedAt: p.datetime().defaultRaw('now()'),
  },
  triggers: [...bumpsRevision('lot_award'), ...appendOnly('lot_award')],
});

/** The evaluation of a lot as it is laid before those who decide, with its winners; followed only by another. */
export class LotAward extends LotAwardSchema.class {}
LotAwardSchema.setClass(LotAward);

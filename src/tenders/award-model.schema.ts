import { z } from '@hono/zod-openapi';
import { Code, Day, inWords, someOf, text } from '../shared/source.schema.ts';

const Weight = z.int().meta({
  title: 'Vægt i promille',
  description: 'Vægtene giver tilsammen 1000, så vægte i hele og tiendedele procent er nøjagtige.',
  examples: [400],
});

const CriterionName = text(200, 1).meta({ title: 'Kriterium', examples: ['Pris'] });

const PriceRule = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('proportional').meta({ title: 'Slags' }) })
      .meta({ title: 'Forholdsmæssig' }),
    z
      .strictObject({
        kind: z.literal('linear').meta({ title: 'Slags' }),
        zeroAtPercent: z
          .int()
          .min(1)
          .max(1000)
          .meta({ title: 'Procent over laveste pris, der giver laveste point', examples: [50] }),
      })
      .meta({ title: 'Lineær' }),
  ])
  .meta({ title: 'Prismodel' });

const Criterion = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('price').meta({ title: 'Slags' }),
      code: Code,
      name: CriterionName,
      weightPermille: Weight,
      rule: PriceRule,
    }),
    z.strictObject({
      kind: z.literal('quality').meta({ title: 'Slags' }),
      code: Code,
      name: CriterionName,
      weightPermille: Weight,
      rule: text(4000, 1).meta({ title: 'Sådan gives point' }),
    }),
  ])
  .meta({ title: 'Kriterium' });
export type Criterion = z.infer<typeof Criterion>;

export const AwardModel = z
  .strictObject({
    scale: z
      .strictObject({
        lowest: z.int().min(0).max(1000).meta({ title: 'Laveste point' }),
        highest: z.int().min(1).max(1000).meta({ title: 'Højeste point' }),
      })
      .meta({ title: 'Pointskala', examples: [{ lowest: 0, highest: 10 }] }),
    criteria: z.array(Criterion).max(50).meta({ title: 'Kriterier' }),
  })
  .meta({ id: 'AwardModel', title: 'Evalueringsmodel' });
export type AwardModel = z.infer<typeof AwardModel>;

export const Bid = z
  .strictObject({
    code: Code,
    bidder: text(200, 1).meta({ title: 'Tilbudsgiver' }),
    prices: z
      .array(z.strictObject({ criterion: Code, amountOere: z.int().meta({ title: 'Pris i hele øre' }) }))
      .max(50)
      .meta({ title: 'Priser' }),
    scores: z
      .array(
        z.strictObject({
          criterion: Code,
          points: z.number().meta({ title: 'Point', description: 'Højst to decimaler.' }),
        }),
      )
      .max(50)
      .meta({ title: 'Point' }),
  })
  .meta({ id: 'Bid', title: 'Bud' });
export type Bid = z.infer<typeof Bid>;

const reason = text(2000)
  .nullable()
  .meta({ title: 'Begrundelse', examples: [null] });

export const NewBid = Bid.extend({
  receivedOn: Day.nullable()
    .default(null)
    .meta({ title: 'Modtaget den', description: 'Efter fristen er det et for sent bud.', examples: [null] }),
}).meta({ id: 'NewBid', title: 'Nyt bud' });
export type NewBid = z.infer<typeof NewBid>;

export const BidChange = someOf(
  Bid.omit({ code: true })
    .partial()
    .extend({
      reason: reason.optional().meta({
        title: 'Begrundelse',
        description: 'Skal stå, når tilbudsgiver eller pris rettes, efter at buddene er åbnet.',
      }),
    }),
).meta({
  id: 'BidChange',
  title: 'Rettelse af bud',
});
export type BidChange = z.infer<typeof BidChange>;

export const bidEventLabels = {
  late: 'Modtaget for sent',
  withdrawn: 'Trukket tilbage',
  rejected: 'Afvist',
  'non-compliant': 'Ukonditionsmæssigt',
  'low-price-asked': 'Spurgt til en unormalt lav pris',
  'low-price-answered': 'Den lave pris er forklaret',
  reinstated: 'Regnes med igen',
} as const;

export const NewBidEvent = z
  .strictObject({
    kind: inWords(
      z.enum([
        'late',
        'withdrawn',
        'rejected',
        'non-compliant',
        'low-price-asked',
        'low-price-answered',
        'reinstated',
      ]),
      bidEventLabels,
    ).meta({ title: 'Hændelse', examples: ['withdrawn'] }),
    day: Day.meta({ title: 'Dato', examples: ['2027-02-01'] }),
    reason,
  })
  .meta({ id: 'NewBidEvent', title: 'Hvad der er sket med buddet' });
export type NewBidEvent = z.infer<typeof NewBidEvent>;

const BidEvent = NewBidEvent.extend({
  number: z.int().meta({ title: 'Nr.' }),
  knownOn: Day.meta({ title: 'Skrevet ind den' }),
});
export type BidEvent = z.infer<typeof BidEvent>;

const BidVersion = Bid.omit({ code: true }).extend({
  number: z.int().meta({ title: 'Nr.' }),
  knownUntil: Day.meta({ title: 'Gjaldt til' }),
  reason,
});
export type BidVersion = z.infer<typeof BidVersion>;

/** A bid with its own history: what happened to it, and what it said before it was corrected. */
export const KeptBid = Bid.extend({
  receivedOn: Day.nullable().meta({ title: 'Modtaget den' }),
  events: z.array(BidEvent).meta({ title: 'Hændelser' }),
  before: z.array(BidVersion).meta({ title: 'Tidligere udgaver' }),
}).meta({ id: 'KeptBid', title: 'Bud med historik' });
export type KeptBid = z.infer<typeof KeptBid>;

/** An evaluation as it is laid before those who decide. */
export type FrozenAward = {
  model: AwardModel;
  bids: Bid[];
  ranking: { rank: number; code: string; bidder: string; total: { value: number; exact: string } }[];
  /** Codes, first to last. */
  winners: string[];
  tieBreak: string | null;
  left: { code: string; bidder: string; kind: BidEvent['kind']; reason: string | null }[];
};

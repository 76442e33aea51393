import { z } from '@hono/zod-openapi';
import { Code, someOf, text } from '../shared/source.schema.ts';

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

export const BidChange = someOf(Bid.omit({ code: true }).partial()).meta({
  id: 'BidChange',
  title: 'Rettelse af bud',
});
export type BidChange = z.infer<typeof BidChange>;

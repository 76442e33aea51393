import { z } from '@hono/zod-openapi';
import { Code, someOf, text } from '../shared/source.schema.ts';
import { AwardModel } from './award-model.schema.ts';
import { Option } from './tender.schema.ts';

const LotFields = z
  .strictObject({
    code: Code.meta({ title: 'Kode', examples: ['delaftale-1'] }),
    title: text(300, 1).meta({ title: 'Titel', examples: ['Afklaring og mestring'] }),
    offers: z
      .array(Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] }))
      .max(100)
      .meta({ title: 'Tilbud', description: 'De tilbud i viften, delaftalen køber.' }),
    awardModel: AwardModel.nullable(),
    winners: z
      .int()
      .min(1)
      .max(100)
      .meta({ title: 'Antal vindere', description: 'Så mange leverandører tages der højst.', examples: [1] }),
    contractMonths: z
      .int()
      .min(1)
      .max(240)
      .nullable()
      .meta({ title: 'Løbetid i måneder', description: 'Tom: som udbuddet.', examples: [null] }),
    options: z
      .array(Option)
      .max(20)
      .nullable()
      .meta({ title: 'Optioner', description: 'Tom: som udbuddet.', examples: [null] }),
    variantsAllowed: z.boolean().meta({ title: 'Alternative bud er tilladt', examples: [false] }),
    orders: text(2000)
      .nullable()
      .meta({
        title: 'Sådan bestilles der',
        description: 'For en rammeaftale: i rækkefølge, efter borgerens valg eller ved ny konkurrence.',
        examples: [null],
      }),
    note: text(2000)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
  })
  .meta({ title: 'Delaftale' });

const { winners, contractMonths, options, variantsAllowed, orders } = LotFields.shape;

export const NewLot = LotFields.extend({
  winners: winners.default(1),
  contractMonths: contractMonths.default(null),
  options: options.default(null),
  variantsAllowed: variantsAllowed.default(false),
  orders: orders.default(null),
}).meta({ id: 'NewLot', title: 'Ny delaftale' });
export type NewLot = z.infer<typeof NewLot>;

export const Lot = LotFields.meta({ id: 'Lot', title: 'Delaftale' });
export type LotView = z.infer<typeof Lot>;

export const LotChange = someOf(LotFields.omit({ code: true }).partial()).meta({
  id: 'LotChange',
  title: 'Rettelse af delaftale',
});
export type LotChange = z.infer<typeof LotChange>;

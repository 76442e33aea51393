import { z } from '@hono/zod-openapi';
import { Code, someOf, text } from '../shared/source.schema.ts';
import { AwardModel } from './award-model.schema.ts';

export const NewLot = z
  .strictObject({
    code: Code.meta({ title: 'Kode', examples: ['delaftale-1'] }),
    title: text(300, 1).meta({ title: 'Titel', examples: ['Afklaring og mestring'] }),
    offers: z
      .array(Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] }))
      .max(100)
      .meta({ title: 'Tilbud', description: 'De tilbud i viften, delaftalen køber.' }),
    awardModel: AwardModel.nullable(),
    note: text(2000)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
  })
  .meta({ id: 'NewLot', title: 'Ny delaftale' });
export type NewLot = z.infer<typeof NewLot>;

export const Lot = NewLot.meta({ id: 'Lot', title: 'Delaftale' });
export type LotView = z.infer<typeof Lot>;

export const LotChange = someOf(NewLot.omit({ code: true }).partial()).meta({
  id: 'LotChange',
  title: 'Rettelse af delaftale',
});
export type LotChange = z.infer<typeof LotChange>;

import { z } from '@hono/zod-openapi';
import { Basis, Code, Day, Oere, Year } from '../shared/source.schema.ts';

/** What the contract on an offer that has left the vifte still costs: a row for each year and each basis. */
export const Commitment = z
  .strictObject({
    offer: Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] }),
    name: z.string().meta({ title: 'Navn' }),
    supplier: Code.nullable().meta({ title: 'Leverandør' }),
    year: Year,
    from: Day.meta({ title: 'Fra', description: 'Den første dag i året, kontrakten løber.' }),
    until: Day.meta({ title: 'Til og med', description: 'Den sidste dag i året, kontrakten løber.' }),
    amountOere: Oere.nullable().meta({
      title: 'Beløb',
      description: 'Årets pris, fordelt efter dage, i hele øre; tom, når prisen er ukendt.',
    }),
    basis: Basis,
  })
  .meta({ id: 'Commitment', title: 'Forpligtelse' });
export type Commitment = z.infer<typeof Commitment>;

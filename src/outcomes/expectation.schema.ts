import { z } from '@hono/zod-openapi';
import { Basis, Code, Source, text } from '../shared/source.schema.ts';
import { Period } from './period.schema.ts';

export const NewExpectation = z
  .strictObject({
    measure: Code.meta({ title: 'Måling', examples: ['beskaeftigelse-eller-uddannelse'] }),
    targetGroup: Code.meta({ title: 'Målgruppe', examples: ['forsikrede-ledige'] }),
    area: Code.meta({ title: 'Område', examples: ['randers'] }),
    period: Period,
    share: z
      .number()
      .min(0)
      .max(1)
      .meta({ title: 'Ventet andel', description: 'Fra 0 til 1: 62 procent er 0,62.', examples: [0.62] }),
    reason: text(2000, 1).meta({ title: 'Begrundelse', examples: ['Aftalt med leverandøren'] }),
    basis: Basis,
    source: Source.nullable().meta({ title: 'Kilde' }),
  })
  .meta({ id: 'NewExpectation', title: 'Ny forventning' });
export type NewExpectation = z.infer<typeof NewExpectation>;

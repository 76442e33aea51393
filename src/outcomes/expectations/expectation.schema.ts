import { z } from '@hono/zod-openapi';
import { Basis, Code, Source, someOf, text } from '../../shared/source.schema.ts';
import { Period } from '../period.schema.ts';

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

/** Expectations have no code of their own: they are told apart by the number the database gave them. */
export const ExpectationId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'Brug det nummer, forventningen fik.')
  .meta({ title: 'Forventning', examples: ['8f14e45f-ceea-467f-a8d6-0c6c2a5b1f3e'] });

export const Expectation = NewExpectation.extend({ id: ExpectationId }).meta({
  id: 'Expectation',
  title: 'Forventning',
});
export type ExpectationView = z.infer<typeof Expectation>;

export const ExpectationChange = someOf(NewExpectation.partial()).meta({
  id: 'ExpectationChange',
  title: 'Rettelse af forventning',
});
export type ExpectationChange = z.infer<typeof ExpectationChange>;

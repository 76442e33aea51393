import { z } from '@hono/zod-openapi';
import { Basis, Oere, Source, inWords, text } from '../shared/source.schema.ts';
import { withoutVat } from './vat.ts';

export const EnteredPrice = z
  .strictObject({
    amountOere: Oere,
    vat: inWords(z.enum(['excluded', 'included']), {
      excluded: 'Uden moms',
      included: 'Med moms',
    }).meta({ title: 'Moms', description: 'Om beløbet er indtastet uden eller med moms.' }),
    basis: Basis,
    source: Source.nullable(),
  })
  .meta({ id: 'EnteredPrice', title: 'Pris' });
export type EnteredPrice = z.infer<typeof EnteredPrice>;

const Payment = z
  .strictObject({
    label: text(200, 1).meta({ title: 'Betaling', examples: ['2024'] }),
    price: EnteredPrice.nullable().meta({ description: 'Tom når prisen er ukendt; ukendt er ikke nul.' }),
  })
  .meta({ title: 'Betaling' });
export type Payment = z.infer<typeof Payment>;

const FixedTerm = z
  .strictObject({
    kind: z.literal('fixed-term').meta({ title: 'Slags' }),
    years: z.array(Payment).min(1).max(50).meta({ title: 'År i løbetiden' }),
    options: z.array(Payment).max(50).meta({ title: 'Optioner og forlængelser' }),
    other: z.array(Payment).max(50).meta({
      title: 'Andre betalinger',
      description: 'Engangsbeløb, præmier og betaling til tilbudsgivere.',
    }),
  })
  .meta({ title: 'Fast løbetid' });

const SentRecurring = z
  .strictObject({
    kind: z.literal('recurring').meta({ title: 'Slags' }),
    lastTwelveMonths: EnteredPrice.nullable().meta({ title: 'Betalt de seneste 12 måneder' }),
    adjustments: z
      .array(
        z.strictObject({
          reason: text(400, 1).meta({ title: 'Begrundelse' }),
          changeOere: z
            .int()
            .min(-100_000_000_000_000)
            .max(100_000_000_000_000)
            .meta({ title: 'Ændring', description: 'Hele øre uden moms; negativ ved nedgang.' }),
        }),
      )
      .max(50)
      .meta({ title: 'Korrektioner', description: 'Ventede ændringer i mængde eller værdi.' }),
    nextTwelveMonths: EnteredPrice.nullable().meta({ title: 'Skøn for de næste 12 måneder' }),
    plannedTerm: z.array(Payment).max(50).meta({
      title: 'Planlagt løbetid',
      description: 'De år og fornyelser, der er planlagt; værdien bliver aldrig lavere.',
    }),
  })
  .meta({ title: 'Etårige kontrakter, der fornyes' });

const Recurring = SentRecurring.superRefine(({ lastTwelveMonths, adjustments }, context) => {
  const change = adjustments.reduce((sum, { changeOere }) => sum + changeOere, 0);
  if (lastTwelveMonths === null && adjustments.length > 0)
    context.addIssue({
      code: 'custom',
      path: ['adjustments'],
      message: 'Skriv først, hvad der er betalt de seneste 12 måneder; det er det beløb, der korrigeres.',
    });
  if (lastTwelveMonths !== null && withoutVat(lastTwelveMonths) + change < 0)
    context.addIssue({
      code: 'custom',
      path: ['adjustments'],
      message: 'Korrektionerne trækker mere fra, end der er betalt de seneste 12 måneder.',
    });
});

const Monthly = z
  .strictObject({
    kind: z.literal('monthly').meta({ title: 'Slags' }),
    monthly: EnteredPrice.meta({ title: 'Månedlig betaling' }),
    termMonths: z.int().min(1).max(1200).nullable().meta({
      title: 'Løbetid i måneder',
      description: 'Tom når kontrakten løber uden slutdato.',
    }),
    optionMonths: z.int().min(0).max(1200).meta({ title: 'Måneder med optioner og forlængelser' }),
  })
  .meta({ title: 'Månedlig betaling uden samlet pris' });

const UnknownPrice = z
  .strictObject({
    kind: z.literal('unknown-price').meta({ title: 'Slags' }),
    reason: text(400, 1).nullable().meta({ title: 'Begrundelse' }),
  })
  .meta({ title: 'Ukendt pris' });

/** Terms whose fields are right each by itself; whether they go together `ContractTerms` says. */
export const SentTerms = z
  .discriminatedUnion('kind', [FixedTerm, SentRecurring, Monthly, UnknownPrice])
  .meta({ id: 'ContractTerms', title: 'Kontraktvilkår' });

export const ContractTerms = z.discriminatedUnion('kind', [FixedTerm, Recurring, Monthly, UnknownPrice]);
export type ContractTerms = z.infer<typeof ContractTerms>;
export type FixedTerm = z.infer<typeof FixedTerm>;
export type Recurring = z.infer<typeof Recurring>;
export type Monthly = z.infer<typeof Monthly>;

import { z } from '@hono/zod-openapi';
import { Delivery, PurposeType } from '../offers/offer.schema.ts';
import { Basis, Code, Day, Source, inWords } from '../shared/source.schema.ts';
import { SentTerms } from './contract-value.schema.ts';
import { Assessment, Category, ScreeningResult } from './screening.schema.ts';
import { ThresholdPeriod } from './threshold.schema.ts';

const text = (title: string) => z.string().meta({ title });
const texts = (title: string) => z.array(z.string()).meta({ title });
const amount = z
  .int()
  .min(0)
  .meta({ title: 'Beløb', description: 'Hele øre uden moms.', examples: [558_400_000] });
const signed = z.int().meta({ title: 'Forskel', description: 'Hele øre uden moms.' });

function kind<Kind extends string>(value: Kind, word: string) {
  return z.enum([value]).meta({ title: 'Slags', 'x-enumDescriptions': { [value]: word } });
}

const Named = z.strictObject({ code: Code.meta({ title: 'Kode' }), name: text('Navn') });
const Purpose = z
  .strictObject({
    code: PurposeType,
    name: text('Navn'),
  })
  .meta({ title: 'Formål' });

const Amount = z
  .union([
    z.strictObject({ kind: kind('known', 'Kendt'), amountOere: amount }),
    z.strictObject({ kind: kind('partly', 'Mindst'), amountOere: amount }),
    z.strictObject({ kind: kind('unknown', 'Ukendt') }),
  ])
  .meta({ title: 'Beløb' });

const Term = z.strictObject({
  label: text('Led'),
  times: z.int().meta({ title: 'Gange' }),
  unitOere: signed.meta({ title: 'Enhed' }),
  amountOere: signed.meta({ title: 'Beløb' }),
  basis: Basis.nullable(),
  source: Source.nullable(),
  note: z.string().nullable().meta({ title: 'Bemærkning' }),
});
const terms = z.array(Term).meta({ title: 'Led i summen' });

const Value = z
  .strictObject({
    amount: Amount,
    terms,
    missing: texts('Ukendte priser'),
    candidates: z
      .array(
        z.strictObject({
          label: text('Måde at regne på'),
          amountOere: amount.nullable(),
          used: z.boolean().meta({ title: 'Brugt' }),
        }),
      )
      .meta({ title: 'Andre måder at regne på' }),
    explanation: texts('Forklaring'),
  })
  .meta({ title: 'Værdi' });

const Threshold = z
  .union([
    z.strictObject({
      kind: kind('in-force', 'I kraft'),
      day: Day,
      period: ThresholdPeriod,
      why: text('Hvorfor'),
    }),
    z.strictObject({ kind: kind('outside', 'Ingen kendt'), day: Day, message: text('Besked') }),
  ])
  .meta({ title: 'Tærskelværdi' });

const Limit = z
  .union([
    z.strictObject({
      kind: kind('known', 'Kendt'),
      amountOere: amount,
      caution: z.string().nullable().meta({ title: 'Forbehold' }),
    }),
    z.strictObject({ kind: kind('unknown', 'Ukendt'), message: text('Besked') }),
  ])
  .meta({ title: 'Grænse' });

const PurposeScreening = z.strictObject({
  purpose: Purpose,
  category: Category,
  offers: z.array(Named.extend({ value: Value })).meta({ title: 'Tilbud' }),
  sum: Amount,
  limit: Limit,
  marginOere: signed.nullable().meta({ title: 'Over grænsen', description: 'Hele øre; negativ under den.' }),
  result: ScreeningResult,
  split: z.array(Named).meta({ title: 'Kun under grænsen hver for sig' }),
  sentence: text('I ord'),
  warnings: texts('Advarsler'),
});

const OfferScreening = Named.extend({
  delivery: Delivery,
  purpose: Purpose,
  category: Category,
  value: Value.nullable(),
  result: ScreeningResult,
  onlyBecauseSummed: z.boolean().meta({ title: 'Kun fordi formålet lægges sammen' }),
  sentence: text('I ord'),
  assessments: z
    .array(Assessment.extend({ label: text('Vurdering i ord') }))
    .meta({ title: 'Rådgiverens vurderinger', description: 'Den ældste først; den sidste gælder.' }),
  standing: z
    .strictObject({
      by: inWords(z.enum(['screening', 'adviser']), {
        screening: 'Screeningen',
        adviser: 'Rådgiveren',
      }).meta({ title: 'Hvis svar' }),
      label: text('Svar'),
      sentence: text('I ord'),
    })
    .meta({ title: 'Gælder' }),
  warnings: texts('Advarsler'),
});

export const Screening = z
  .strictObject({
    noticeDate: Day.meta({ title: 'Bekendtgørelse den' }),
    threshold: Threshold,
    purposes: z.array(PurposeScreening).meta({ title: 'Formål' }),
    offers: z.array(OfferScreening).meta({ title: 'Tilbud' }),
    findings: z
      .array(
        z.strictObject({
          pointer: z.string().optional().meta({ title: 'Sted' }),
          parameter: z.string().optional().meta({ title: 'Parameter' }),
          message: text('Besked'),
        }),
      )
      .meta({ title: 'Fund' }),
    reservation: text('Forbehold'),
  })
  .meta({ id: 'Screening', title: 'Screening for udbudspligt' });

const Cost = z.strictObject({ amount: Amount, terms, missing: texts('Ukendte priser') });
const compared = {
  insourcing: Cost.meta({ title: 'Hjemtagelse' }),
  tendering: Cost.meta({ title: 'Udbud' }),
  differenceOere: signed
    .nullable()
    .meta({ title: 'Forskel', description: 'Hele øre; negativ, når hjemtagelse er billigst.' }),
};

export const InsourcingEffect = z
  .strictObject({
    years: z
      .array(
        z.strictObject({
          year: z.int().meta({ title: 'År' }),
          months: z.int().meta({ title: 'Måneder' }),
          ...compared,
        }),
      )
      .meta({ title: 'År for år' }),
    total: z.strictObject(compared).meta({ title: 'I alt' }),
    paidBackIn: z
      .string()
      .nullable()
      .meta({ title: 'Tjent hjem i', examples: ['2025-03'] }),
    screening: z
      .strictObject({
        transition: SentTerms.nullable().meta({ title: 'Køb i overgangen' }),
        before: Screening,
        after: Screening,
        changes: z
          .array(
            z.strictObject({
              purpose: Purpose,
              category: Category,
              before: PurposeScreening.nullable().meta({ title: 'Før' }),
              after: PurposeScreening.nullable().meta({ title: 'Efter' }),
              sentence: text('I ord'),
            }),
          )
          .meta({ title: 'Formål, der ændrer svar' }),
        sentence: text('I ord'),
      })
      .meta({ title: 'Virkning på screeningen' }),
    sentence: text('I ord'),
  })
  .meta({ id: 'InsourcingEffect', title: 'Hjemtagelse ved siden af udbud' });

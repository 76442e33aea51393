import { z } from '@hono/zod-openapi';
import { distanceLabels } from '../../target-groups/target-group.schema.ts';
import { Basis, Code, Source, inWords } from '../../shared/source.schema.ts';
import { Measure } from '../measure.schema.ts';
import { Period } from '../period.schema.ts';

export const meaningLabels = {
  better: 'Bedre end forventet',
  worse: 'Dårligere end forventet',
  indistinguishable: 'Kan ikke skelnes fra det forventede',
} as const;

export const meaningWords = {
  better: 'Bedre end forventet',
  worse: 'Dårligere end forventet',
  indistinguishable: 'Kan ikke skelnes',
} as const;

export const roleLabels = {
  observed: 'Observeret',
  base: 'Udgangspunkt',
  comparison: 'Sammenligning',
  'comparison-base': 'Sammenligningens udgangspunkt',
} as const;

export const stateLabels = {
  shown: 'Vist',
  hidden: 'Skjult, fordi antallet er lille eller kunne røbe et, der er',
  suppressed: 'Holdt tilbage af kilden',
  absent: 'Mangler',
} as const;

const missingLabels = {
  'no-measure': 'Ingen måling passer til gruppen',
  'no-observation': 'Tal mangler',
  hidden: 'Et tal er skjult',
  suppressed: 'Kilden har holdt et tal tilbage',
  'no-counts': 'Kun andelen er kendt',
  'no-base': 'Intet udgangspunkt',
  'base-not-earlier': 'Udgangspunktet er ikke tidligere',
  'no-comparison': 'Intet at sammenligne med',
} as const;

const warningLabels = {
  assumed: 'Antagne tal',
  'few-persons': 'Få personer',
  'broken-series': 'Brudt række',
  'changed-source': 'Skift af kilde',
  'one-offer': 'Kun ét tilbud',
  'not-complete': 'Ikke færdige tal',
  'newer-not-complete': 'Nyere tal er ikke færdige',
  'newer-not-told': 'Nyere tal er skjult',
  'share-disagrees': 'Andel og antal er uenige',
  'chance-within': 'Kun tilfældighed inden for gruppen er talt med',
  tightened: 'Grænsen er strammet',
  'structural-break': 'Brud, der gælder alle',
} as const;

const text = (title: string) => z.string().meta({ title });
const share = (title: string) =>
  z.number().meta({ title, description: 'Som brøk: 62 procent er 0,62.', examples: [0.62] });
const persons = (title: string) => z.int().nullable().meta({ title });
const Place = z.strictObject({ code: Code, title: text('Titel') }).meta({ title: 'Område' });

const Estimate = z.strictObject({
  share: share('Værdi'),
  low: share('Nedre grænse'),
  high: share('Øvre grænse'),
});

const remarks = (code: z.ZodType<string>, title: string) =>
  z.array(z.strictObject({ code: code.meta({ title: 'Slags' }), message: text('Besked') })).meta({ title });

function constant<Kind extends string>(value: Kind, word: string) {
  return z.enum([value]).meta({ title: 'Slags', 'x-enumDescriptions': { [value]: word } });
}

const Result = z
  .union([
    z.strictObject({
      kind: constant('computed', 'Regnet ud'),
      observed: Estimate.extend({
        numerator: z.int().meta({ title: 'Tæller' }),
        denominator: z.int().meta({ title: 'Nævner' }),
      }).meta({ title: 'Observeret' }),
      expected: Estimate.meta({ title: 'Forventet' }),
      effect: Estimate.meta({ title: 'Effekt', description: 'Observeret minus forventet.' }),
      verdict: inWords(z.enum(['above', 'below', 'indistinguishable']), {
        above: 'Over det forventede',
        below: 'Under det forventede',
        indistinguishable: meaningLabels.indistinguishable,
      }).meta({ title: 'Udfald' }),
      meaning: inWords(z.enum(['better', 'worse', 'indistinguishable']), meaningLabels).meta({
        title: 'Betydning',
        description: 'Udfaldet set med målingens øjne: om højere eller lavere er bedre.',
      }),
      detectable: share('Mindste forskel').meta({
        title: 'Mindste forskel',
        description: 'Den sande forskel, der ville blive fundet fire gange ud af fem.',
      }),
      chance: z.number().meta({
        title: 'Tilfælde',
        description:
          'Hvor sandsynlig en så stor forskel er, når der intet er sket: 0,05 er fem af hundrede gange.',
        examples: [0.05],
      }),
      municipalities: z.int().nullable().meta({
        title: 'Andre kommuner, der er holdt op imod',
        description: 'Tom, når kun tilfældighed inden for gruppen er regnet med.',
      }),
      tightened: z.boolean().meta({
        title: 'Grænsen er strammet',
        description: 'Forskellen ville kunne skelnes alene, men ikke blandt alle dem, der sammenlignes.',
      }),
    }),
    z.strictObject({
      kind: constant('unknown', 'Kan ikke regnes ud'),
      missing: remarks(
        inWords(
          z.enum([
            'no-measure',
            'no-observation',
            'hidden',
            'suppressed',
            'no-counts',
            'no-base',
            'base-not-earlier',
            'no-comparison',
          ]),
          missingLabels,
        ),
        'Det mangler',
      ),
    }),
  ])
  .meta({ title: 'Resultat' });

const Input = z
  .strictObject({
    role: inWords(z.enum(['observed', 'base', 'comparison', 'comparison-base']), roleLabels).meta({
      title: 'Rolle',
    }),
    area: Place,
    period: Period,
    state: inWords(z.enum(['shown', 'hidden', 'suppressed', 'absent']), stateLabels).meta({
      title: 'Tilstand',
    }),
    numerator: persons('Tæller'),
    denominator: persons('Nævner'),
    share: share('Andel').nullable(),
    interval: z
      .strictObject({ low: share('Nedre grænse'), high: share('Øvre grænse') })
      .nullable()
      .meta({ title: '95 %-interval' }),
    basis: Basis.nullable(),
    source: Source.nullable(),
  })
  .meta({ title: 'Tal, der gik ind' });

const Effect = z.strictObject({
  measure: Measure.nullable().meta({ title: 'Måling' }),
  area: Place.nullable(),
  comparisonArea: Place.nullable().meta({ title: 'Sammenlignes med' }),
  period: Period.nullable(),
  base: Period.nullable().meta({ title: 'Udgangspunkt' }),
  expectedFrom: inWords(z.enum(['development', 'stated']), {
    development: 'Gruppens udgangspunkt plus udviklingen i området, der sammenlignes med',
    stated: 'En forventning, nogen har begrundet',
  }).meta({ title: 'Forventningen kommer fra' }),
  reason: z.string().nullable().meta({ title: 'Begrundelse for forventningen' }),
  result: Result,
  assumed: z.boolean().meta({ title: 'Bygger på antagelser' }),
  inputs: z.array(Input).meta({ title: 'Tal, der gik ind' }),
  sources: z.array(Source).meta({ title: 'Kilder' }),
  warnings: remarks(
    inWords(
      z.enum([
        'assumed',
        'few-persons',
        'broken-series',
        'changed-source',
        'one-offer',
        'not-complete',
        'newer-not-complete',
        'newer-not-told',
        'share-disagrees',
        'chance-within',
        'tightened',
        'structural-break',
      ]),
      warningLabels,
    ),
    'Forbehold',
  ),
});

const inGroup = {
  group: Code.meta({ title: 'Målgruppe' }),
  name: text('Navn'),
  distance: inWords(z.enum(['near', 'further']), distanceLabels)
    .nullable()
    .meta({ title: 'Afstand til arbejdsmarkedet' }),
  offers: z.int().meta({ title: 'Tilbud til gruppen eller en del af den' }),
};

export const GroupEffect = Effect.extend(inGroup).meta({
  id: 'GroupEffect',
  title: 'En målgruppes effekt',
  description:
    'Om gruppen har bevæget sig, som det kunne forventes. Det er gruppens udvikling og aldrig et enkelt tilbuds.',
});

export const EffectOverview = z
  .strictObject({
    sentence: text('I ord'),
    assumed: z.boolean().meta({ title: 'Noget af det bygger på antagelser' }),
    tally: z
      .strictObject({
        better: z.int().meta({ title: meaningLabels.better }),
        worse: z.int().meta({ title: meaningLabels.worse }),
        indistinguishable: z.int().meta({ title: meaningLabels.indistinguishable }),
        unknown: z.int().meta({ title: 'Kan ikke regnes ud' }),
      })
      .meta({ title: 'Antal målgrupper' }),
    groups: z.array(GroupEffect).meta({ title: 'Målgrupper' }),
  })
  .meta({ id: 'EffectOverview', title: 'Alle målgruppers effekt' });

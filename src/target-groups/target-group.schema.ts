import { z } from '@hono/zod-openapi';
import { Code, Source, inWords, someOf, text } from '../shared/source.schema.ts';

export const groupKindLabels = {
  benefit: 'Ydelsesgruppe',
  part: 'Del af en ydelsesgruppe',
  'cross-cutting': 'Tværgående gruppe',
} as const;

export const distanceLabels = {
  near: 'Tæt på arbejdsmarkedet',
  further: 'Længere væk fra arbejdsmarkedet',
} as const;

export const headcountUnitLabels = {
  'full-year-persons': 'helårspersoner',
  'full-time-persons': 'fuldtidspersoner',
  persons: 'personer',
  students: 'kursister',
  'full-year-students': 'årskursister',
  'full-year-places': 'årspladser',
} as const;

export const headcountKindLabels = {
  budget: 'Budget',
  'original-budget': 'Oprindeligt budget',
  'revised-budget': 'Korrigeret budget',
  accounts: 'Regnskab',
  statistic: 'Statistik',
  register: 'Administrativ opgørelse',
  forecast: 'Forventning',
  agreement: 'Aftale',
  capacity: 'Kapacitet',
} as const;

const HeadcountUnit = inWords(
  z.enum([
    'full-year-persons',
    'full-time-persons',
    'persons',
    'students',
    'full-year-students',
    'full-year-places',
  ]),
  headcountUnitLabels,
).meta({ title: 'Enhed', examples: ['full-year-persons'] });

const HeadcountKind = inWords(
  z.enum([
    'budget',
    'original-budget',
    'revised-budget',
    'accounts',
    'statistic',
    'register',
    'forecast',
    'agreement',
    'capacity',
  ]),
  headcountKindLabels,
).meta({ title: 'Opgørelse', examples: ['budget'] });

const Period = z
  .string()
  .regex(
    /^\d{4}(-\d{2}(-\d{2})?)?(\/\d{4}(-\d{2})?)?$/,
    'Skriv år, måned eller dag: 2023, 2023-08 eller 2023-03-23.',
  )
  .meta({ title: 'Periode eller dato', examples: ['2023'] });

/** How persons are counted: the same unit, kind and period for all groups, or the counts cannot be added. */
export const CountBasis = z
  .strictObject({ unit: HeadcountUnit, kind: HeadcountKind, period: Period })
  .meta({ title: 'Opgørelse af personer' });
export type CountBasis = z.infer<typeof CountBasis>;

export const Headcount = z
  .strictObject({
    count: z
      .int()
      .min(0)
      .max(10_000_000)
      .meta({ title: 'Antal', examples: [1110] }),
    unit: HeadcountUnit,
    kind: HeadcountKind,
    period: Period,
    note: text(500)
      .nullable()
      .meta({ title: 'Bemærkning', examples: [null] }),
    source: Source,
  })
  .meta({ title: 'Personantal' });
export type Headcount = z.infer<typeof Headcount>;

export const InPartition = z.boolean().meta({
  title: 'Hører til en fuld opdeling',
  description:
    'De dele, der er mærket sådan, er tilsammen hele den overordnede gruppe og overlapper ikke. Så bliver den overordnede gruppes tal lagt sammen af deres.',
  examples: [false],
});

export const NewTargetGroup = z
  .strictObject({
    code: Code,
    name: text(200, 1).meta({ title: 'Navn', examples: ['Forsikrede ledige'] }),
    kind: inWords(z.enum(['benefit', 'part', 'cross-cutting']), groupKindLabels).meta({
      title: 'Slags',
      description:
        'Ydelsesgrupperne deler borgerne mellem sig. En del hører til én ydelsesgruppe. En tværgående gruppe tælles for sig.',
      examples: ['benefit'],
    }),
    parent: Code.nullable().meta({ title: 'Overordnet gruppe', examples: [null] }),
    inPartition: InPartition.optional(),
    comprises: z
      .array(Code)
      .max(100)
      .optional()
      .meta({
        title: 'Er summen af',
        description:
          'Andre grupper, som den lægger sammen, uden at de ligger under den. Så kan et lille tal ikke findes ved at trække dem fra hinanden.',
        examples: [[]],
      }),
    distance: inWords(z.enum(['near', 'further']), distanceLabels)
      .nullable()
      .meta({ title: 'Afstand til arbejdsmarkedet', examples: ['near'] }),
    description: text(2000)
      .nullable()
      .meta({ title: 'Beskrivelse', examples: [null] }),
    headcounts: z.array(Headcount).max(100).meta({ title: 'Personantal' }),
    sources: z.array(Source).max(20).meta({ title: 'Kilder' }),
  })
  .meta({ id: 'NewTargetGroup', title: 'Ny målgruppe' });
export type NewTargetGroup = z.infer<typeof NewTargetGroup>;

export const TargetGroup = NewTargetGroup.meta({ id: 'TargetGroup', title: 'Målgruppe' });
export type TargetGroupView = z.infer<typeof TargetGroup>;

export const TargetGroupChange = someOf(NewTargetGroup.omit({ code: true }).partial()).meta({
  id: 'TargetGroupChange',
  title: 'Rettelse af målgruppe',
});
export type TargetGroupChange = z.infer<typeof TargetGroupChange>;

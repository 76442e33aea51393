import { z } from '@hono/zod-openapi';
import { Code, Day, Source, inWords, text } from '../../shared/source.schema.ts';
import { Period } from '../period.schema.ts';

const goalTargetKindLabels = {
  local: 'Lokalt mål',
  'language-centre': 'Mål for Sprogcenter Randers',
  supervision: 'Skærpet tilsyn',
  'housing-plan': 'Mål i den boligsociale helhedsplan',
  minister: 'Ministermål',
  'global-goal': 'Verdensmål',
  policy: 'Politikkens mål',
} as const;

export const goalStatusLabels = {
  met: 'Nået',
  'not-met': 'Ikke nået',
  'cannot-be-computed': 'Kan ikke gøres op',
} as const;

const directionLabels = { 'at-least': 'Mindst', 'at-most': 'Højst' } as const;

export const GoalTargetKind = inWords(
  z.enum(['local', 'language-centre', 'supervision', 'housing-plan', 'minister', 'global-goal', 'policy']),
  goalTargetKindLabels,
).meta({ title: 'Slags mål' });
export type GoalTargetKind = z.infer<typeof GoalTargetKind>;

export const GoalStatusName = inWords(
  z.enum(['met', 'not-met', 'cannot-be-computed']),
  goalStatusLabels,
).meta({ title: 'Status' });
export type GoalStatusName = z.infer<typeof GoalStatusName>;

const why = text(1000, 1);

/** What a reading of a goal looks at. */
const Looked = z.discriminatedUnion('kind', [
  /** The newest figure of a measure for a period that ends from `from` to `by`. */
  z.strictObject({
    kind: z.literal('measure'),
    measure: Code,
    targetGroup: Code,
    area: Code,
    from: Day,
    by: Day,
  }),
  /** A figure a document has printed; `rest` is what it leaves of a hundred percent. */
  z.strictObject({ kind: z.literal('figure'), figure: Code, as: z.enum(['share', 'rest', 'value']) }),
  /** Other goals: met when all of one of the lists are. */
  z.strictObject({ kind: z.literal('goals'), anyOf: z.array(z.array(Code).min(1)).min(1) }),
  z.strictObject({ kind: z.literal('nothing'), missing: why }),
]);

const margin = z.number().min(-100).max(100);

/** What it is held against. Percent where a share is looked at, otherwise the unit of the figure. */
const Against = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), value: z.number() }),
  z.strictObject({ kind: z.literal('area'), area: Code, marginPoints: margin }),
  z.strictObject({ kind: z.literal('own-past'), period: Period, marginPoints: margin }),
  z.strictObject({ kind: z.literal('figure'), figure: Code, marginPoints: margin }),
  z.strictObject({ kind: z.literal('unknown'), missing: why }),
]);

const Reading = z.strictObject({
  wording: text(400, 1),
  looked: Looked,
  against: Against.nullable(),
  direction: z.enum(['at-least', 'at-most']),
  /** Exactly on the target is not enough. */
  strict: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

/** A goal as a plan states it, with each way it can be read; `used` counts the readings from 0. */
export const GoalTarget = z.strictObject({
  code: Code,
  title: text(400, 1),
  kind: GoalTargetKind,
  plan: text(20, 1),
  partOf: Code.nullable(),
  readings: z.array(Reading).min(1).max(5),
  used: z.int().min(0).max(4),
  usedBecause: text(1000).nullable(),
  note: text(1000).nullable(),
  sources: z.array(Source).min(1).max(20),
});
export type GoalTarget = z.infer<typeof GoalTarget>;

const Amount = z.strictObject({
  value: z.number().meta({ title: 'Værdi' }),
  unit: z.string().meta({ title: 'Enhed' }),
  what: z.string().meta({ title: 'Hvad tallet er' }),
  period: z.string().nullable().meta({ title: 'Periode' }),
  numerator: z.int().nullable().meta({ title: 'Tæller' }),
  denominator: z.int().nullable().meta({ title: 'Nævner' }),
  statedShare: z.number().nullable().meta({ title: 'Oplyst andel i procent' }),
  sources: z.array(Source).meta({ title: 'Kilder' }),
});

const JudgedReading = z
  .strictObject({
    wording: z.string().meta({ title: 'Læsning' }),
    used: z.boolean().meta({ title: 'Den, der bruges' }),
    status: GoalStatusName,
    direction: inWords(z.enum(['at-least', 'at-most']), directionLabels).meta({ title: 'Retning' }),
    strict: z.boolean().meta({ title: 'Lige på målet er ikke nok' }),
    figure: Amount.nullable().meta({ title: 'Tallet' }),
    target: Amount.nullable().meta({ title: 'Målet' }),
    goals: z
      .array(z.strictObject({ goal: Code.meta({ title: 'Mål' }), status: GoalStatusName }))
      .meta({ title: 'Mål, det afhænger af' }),
    missing: z.array(z.string()).meta({ title: 'Det mangler' }),
  })
  .meta({ title: 'Læsning af et mål' });
export type JudgedReading = z.infer<typeof JudgedReading>;
export type Amount = z.infer<typeof Amount>;

export const GoalStatus = z
  .strictObject({
    code: Code,
    title: z.string().meta({ title: 'Titel' }),
    kind: GoalTargetKind,
    plan: z.string().meta({ title: 'Plan', examples: ['2023'] }),
    partOf: Code.nullable().meta({ title: 'Del af' }),
    status: GoalStatusName,
    targetGroups: z.array(Code).meta({ title: 'Målgrupper' }),
    readings: z.array(JudgedReading).meta({ title: 'Læsninger' }),
    usedBecause: z.string().nullable().meta({ title: 'Hvorfor den læsning bruges' }),
    note: z.string().nullable().meta({ title: 'Bemærkning' }),
    sources: z.array(Source).meta({ title: 'Kilder' }),
  })
  .meta({
    id: 'GoalStatus',
    title: 'Mål med status',
    description: 'Status er regnet ud af tal, der må vises; en antagelse afgør aldrig et mål.',
  });
export type GoalStatus = z.infer<typeof GoalStatus>;

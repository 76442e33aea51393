import { z } from '@hono/zod-openapi';
import { Balance } from '../../balance/balance.schema.ts';
import { Code, Year, inWords } from '../../shared/source.schema.ts';
import { departureLabels, Objective, OfferCode, Question } from './question.schema.ts';

const stateLabels = {
  waiting: 'Venter',
  running: 'Regner',
  done: 'Færdig',
  cancelled: 'Annulleret',
  failed: 'Gik i stå',
} as const;

const methodLabels = {
  whole: 'Hele grænsen, nøjagtigt',
  'whole-in-steps': 'Hele grænsen i de trin, der er regnet i',
  spaced: 'Nøjagtige punkter med andre imellem',
  approximate: 'Tilnærmelse',
} as const;

const placeLabels = {
  on: 'På grænsen',
  below: 'Noget er bedre',
  matched: 'Bryder et krav; det bedste, der ikke gør, er lige så godt',
  outside: 'Bryder et krav; intet, der ikke gør, er lige så godt',
  unknown: 'Ikke vist i tiden',
} as const;

const standingLabels = { all: 'I alle', some: 'I nogle', none: 'I ingen' } as const;

const changeLabels = {
  without: 'Uden kravet',
  'million-more': 'Rammen en million større',
  'million-less': 'Rammen en million mindre',
} as const;

const Count = z.int().min(0);

const Sentence = z.string().meta({ title: 'I ord' });
const Value = z.number().meta({ title: 'Værdi', description: 'Personer, vægtede pladser eller hele øre.' });

const Values = z
  .strictObject({
    persons: Count.meta({
      title: 'Personer dækket af en plads',
      description: 'Så mange personer kan højst få en plads; ingen tælles to gange.',
    }),
    evidence: Count.meta({ title: 'Pladser, vægtet med evidens' }),
    costOere: z.int().min(0).meta({ title: 'Kendt udgift', description: 'Hele øre, over alle årene.' }),
  })
  .meta({ title: 'Værdier' });

const Difference = z
  .strictObject({
    objective: Objective,
    before: Value.meta({ title: 'Uden ændringen' }),
    after: Value.nullable().meta({
      title: 'Med ændringen',
      description: 'Tom, når det ikke kan lade sig gøre.',
    }),
  })
  .meta({ title: 'Forskel' });

const ChosenOffer = z
  .strictObject({
    code: OfferCode,
    places: Count.nullable().meta({ title: 'Pladser om året', description: 'Tom, når de ikke er kendt.' }),
  })
  .meta({ title: 'Valgt tilbud' });

const FoundPoint = z
  .strictObject({
    number: z.int().min(1).meta({ title: 'Nummer' }),
    sentence: Sentence,
    values: Values,
    years: z
      .array(
        z.strictObject({
          year: Year,
          frameOere: z.int().min(0).meta({ title: 'Ramme' }),
          costOere: z.int().min(0).meta({ title: 'Udgift' }),
        }),
      )
      .meta({ title: 'År for år' }),
    gapPercent: z
      .number()
      .min(0)
      .nullable()
      .meta({ title: 'Højst så langt fra det bedste, procent', description: 'Tom, når det ikke vides.' }),
    offers: z.array(ChosenOffer).meta({ title: 'Hele viften' }),
    dropped: z.array(OfferCode).meta({ title: 'Bortfalder' }),
    scaled: z
      .array(
        z.strictObject({
          offer: OfferCode,
          from: Count.meta({ title: 'Pladser i dag' }),
          to: Count.meta({ title: 'Pladser' }),
        }),
      )
      .meta({ title: 'Andet antal pladser' }),
    groups: z
      .array(
        z.strictObject({
          group: Code.meta({ title: 'Målgruppe' }),
          before: Count.meta({ title: 'Kendte pladser i dag' }),
          after: Count.meta({ title: 'Kendte pladser' }),
        }),
      )
      .meta({ title: 'Målgruppernes pladser', description: 'Delenes pladser er talt med.' }),
  })
  .meta({ title: 'Punkt på grænsen' });

const Texts = z.array(z.string());

const FrontierAnswer = z
  .strictObject({
    kind: z.literal('frontier').meta({ title: 'Svarets art' }),
    sentence: Sentence,
    years: z.array(Year).meta({ title: 'År' }),
    objectives: z.array(Objective).meta({ title: 'Mål' }),
    demands: Texts.meta({ title: 'Krav' }),
    method: inWords(z.enum(['whole', 'whole-in-steps', 'spaced', 'approximate']), methodLabels).meta({
      title: 'Metode',
    }),
    isLate: z.boolean().meta({ title: 'Tiden var brugt, før alt var regnet ud' }),
    lost: Count.meta({
      title: 'Delspørgsmål uden svar',
      description: 'Som løseren heller ikke kunne svare på, da den blev spurgt igen.',
    }),
    steps: z
      .array(
        z.strictObject({
          offer: OfferCode,
          step: Count.nullable().meta({ title: 'Trin', description: 'Tomt: kun udvalgte antal.' }),
        }),
      )
      .meta({ title: 'Tilbud, der kun er flyttet i trin' }),
    assumptions: Texts.meta({ title: 'Antagelser' }),
    today: z
      .strictObject({
        values: Values,
        broken: Texts.meta({ title: 'Krav, viften i dag bryder' }),
        place: inWords(z.enum(['on', 'below', 'matched', 'outside', 'unknown']), placeLabels).meta({
          title: 'Hvor viften i dag ligger',
        }),
      })
      .meta({ title: 'Viften i dag' }),
    points: z.array(FoundPoint).meta({ title: 'Punkter' }),
    reference: z
      .int()
      .min(1)
      .nullable()
      .meta({ title: 'Det bedste punkt, der ikke er dårligere end i dag på de andre mål' }),
    standings: z
      .array(
        z.strictObject({
          offer: OfferCode,
          standing: inWords(z.enum(['all', 'some', 'none']), standingLabels).meta({
            title: 'Med i de efficiente vifter',
          }),
          isProved: z.boolean().meta({
            title: 'Vist om alle efficiente vifter',
            description: 'Ellers om de viste punkter og det, der er lige så godt som dem.',
          }),
          points: Count.meta({ title: 'Viste punkter, det er med i' }),
        }),
      )
      .meta({ title: 'Tilbuddene' }),
    departures: z
      .array(
        z.strictObject({
          kind: inWords(z.enum(['keep', 'drop']), departureLabels).meta({ title: 'Afvigelse' }),
          offer: OfferCode,
          sentence: Sentence,
          isPossible: z.boolean().meta({ title: 'Kan forenes med kravene' }),
          collides: Texts.meta({ title: 'Krav, den støder sammen med' }),
          against: z.int().min(1).nullable().meta({ title: 'Målt mod punkt' }),
          differences: z.array(Difference).meta({
            title: 'Forskelle',
            description:
              'Hver for sig, med de andre mål mindst lige så gode; tom, når det ikke kan lade sig gøre.',
          }),
          alone: z
            .array(z.strictObject({ objective: Objective, before: Values, after: Values }))
            .meta({ title: 'Det bedste på hvert mål, når de andre ikke kan holdes' }),
        }),
      )
      .meta({ title: 'Hvad afvigelserne koster' }),
    prices: z
      .array(
        z.strictObject({
          demands: Texts.meta({ title: 'Krav' }),
          change: inWords(z.enum(['without', 'million-more', 'million-less']), changeLabels).meta({
            title: 'Ændring',
          }),
          sentence: Sentence,
          differences: z.array(Difference).meta({ title: 'Forskelle' }),
        }),
      )
      .meta({ title: 'Hvad kravene koster' }),
  })
  .meta({ title: 'Grænsen' });

const CollisionAnswer = z
  .strictObject({
    kind: z.literal('collision').meta({ title: 'Svarets art' }),
    sentence: Sentence,
    demands: Texts.meta({ title: 'Krav, der ikke kan holdes sammen' }),
    helps: Texts.meta({
      title: 'Hvad der ville hjælpe',
      description: 'For hvert krav, med alle andre holdt.',
    }),
    giveUp: Texts.meta({ title: 'Krav at slippe, så alle andre kan holdes' }),
    isLate: z.boolean().meta({ title: 'Tiden var brugt, før mængden var mindst mulig' }),
  })
  .meta({ title: 'Krav, der støder sammen' });

const NothingAnswer = z
  .strictObject({
    kind: z.literal('nothing-in-time').meta({ title: 'Svarets art' }),
    sentence: Sentence,
  })
  .meta({ title: 'Intet fundet i tide' });

export const OptimumRun = z
  .strictObject({
    code: Code.meta({ title: 'Kørsel' }),
    portfolio: Code.meta({ title: 'Tilbudsvifte' }),
    state: inWords(z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']), stateLabels).meta({
      title: 'Tilstand',
    }),
    progress: z
      .strictObject({
        points: Count.meta({ title: 'Punkter fundet' }),
        questions: Count.meta({ title: 'Delspørgsmål regnet' }),
      })
      .meta({ title: 'Fremgang' }),
    question: Question,
    answer: z
      .discriminatedUnion('kind', [FrontierAnswer, CollisionAnswer, NothingAnswer])
      .nullable()
      .meta({ title: 'Svar' }),
  })
  .meta({ id: 'OptimumRun', title: 'Optimum' });
export type OptimumRunView = z.infer<typeof OptimumRun>;
export type OptimumAnswer = NonNullable<OptimumRunView['answer']>;
export type Frontier = Extract<OptimumAnswer, { kind: 'frontier' }>;
export type Point = Frontier['points'][number];

export const OptimumPoint = z
  .strictObject({ point: FoundPoint, balance: Balance })
  .meta({ id: 'OptimumPoint', title: 'Punkt med sine balancer' });

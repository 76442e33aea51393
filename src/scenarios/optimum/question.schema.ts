import { z } from '@hono/zod-openapi';
import { certaintyLabels, Certainty, Delivery, PurposeType } from '../../offers/offer.schema.ts';
import { Code, Oere, Year, inWords } from '../../shared/source.schema.ts';
import { fixedAmountsLabels } from '../scenario.schema.ts';

export const objectiveLabels = {
  persons: 'Flest personer dækket af en plads',
  evidence: 'Flest pladser, vægtet med evidens',
  cost: 'Lavest udgift',
} as const;

export const departureLabels = { keep: 'Behold', drop: 'Lad bortfalde' } as const;

export const OfferCode = Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] });
const Offers = z
  .array(OfferCode)
  .max(500)
  .meta({ examples: [[]] });
const Percent = z.int().min(0).max(100);
const Places = z.int().min(0).max(100_000);
const shareBounds = {
  minPercent: Percent.meta({ title: 'Mindst, procent af pengene', examples: [0] }),
  maxPercent: Percent.meta({ title: 'Højst, procent af pengene', examples: [100] }),
};

export const Objective = inWords(z.enum(['persons', 'evidence', 'cost']), objectiveLabels).meta({
  title: 'Mål',
  examples: ['persons'],
});

const Weight = z.int().min(0).max(100);

/** Everything that can be asked of an optimum. */
export const Question = z
  .strictObject({
    year: Year.nullable().meta({ title: 'År', description: 'Tomt: alle viftens år.', examples: [null] }),
    objectives: z
      .array(Objective)
      .min(2, 'Vælg mindst to mål at veje mod hinanden.')
      .max(3)
      .meta({
        title: 'Mål, der vejes mod hinanden',
        description: 'To giver den nøjagtige grænse, tre en tilnærmelse. Det første tegnes opad.',
        examples: [['persons', 'cost']],
      }),
    weights: z
      .strictObject({
        strong: Weight.meta({ title: certaintyLabels.strong, examples: [4] }),
        moderate: Weight.meta({ title: certaintyLabels.moderate, examples: [3] }),
        indication: Weight.meta({ title: certaintyLabels.indication, examples: [2] }),
        conflicting: Weight.meta({ title: certaintyLabels.conflicting, examples: [1] }),
        uncertain: Weight.meta({ title: certaintyLabels.uncertain, examples: [1] }),
        'not-assessed': Weight.meta({ title: certaintyLabels['not-assessed'], examples: [0] }),
      })
      .meta({
        title: 'Evidensens vægte',
        description:
          'Hvad en plads tæller efter, hvor sikker viden der er om tilbuddet. Et tilbud uden virkning eller med negativ virkning tæller 0.',
      }),
    frames: z
      .array(
        z
          .strictObject({ year: Year, amountOere: Oere.meta({ title: 'Ramme', examples: [7_550_000_000] }) })
          .meta({ title: 'Ramme' }),
      )
      .max(10)
      .meta({
        title: 'Rammer',
        description: 'Et år, der ikke nævnes, har viftens egen ramme.',
        examples: [[]],
      }),
    keep: Offers.meta({ title: 'Tilbud, der skal beholdes' }),
    drop: Offers.meta({ title: 'Tilbud, der skal bortfalde' }),
    places: z
      .array(
        z
          .strictObject({
            offer: OfferCode,
            min: Places.meta({ title: 'Mindst, pladser', examples: [20] }),
            max: Places.meta({ title: 'Højst, pladser', examples: [60] }),
          })
          .meta({ title: 'Pladser i et tilbud' }),
      )
      .max(500)
      .meta({ title: 'Pladser i enkelte tilbud', description: 'Når tilbuddet er med.', examples: [[]] }),
    minPlacesPercent: Percent.meta({
      title: 'Færrest pladser, procent af i dag',
      description: 'En antagelse: viften siger ikke, hvor få pladser et tilbud kan have.',
      examples: [50],
    }),
    maxPlacesPercent: z
      .int()
      .min(100, 'Skriv mindst 100: et tilbud kan altid have de pladser, det har.')
      .max(500)
      .meta({
        title: 'Flest pladser, procent af i dag',
        description: 'En antagelse: viften siger ikke, hvor mange pladser et tilbud kan have.',
        examples: [150],
      }),
    fixedAmounts: inWords(z.enum(['stay', 'follow']), fixedAmountsLabels).meta({
      title: 'Faste beløb',
      description: 'Står de, får et tilbud, der kun har faste beløb, ikke et andet antal pladser.',
      examples: ['stay'],
    }),
    coverage: z
      .array(
        z
          .strictObject({
            group: Code.meta({ title: 'Målgruppe', examples: ['forsikrede-ledige'] }),
            places: Places.meta({ title: 'Mindst, pladser om året', examples: [40] }),
          })
          .meta({ title: 'Dækning af en målgruppe' }),
      )
      .max(200)
      .meta({ title: 'Mindste dækning', description: 'Pladser i gruppen og dens dele.', examples: [[]] }),
    keepCoveragePercent: Percent.meta({
      title: 'Hver målgruppe beholder mindst, procent af sine pladser',
      description: '80: ingen målgruppe mister mere end 20 %. 0: en målgruppe kan miste alle sine pladser.',
      examples: [80],
    }),
    purposeShares: z
      .array(z.strictObject({ purpose: PurposeType, ...shareBounds }).meta({ title: 'Formålets andel' }))
      .max(20)
      .meta({ title: 'Andele efter formål', examples: [[]] }),
    evidenceShares: z
      .array(
        z
          .strictObject({
            certainties: z.array(Certainty).min(1).max(6).meta({ title: 'Sikkerhed' }),
            ...shareBounds,
          })
          .meta({ title: 'Evidensens andel' }),
      )
      .max(20)
      .meta({ title: 'Andele efter evidens', examples: [[]] }),
    deliveryShares: z
      .array(z.strictObject({ delivery: Delivery, ...shareBounds }).meta({ title: 'Leveranceformens andel' }))
      .max(20)
      .meta({ title: 'Andele efter leveranceform', examples: [[]] }),
    exclusive: z
      .array(
        z
          .strictObject({
            offers: z.array(OfferCode).min(2).max(50).meta({ title: 'Tilbud' }),
          })
          .meta({ title: 'Højst ét af dem' }),
      )
      .max(20)
      .meta({ title: 'Tilbud, der udelukker hinanden', examples: [[]] }),
    minPersons: z
      .int()
      .min(0)
      .max(10_000_000)
      .nullable()
      .meta({ title: 'Personer dækket af en plads, mindst', examples: [null] }),
    departures: z
      .array(
        z
          .strictObject({
            kind: inWords(z.enum(['keep', 'drop']), departureLabels).meta({ title: 'Afvigelse' }),
            offer: OfferCode,
          })
          .meta({ title: 'Afvigelse' }),
      )
      .max(10)
      .meta({
        title: 'Hvad ville det koste at',
        description: 'Beholde eller undvære et bestemt tilbud.',
        examples: [[]],
      }),
    prices: z.boolean().meta({
      title: 'Regn ud, hvad hvert krav koster',
      description: 'Også hvad den sidste million gør.',
      examples: [false],
    }),
    points: z
      .int()
      .min(2)
      .max(1000)
      .meta({
        title: 'Punkter på grænsen, højst',
        description: 'Har grænsen ikke flere, findes de alle; ellers så mange, spredt ud over den.',
        examples: [25],
      }),
    gapPercent: z
      .number()
      .min(0)
      .max(10)
      .meta({
        title: 'Højst så langt fra det bedste, procent',
        description: '0: nøjagtigt. Mere er hurtigere for en stor vifte.',
        examples: [0],
      }),
    seconds: z
      .int()
      .min(1)
      .max(60)
      .meta({
        title: 'Sekunder til grænsen, højst',
        description:
          'Er tiden brugt, svares der med det bedste, der er fundet. Følgerne får højst det halve oveni.',
        examples: [20],
      }),
  })
  .meta({ id: 'Question', title: 'Spørgsmål til det optimale' });
export type Question = z.infer<typeof Question>;

export const plainQuestion: Question = {
  year: null,
  objectives: ['persons', 'cost'],
  weights: { strong: 4, moderate: 3, indication: 2, conflicting: 1, uncertain: 1, 'not-assessed': 0 },
  frames: [],
  keep: [],
  drop: [],
  places: [],
  minPlacesPercent: 50,
  maxPlacesPercent: 150,
  fixedAmounts: 'stay',
  coverage: [],
  keepCoveragePercent: 80,
  purposeShares: [],
  evidenceShares: [],
  deliveryShares: [],
  exclusive: [],
  minPersons: null,
  departures: [],
  prices: false,
  points: 25,
  gapPercent: 0,
  seconds: 20,
};

export const NewOptimum = Question.partial().meta({
  id: 'NewOptimum',
  title: 'Nyt spørgsmål til det optimale',
  description: 'Det, der ikke sendes, er som i et spørgsmål uden særlige krav.',
});

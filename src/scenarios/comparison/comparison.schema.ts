import { z } from '@hono/zod-openapi';
import { Balance } from '../../balance/balance.schema.ts';
import { Commitment } from '../../offers/commitment.schema.ts';
import { Code, Day, Oere, Year, inWords } from '../../shared/source.schema.ts';
import type { Comparison as ComparisonFigures } from './comparison.ts';
import type { ConsequenceKind } from './consequences.ts';
import { Status } from '../scenario.schema.ts';

export const consequenceLabels: Readonly<Record<ConsequenceKind, string>> = {
  'statutory-dropped': 'Lovpligtigt tilbud',
  'stays-in-tender': 'Bliver stående i udbuddet',
  'contract-runs-on': 'Kontrakt løber videre',
  'contract-binds': 'Kontrakt binder',
  'duty-arises': 'Ny udbudspligt',
  'duty-falls-away': 'Udbudspligt falder bort',
  'screening-changes': 'Screening ændres',
  'terms-stand': 'Kontraktvilkår står',
  'groups-without-offers': 'Uden tilbud',
  'groups-without-general': 'Uden generelt tilbud',
  'groups-without-specialised': 'Uden specialiseret tilbud',
  'groups-won': 'Får tilbud',
};

const Left = z.int().meta({
  title: 'Tilbage',
  description: 'Hele øre; negativ, når rammen er brudt.',
  examples: [150_000_000],
});
const Amount = Oere.nullable().meta({ title: 'Beløb', description: 'Hele øre; tom, når prisen er ukendt.' });
const Places = z.int().min(0).nullable().meta({ title: 'Pladser om året' });
const Name = z.string().meta({ title: 'Navn' });
const OfferCode = Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] });
const Sentence = z.string().meta({ title: 'I ord' });

const Frame = z
  .strictObject({
    ...Balance.shape.budget.shape.years.element.shape,
    leftOere: Left,
    commitments: z.array(Commitment).meta({ title: 'Forpligtelser' }),
    isKept: z.boolean().meta({ title: 'Er rammen holdt' }),
    sentence: Sentence,
  })
  .meta({ title: 'Rammen i et år' });

const Named = z.strictObject({ offer: OfferCode, name: Name });

const coverage = Balance.shape.coverage;
const Coverage = coverage
  .extend({
    rows: z
      .array(
        coverage.shape.rows.element.pick({
          group: true,
          kind: true,
          persons: true,
          places: true,
          offersWithoutPlaces: true,
          offers: true,
          amountOere: true,
          served: true,
          general: true,
          specialised: true,
        }),
      )
      .meta({ title: 'Målgrupper' }),
  })
  .meta({ title: 'Dækning pr. målgruppe' });

const Alternative = z
  .strictObject({
    scenario: Code.nullable().meta({ title: 'Scenarie', description: 'Tom for viften, som den er i dag.' }),
    name: Name,
    reason: z.string().nullable().meta({ title: 'Begrundelse' }),
    status: Status.nullable(),
    frames: z.array(Frame).meta({ title: 'Rammen år for år' }),
    covered: z
      .strictObject({
        low: z.int().min(0).meta({ title: 'Mindst' }),
        high: z.int().min(0).meta({ title: 'Højst' }),
      })
      .nullable()
      .meta({
        title: 'Personer i grupper med tilbud',
        description: 'I de grupper, mindst ét tilbud er for; ens tal er et præcist antal.',
      }),
    placed: z
      .int()
      .min(0)
      .meta({
        title: 'Personer dækket af en plads',
        description:
          'Flest personer, der kan få en plads, ingen talt to gange; et ukendt antal pladser tæller ikke med.',
        examples: [2010],
      }),
    balance: Balance.omit({ inputs: true, coverage: true })
      .extend({ coverage: Coverage })
      .meta({ title: 'Balancer' }),
    dropped: z.array(Named).meta({ title: 'Bortfalder' }),
    added: z.array(Named).meta({ title: 'Kommer til' }),
    changed: z
      .array(
        z.strictObject({
          offer: OfferCode,
          name: Name,
          places: z.strictObject({ before: Places, after: Places }).meta({ title: 'Pladser' }),
          years: z
            .array(z.strictObject({ year: Year, beforeOere: Amount, afterOere: Amount }))
            .meta({ title: 'Pris år for år' }),
        }),
      )
      .meta({ title: 'Ændres' }),
    consequences: z
      .array(
        z.strictObject({
          kind: inWords(
            z.enum([
              'statutory-dropped',
              'stays-in-tender',
              'contract-runs-on',
              'contract-binds',
              'duty-arises',
              'duty-falls-away',
              'screening-changes',
              'terms-stand',
              'groups-without-offers',
              'groups-without-general',
              'groups-without-specialised',
              'groups-won',
            ]),
            consequenceLabels,
          ).meta({ title: 'Følge' }),
          offers: z.array(OfferCode).meta({ title: 'Tilbud, det handler om' }),
          sentence: Sentence,
          source: z.string().meta({ title: 'Kilde' }),
        }),
      )
      .meta({ title: 'Følger' }),
    differences: z
      .array(
        z.strictObject({
          offer: OfferCode.nullable(),
          name: Name,
          sentence: Sentence,
        }),
      )
      .meta({ title: 'Viften er ændret siden', description: 'Siden scenariet blev lavet på den.' }),
  })
  .meta({ title: 'Viften i dag, eller et scenarie' });

export const Comparison = z
  .strictObject({
    year: Year.nullable().meta({ title: 'År', description: 'Tom for alle vifteårene under ét.' }),
    noticeDate: Day.meta({ title: 'Bekendtgørelse den' }),
    decideBy: z
      .strictObject({
        tender: Code.meta({ title: 'Udbud' }),
        tenderTitle: z.string().meta({ title: 'Udbuddets titel' }),
        phase: z
          .strictObject({
            number: z.int().meta({ title: 'Nummer' }),
            title: z.string().meta({ title: 'Titel' }),
          })
          .meta({ title: 'Fase' }),
        meeting: z
          .strictObject({
            day: Day.meta({ title: 'Møde' }),
            paperDeadline: Day.meta({ title: 'Sagsfrist' }),
          })
          .nullable()
          .meta({ title: 'Det sidste mulige møde' }),
        isPast: z.boolean().meta({ title: 'Er det passeret' }),
        sentence: Sentence,
      })
      .nullable()
      .meta({ title: 'Skal besluttes senest', description: 'Tom, når intet udbud venter på en beslutning.' }),
    today: Alternative,
    scenarios: z.array(Alternative).meta({ title: 'Scenarier' }),
    reservation: z.string().meta({ title: 'Forbehold' }),
  })
  .meta({ id: 'Comparison', title: 'Sammenligning af scenarier' }) satisfies z.ZodType<ComparisonFigures>;

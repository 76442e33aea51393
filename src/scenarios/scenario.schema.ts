import { z } from '@hono/zod-openapi';
import {
  Breadth,
  Certainty,
  Delivery,
  Evidence,
  NewOffer,
  Offer,
  PriceLine,
  PurposeType,
} from '../offers/offer.schema.ts';
import { BudgetFrame } from '../offers/portfolio.schema.ts';
import { Code, Day, Oere, Year, inWords, someOf, text } from '../shared/source.schema.ts';

export const statusLabels = {
  draft: 'Kladde',
  presented: 'Forelagt',
  chosen: 'Valgt',
  rejected: 'Forkastet',
} as const;

export const fixedAmountsLabels = {
  stay: 'Faste beløb står, som de er',
  follow: 'Faste beløb følger pladserne',
} as const;

const OfferCode = Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] });

const Drop = z
  .strictObject({ kind: z.literal('drop').meta({ title: 'Ændring', examples: ['drop'] }), offer: OfferCode })
  .meta({ title: 'Tilbuddet bortfalder' });

const Add = z
  .strictObject({
    kind: z.literal('add').meta({ title: 'Ændring', examples: ['add'] }),
    offer: NewOffer,
  })
  .meta({ title: 'Et nyt tilbud kommer til' });

export const Scale = z
  .strictObject({
    kind: z.literal('scale').meta({ title: 'Ændring', examples: ['scale'] }),
    offer: OfferCode,
    places: z
      .int()
      .min(1, 'Skriv mindst 1 plads. Skal tilbuddet helt væk, så lad det bortfalde.')
      .max(100_000, 'Skriv højst 100.000 pladser.')
      .meta({ title: 'Pladser om året', examples: [60] }),
    fixedAmounts: inWords(z.enum(['stay', 'follow']), fixedAmountsLabels).meta({
      title: 'Faste beløb',
      description: 'Prislinjer pr. uge og deltager følger altid pladserne.',
      examples: ['stay'],
    }),
  })
  .meta({ title: 'Tilbuddet får et andet antal pladser' });

const Reprice = z
  .strictObject({
    kind: z.literal('reprice').meta({ title: 'Ændring', examples: ['reprice'] }),
    offer: OfferCode,
    priceLines: z.array(PriceLine).min(1).max(100).meta({
      title: 'Prislinjer',
      description: 'De træder i stedet for tilbuddets prislinjer i de år, de nævner.',
    }),
  })
  .meta({ title: 'Tilbuddet får en ny pris' });

export const ScenarioChange = z
  .discriminatedUnion('kind', [Drop, Add, Scale, Reprice])
  .meta({ title: 'Ændring af viften' });
export type ScenarioChange = z.infer<typeof ScenarioChange>;

export const mostChanges = 2000;
const Changes = z.array(ScenarioChange).max(mostChanges).meta({
  title: 'Ændringer',
  description: 'Det, scenariet gør anderledes end viften; højst én af hver slags for hvert tilbud.',
});

const Name = text(100, 1).meta({ title: 'Navn', examples: ['Mere evidens'] });
const Reason = text(4000)
  .nullable()
  .meta({ title: 'Begrundelse', examples: [null] });

export const Status = inWords(z.enum(['draft', 'presented', 'chosen', 'rejected']), statusLabels).meta({
  title: 'Status',
  examples: ['draft'],
});
export type Status = z.infer<typeof Status>;

export const NewScenario = z
  .strictObject({
    code: Code.meta({ title: 'Kode', examples: ['mere-evidens'] }),
    name: Name,
    reason: Reason,
    copiedFrom: Code.nullable().meta({
      title: 'Bygger videre på scenariet',
      description: 'Dets ændringer kommer med, før de sendte. Tom: begynd med viften.',
      examples: [null],
    }),
    changes: Changes,
  })
  .meta({ id: 'NewScenario', title: 'Nyt scenarie' });
export type NewScenario = z.infer<typeof NewScenario>;

const Choice = z
  .strictObject({
    case: Code.meta({ title: 'Sag' }),
    recommendation: z.int().min(1).meta({ title: 'Indstilling, nummer' }),
    meeting: Code.meta({ title: 'Møde' }),
    decidedOn: Day.meta({ title: 'Besluttet den' }),
    chosenAt: z.iso.datetime().meta({ title: 'Skrevet ind', format: 'date-time' }),
    corrections: z
      .array(
        z.strictObject({
          reason: z.string().meta({ title: 'Begrundelse' }),
          recordedAt: z.iso.datetime().meta({ title: 'Skrevet ind', format: 'date-time' }),
        }),
      )
      .meta({
        title: 'Rettelser',
        description: 'Hvad der var forkert ved valget; valget selv bliver stående.',
      }),
  })
  .meta({ title: 'Beslutningen, der valgte det' });

const Presentation = z
  .strictObject({
    case: Code.meta({ title: 'Sag' }),
    recommendation: z.int().min(1).meta({ title: 'Indstilling, nummer' }),
    wording: z.string().meta({ title: 'Indstillingens ordlyd' }),
    presentedOn: Day.meta({ title: 'Forelagt den' }),
    presentedAt: z.iso.datetime().meta({ title: 'Skrevet ind', format: 'date-time' }),
    checksum: z.string().meta({ title: 'Kontrolsum', description: 'SHA-256 af beslutningsgrundlaget.' }),
  })
  .meta({ title: 'Forelæggelsen' });

export const Scenario = NewScenario.extend({
  status: Status,
  madeAt: z.iso.datetime().meta({ title: 'Lavet', format: 'date-time' }),
  seenAt: z.iso.datetime().meta({
    title: 'Viften, som den var',
    description: 'Det tidspunkt, scenariet er lavet på; hvad der er ændret i viften siden, vises for sig.',
    format: 'date-time',
  }),
  undoable: z.int().min(0).meta({ title: 'Ændringer, der kan fortrydes' }),
  presentation: Presentation.nullable(),
  choice: Choice.nullable(),
  carriedOutAt: z.iso.datetime().nullable().meta({
    title: 'Ført ud i viften',
    description:
      'Tom, til det er gjort: straks med beslutningen, medmindre viften var ændret siden forelæggelsen.',
    format: 'date-time',
  }),
}).meta({ id: 'Scenario', title: 'Scenarie' });
export type ScenarioView = z.infer<typeof Scenario>;

export const ScenarioRevision = someOf(
  z.strictObject({
    name: Name.optional(),
    reason: Reason.optional(),
    status: inWords(z.enum(['draft', 'rejected']), statusLabels)
      .optional()
      .meta({
        title: 'Status',
        description: 'Et scenarie forelægges med en sag og bliver valgt med en beslutning, ikke her.',
      }),
    changes: Changes.optional(),
  }),
).meta({ id: 'ScenarioRevision', title: 'Rettelse af scenarie' });
export type ScenarioRevision = z.infer<typeof ScenarioRevision>;

export const NewBaseline = z
  .strictObject({
    accepted: z.literal(true).meta({
      title: 'Godkendt',
      description: 'At det, der er ændret i viften, er set igennem.',
      examples: [true],
    }),
  })
  .meta({ id: 'NewBaseline', title: 'Godkendelse af viften, som den er nu' });

export const NewPresentation = z
  .strictObject({
    case: Code.meta({ title: 'Sag', examples: ['tilbudsvifte-2024-2025'] }),
    recommendation: z
      .int()
      .min(1)
      .max(100)
      .meta({ title: 'Indstilling, nummer', examples: [1] }),
  })
  .meta({ id: 'NewPresentation', title: 'Forelæggelse af scenarie' });
export type NewPresentation = z.infer<typeof NewPresentation>;

export const NewCorrection = z
  .strictObject({
    reason: text(4000, 1).meta({ title: 'Begrundelse', examples: ['Der er stemt om et andet.'] }),
  })
  .meta({ id: 'NewCorrection', title: 'Rettelse af et valg' });
export type NewCorrection = z.infer<typeof NewCorrection>;

const Amount = Oere.nullable().meta({ title: 'Beløb', description: 'Hele øre; tom, når prisen er ukendt.' });

/** What of an offer a scenario or a decision rests on. */
export const SeenOffer = z
  .strictObject({
    code: OfferCode,
    name: z.string().meta({ title: 'Navn' }),
    years: z.array(Year).meta({ title: 'År' }),
    purpose: PurposeType,
    certainty: Certainty,
    direction: Evidence.shape.direction,
    breadth: Breadth,
    delivery: Delivery,
    supplier: Code.nullable().meta({ title: 'Leverandør' }),
    statutory: z.boolean().meta({ title: 'Lovpligtigt' }),
    contractUntil: Day.nullable().meta({ title: 'Kontrakt til og med' }),
    places: z
      .array(z.tuple([Code.meta({ title: 'Målgruppe' }), z.int().min(0).nullable()]))
      .meta({ title: 'Pladser' }),
    prices: z.array(z.strictObject({ year: Year, amountOere: Amount })).meta({ title: 'Priser' }),
  })
  .meta({ title: 'Tilbud, som det så ud' });
export type SeenOffer = z.infer<typeof SeenOffer>;

/** The vifte as somebody saw it on the day he made, or decided on, something. */
export const SeenPortfolio = z
  .strictObject({
    frames: z.array(z.strictObject({ year: Year, amountOere: Oere })).meta({ title: 'Rammer' }),
    offers: z.array(SeenOffer).meta({ title: 'Tilbud' }),
  })
  .meta({ title: 'Viften, som den så ud' });
export type SeenPortfolio = z.infer<typeof SeenPortfolio>;

/** The vifte a committee decided on, whole: with every rating and every price as it stood. */
export const FrozenPortfolio = z
  .strictObject({
    frames: z.array(BudgetFrame).meta({ title: 'Rammer' }),
    offers: z.array(Offer).meta({ title: 'Tilbud' }),
  })
  .meta({ title: 'Viften, som den blev besluttet' });
export type FrozenPortfolio = z.infer<typeof FrozenPortfolio>;

/** The decision that chose a scenario, what it was decided on, and what has become of that. */
export const ChosenScenario = Choice.extend({
  frozen: FrozenPortfolio,
  differences: z
    .array(
      z.strictObject({
        offer: OfferCode.nullable(),
        name: z.string().meta({ title: 'Navn' }),
        sentence: z.string().meta({ title: 'I ord' }),
      }),
    )
    .meta({ title: 'Ændret siden beslutningen' }),
}).meta({ id: 'ChosenScenario', title: 'Det valgte scenarie, som det blev besluttet' });

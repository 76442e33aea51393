import { z } from '@hono/zod-openapi';
import { Basis, Code, Day, Oere, Source, Year, inWords, someOf, text } from '../shared/source.schema.ts';

export const purposeLabels = {
  employment: 'Beskæftigelse',
  education: 'Uddannelse',
  upskilling: 'Opkvalificering',
  clarification: 'Afklaring',
  coping: 'Mestring',
  retention: 'Fastholdelse',
  integration: 'Integration',
} as const;

/** STAR's scale for how sure the knowledge is, surest first; "not assessed" says nothing about the offer. */
export const certaintyLabels = {
  strong: 'Stærk',
  moderate: 'Moderat',
  indication: 'Indikation',
  conflicting: 'Modstridende viden',
  uncertain: 'Usikker viden',
  'not-assessed': 'Ikke vurderet',
} as const;

export const directionLabels = {
  positive: 'Positiv',
  none: 'Ingen',
  negative: 'Negativ',
  unknown: 'Ukendt',
} as const;

export const groundsLabels = {
  scientific: 'Videnskabelig',
  professional: 'Faglig',
  both: 'Videnskabelig og faglig',
  none: 'Intet grundlag',
} as const;

export const breadthLabels = { general: 'Generel', specialised: 'Specialiseret' } as const;
export const deliveryLabels = { internal: 'Intern', external: 'Ekstern' } as const;

export const assumableLabels = {
  purpose: 'Formål',
  evidence: 'Evidens',
  breadth: 'Spændvidde',
  delivery: 'Leveranceform',
  supplier: 'Leverandør',
  targetGroups: 'Målgrupper',
  years: 'År',
  binding: 'Binding',
} as const;

export const PurposeType = inWords(
  z.enum(['employment', 'education', 'upskilling', 'clarification', 'coping', 'retention', 'integration']),
  purposeLabels,
).meta({ title: 'Formålstype', examples: ['employment'] });
export type PurposeType = z.infer<typeof PurposeType>;

export const Certainty = inWords(
  z.enum(['strong', 'moderate', 'indication', 'conflicting', 'uncertain', 'not-assessed']),
  certaintyLabels,
).meta({ title: 'Sikkerhed', examples: ['indication'] });
export type Certainty = z.infer<typeof Certainty>;

export const Breadth = inWords(z.enum(['general', 'specialised']), breadthLabels).meta({
  title: 'Spændvidde',
  examples: ['specialised'],
});
export type Breadth = z.infer<typeof Breadth>;

export const Delivery = inWords(z.enum(['internal', 'external']), deliveryLabels).meta({
  title: 'Leveranceform',
  examples: ['external'],
});
export type Delivery = z.infer<typeof Delivery>;

const Note = text(4000)
  .nullable()
  .meta({ title: 'Bemærkning', examples: [null] });

const Purpose = z
  .strictObject({
    type: PurposeType,
    expectedOutcome: text(2000, 1).meta({
      title: 'Forventet udbytte',
      description: 'Hvad borgeren ventes at opnå, i ord.',
      examples: ['Ordinær ansættelse, praktik eller uddannelse'],
    }),
  })
  .meta({ title: 'Formål' });

const EvidenceSource = z
  .strictObject({
    title: text(400, 1).meta({ title: 'Titel' }),
    year: Year.nullable(),
    address: z
      .string()
      .regex(
        /^https?:\/\/[^\s\p{C}\u{10000}-\u{10ffff}]+$/u,
        'Skriv en adresse, der begynder med https:// eller http://.',
      )
      .max(500)
      .nullable()
      .meta({ title: 'Adresse', examples: [null] }),
  })
  .meta({ title: 'Evidenskilde' });

export const Evidence = z
  .strictObject({
    certainty: Certainty,
    direction: inWords(z.enum(['positive', 'none', 'negative', 'unknown']), directionLabels).meta({
      title: 'Retning',
      examples: ['positive'],
    }),
    grounds: inWords(z.enum(['scientific', 'professional', 'both', 'none']), groundsLabels).meta({
      title: 'Evidensgrundlag',
      examples: ['professional'],
    }),
    reason: text(4000)
      .nullable()
      .meta({ title: 'Begrundelse', examples: [null] }),
    whyNotHigher: text(4000)
      .nullable()
      .meta({ title: 'Hvorfor ikke højere', examples: [null] }),
    sources: z.array(EvidenceSource).max(50).meta({ title: 'Evidenskilder' }),
    ratedOn: Day.nullable().meta({ title: 'Vurderet den', examples: ['2023-04-12'] }),
  })
  .meta({ title: 'Evidens' });
export type Evidence = z.infer<typeof Evidence>;

const Binding = z
  .strictObject({
    statutory: z.boolean().meta({ title: 'Lovpligtigt', examples: [false] }),
    legalBasis: text(400)
      .nullable()
      .meta({ title: 'Lovgrundlag', examples: [null] }),
    contractUntil: Day.nullable().meta({ title: 'Kontrakt til og med', examples: ['2024-12-31'] }),
  })
  .meta({ title: 'Binding' });

const ServedGroup = z
  .strictObject({
    group: Code.meta({ title: 'Målgruppe', examples: ['forsikrede-ledige'] }),
    placesPerYear: z
      .int()
      .min(0)
      .max(100_000)
      .nullable()
      .meta({
        title: 'Pladser om året',
        description: 'Tom når antallet er ukendt; ukendt er ikke nul.',
        examples: [36],
      }),
    basis: Basis,
    source: Source.nullable(),
  })
  .meta({ title: 'Målgruppe og pladser' });

const LineBasis = { year: Year, basis: Basis, source: Source.nullable(), note: Note };

export const FixedLine = z
  .strictObject({
    kind: z.literal('fixed').meta({ title: 'Prisform', examples: ['fixed'] }),
    ...LineBasis,
    amountOere: Oere,
  })
  .meta({ title: 'Fast beløb' });

export const ActivityLine = z
  .strictObject({
    kind: z.literal('activity').meta({ title: 'Prisform', examples: ['activity'] }),
    ...LineBasis,
    pricePerWeekOere: Oere.max(1_000_000_000).meta({
      title: 'Pris pr. uge',
      description: 'Hele øre.',
      examples: [187_500],
    }),
    weeks: z
      .int()
      .min(1)
      .max(53)
      .meta({ title: 'Uger', examples: [16] }),
    participants: z
      .int()
      .min(0)
      .max(100_000)
      .meta({ title: 'Deltagere', examples: [36] }),
  })
  .meta({ title: 'Aktivitet' });

export const PriceLine = z.discriminatedUnion('kind', [FixedLine, ActivityLine]).meta({ title: 'Prislinje' });
export type PriceLine = z.infer<typeof PriceLine>;

const Assumption = z
  .strictObject({
    field: inWords(
      z.enum(['purpose', 'evidence', 'breadth', 'delivery', 'supplier', 'targetGroups', 'years', 'binding']),
      assumableLabels,
    ).meta({ title: 'Felt', examples: ['breadth'] }),
    reason: text(1000, 1).meta({ title: 'Begrundelse' }),
  })
  .meta({ title: 'Antagelse' });

export const NewOffer = z
  .strictObject({
    code: Code,
    name: text(200, 1).meta({ title: 'Navn', examples: ['Kvinder i Job'] }),
    years: z
      .array(Year)
      .min(1)
      .max(10)
      .meta({ title: 'År tilbuddet løber', examples: [[2024, 2025]] }),
    purpose: Purpose,
    evidence: Evidence,
    breadth: Breadth,
    delivery: Delivery,
    supplier: Code.nullable().meta({ title: 'Leverandør', examples: ['fgu-oestjylland'] }),
    binding: Binding,
    targetGroups: z.array(ServedGroup).max(100).meta({ title: 'Målgrupper' }),
    goals: z
      .array(Code)
      .max(100)
      .meta({ title: 'Mål tilbuddet tjener', examples: [[]] }),
    priceLines: z.array(PriceLine).max(100).meta({
      title: 'Prislinjer',
      description: 'Et år uden prislinje har ukendt pris, aldrig nul.',
    }),
    assumptions: z.array(Assumption).max(20).meta({ title: 'Antagelser' }),
    sources: z.array(Source).max(20).meta({ title: 'Kilder' }),
    note: Note,
  })
  .meta({ id: 'NewOffer', title: 'Nyt tilbud' });
export type NewOffer = z.infer<typeof NewOffer>;

export const Offer = NewOffer.meta({ id: 'Offer', title: 'Tilbud' });
export type OfferView = z.infer<typeof Offer>;

export const OfferChange = someOf(NewOffer.omit({ code: true }).partial()).meta({
  id: 'OfferChange',
  title: 'Rettelse af tilbud',
});
export type OfferChange = z.infer<typeof OfferChange>;

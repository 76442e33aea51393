import { z } from '@hono/zod-openapi';
import { Basis, Code, Year, inWords } from '../shared/source.schema.ts';
import type { Balance as BalanceFigures } from './balance.ts';
import { Commitment } from '../offers/commitment.schema.ts';
import { Breadth, Certainty, Delivery, PurposeType } from '../offers/offer.schema.ts';
import { CountBasis, Headcount, NewTargetGroup } from '../target-groups/target-group.schema.ts';

const decidedByLabels = { committee: 'Udvalget', administration: 'Forvaltningen' };
const servedLabels = { yes: 'Ja', partly: 'Kun en del af gruppen', no: 'Nej' };
const sharedByLabels = {
  places: 'Efter pladser',
  persons: 'Efter personer',
  equally: 'Ligeligt',
  none: 'Ingen målgruppe',
};

const Amount = z
  .int()
  .min(0)
  .meta({ title: 'Beløb', description: 'Hele øre.', examples: [7_550_000_000] });
const Frame = Amount.meta({ title: 'Ramme' });
const Allocated = Amount.meta({ title: 'Disponeret' });
const Left = z.int().meta({
  title: 'Tilbage',
  description: 'Hele øre; negativ, når rammen er brudt.',
  examples: [150_000_000],
});
const Assumed = Amount.meta({ title: 'Heraf antaget' });
const Percent = z
  .int()
  .min(0)
  .max(100)
  .meta({ title: 'Procent', examples: [38] });
const Count = z
  .int()
  .min(0)
  .meta({ title: 'Antal', examples: [12] });
const Offers = Count.meta({ title: 'Tilbud' });
const UnknownPrices = Count.meta({
  title: 'Tilbud med ukendt pris',
  description: 'Prisen er ukendt i mindst ét af årene; den del mangler i beløbet.',
});
const Unpriced = Count.meta({
  title: 'Tilbud uden nogen kendt pris',
  description: 'Af dem med ukendt pris: dem, hvis penge slet ikke er med i beløbet.',
});
const UnknownContracts = Count.meta({
  title: 'Forpligtelser med ukendt pris',
  description: 'Kontrakter om tilbud, der er gået ud af viften; deres penge mangler i beløbet.',
});
const CommittedOere = Amount.meta({
  title: 'Heraf forpligtelser',
  description: 'Kontrakter om tilbud, der er gået ud af viften og stadig skal betales.',
});
const DecidedBy = inWords(z.enum(['committee', 'administration']), decidedByLabels).meta({
  title: 'Hvem der beslutter',
});
const Served = inWords(z.enum(['yes', 'partly', 'no']), servedLabels);
const Group = Code.meta({ title: 'Målgruppe', examples: ['forsikrede-ledige'] });
const Supplier = Code.meta({ title: 'Leverandør', examples: ['fgu-oestjylland'] });
const OfferCode = Code.meta({ title: 'Tilbud', examples: ['kvinder-i-job'] });

const figures = {
  amountOere: Amount,
  percent: Percent.meta({
    title: 'Procent',
    description: 'Hele procent af alle disponerede penge; langs en akse giver de, forpligtelser med, 100.',
  }),
  offers: Offers,
  unknownPriceOffers: UnknownPrices,
  unpricedOffers: Unpriced,
  assumedOere: Assumed,
};

const CommittedMoney = z
  .strictObject({
    amountOere: Amount,
    percent: Percent,
    assumedOere: Assumed,
    contracts: Count.meta({ title: 'Kontrakter' }),
    unknownContracts: UnknownContracts,
  })
  .nullable()
  .meta({
    title: 'Forpligtelser',
    description: 'Kontrakter om tilbud, der er gået ud af viften; tom, når der ingen er.',
  });

function axis<Key>(title: string, key: z.ZodType<Key>) {
  return z
    .strictObject({
      decidedBy: DecidedBy,
      rows: z.array(z.strictObject({ key, ...figures })).meta({ title: 'Rækker' }),
      commitments: CommittedMoney,
    })
    .meta({ title });
}

const yearBudget = {
  frameOere: Frame,
  allocatedOere: Allocated,
  committedOere: CommittedOere,
  leftOere: Left,
  assumedOere: Assumed,
  offers: Offers,
  unknownPriceOffers: UnknownPrices,
  unpricedOffers: Unpriced,
  unknownContracts: UnknownContracts,
};

const Budget = z
  .strictObject({
    decidedBy: DecidedBy,
    ...yearBudget,
    years: z.array(z.strictObject({ year: Year, ...yearBudget })).meta({ title: 'År for år' }),
    unknownPrices: z
      .array(z.strictObject({ offer: OfferCode, years: z.array(Year).meta({ title: 'År uden pris' }) }))
      .meta({ title: 'Ukendte priser' }),
    commitments: z.array(Commitment).meta({ title: 'Forpligtelser' }),
    byBasis: z
      .array(z.strictObject({ basis: Basis, amountOere: Amount, percent: Percent }))
      .meta({ title: 'Beløb efter grundlag' }),
    assumedPercent: Percent.meta({ title: 'Antaget, procent' }),
  })
  .meta({ title: 'Budget' });

const Matrix = z
  .strictObject({
    purposes: z.array(PurposeType).meta({ title: 'Rækkernes formål' }),
    certainties: z.array(Certainty).meta({ title: 'Kolonnernes sikkerhed' }),
    cells: z
      .array(
        z.array(
          z
            .strictObject({
              amountOere: Amount,
              offers: Offers,
              unknownPriceOffers: UnknownPrices,
              unpricedOffers: Unpriced,
            })
            .nullable(),
        ),
      )
      .meta({ title: 'Celler', description: 'Række for række; null, hvor der intet tilbud er.' }),
    rowTotalsOere: z.array(Amount).meta({ title: 'Rækkesummer' }),
    columnTotalsOere: z.array(Amount).meta({ title: 'Kolonnesummer' }),
    committedOere: CommittedOere,
    totalOere: Amount.meta({ title: 'I alt', description: 'Cellerne og forpligtelserne.' }),
  })
  .meta({ title: 'Formål og evidens' });

const CoverageRow = z.strictObject({
  group: Group,
  kind: NewTargetGroup.shape.kind,
  benefitGroup: Code.nullable().meta({ title: 'Ydelsesgruppe' }),
  addressed: z.boolean().meta({ title: 'Henvender viften sig til gruppen' }),
  persons: Count.nullable().meta({ title: 'Personer' }),
  latest: Headcount.pick({ count: true, unit: true, period: true })
    .nullable()
    .meta({ title: 'Nyeste opgørelse', description: 'Når gruppen ikke er opgjort, som viften tæller.' }),
  places: Count.meta({ title: 'Pladser, summen af de kendte' }),
  offersWithoutPlaces: Count.meta({ title: 'Tilbud uden kendt antal pladser' }),
  placesPer100: z.number().min(0).nullable().meta({ title: 'Pladser pr. 100 personer' }),
  offers: Offers,
  unknownPriceOffers: UnknownPrices,
  unpricedOffers: Unpriced,
  amountOere: Amount,
  assumedOere: Assumed,
  served: Served.meta({ title: 'Har tilbud' }),
  general: Served.meta({ title: 'Har et generelt tilbud' }),
  specialised: Served.meta({ title: 'Har et specialiseret tilbud' }),
});

const Coverage = z
  .strictObject({
    rows: z.array(CoverageRow).meta({ title: 'Målgrupper' }),
    withoutOffers: z.array(Group).meta({ title: 'Uden tilbud' }),
    withoutGeneral: z.array(Group).meta({ title: 'Uden et generelt tilbud' }),
    withoutSpecialised: z.array(Group).meta({ title: 'Uden et specialiseret tilbud' }),
  })
  .meta({ title: 'Dækning pr. målgruppe' });

const Concentration = z
  .strictObject({
    ofOere: Amount.meta({ title: 'Kendte penge med en leverandør' }),
    three: z
      .strictObject({
        suppliers: z.array(Supplier).meta({ title: 'Leverandører' }),
        amountOere: Amount,
        percent: Percent,
      })
      .nullable()
      .meta({ title: 'De tre største tilsammen' }),
    hhi: z.int().min(0).max(10_000).nullable().meta({
      title: 'Herfindahl-Hirschman-indeks',
      description: 'Fra tæt på 0 (mange små) til 10.000 (én har det hele).',
    }),
    withoutSupplier: z
      .strictObject({ offers: Offers, amountOere: Amount })
      .meta({ title: 'Uden leverandør' }),
  })
  .meta({ title: 'Leverandørkoncentration' });

const Prices = z.record(z.string().regex(/^\d{4}$/), z.partialRecord(Basis, Amount).nullable()).meta({
  title: 'Priser',
  description: 'For hvert år, tilbuddet løber: øre efter, hvad de bygger på; null, når prisen er ukendt.',
});

const ServedWith = z.tuple([Group, Count.nullable().meta({ title: 'Pladser' })]).meta({
  title: 'Målgruppe og pladser',
});

const SharedBy = inWords(z.enum(['places', 'persons', 'equally', 'none']), sharedByLabels).meta({
  title: 'Hvordan pengene er fordelt på målgrupper',
});

/** A name for each cell of an input row. */
const Columns = z
  .tuple([
    z.literal('offer'),
    z.literal('purpose'),
    z.literal('certainty'),
    z.literal('breadth'),
    z.literal('delivery'),
    z.literal('supplier'),
    z.literal('prices'),
    z.literal('groups'),
    z.literal('sharedBy'),
  ])
  .readonly()
  .meta({ title: 'Hvad felterne i en række er' });

const Input = z
  .tuple([
    OfferCode,
    PurposeType,
    Certainty,
    Breadth,
    Delivery,
    Supplier.nullable().meta({ title: 'Leverandør' }),
    Prices,
    z.array(ServedWith).meta({ title: 'Målgrupper' }),
    SharedBy,
  ])
  .meta({ title: 'Et tilbud, som det indgår' });

/** The balances as they are answered, each figure with its Danish name. */
export const Balance = z
  .strictObject({
    year: Year.nullable().meta({ title: 'År', description: 'Tom for alle vifteårene under ét.' }),
    budget: Budget,
    axes: z
      .strictObject({
        evidence: axis('Evidens', Certainty),
        purpose: axis('Formål', PurposeType),
        breadth: axis('Spændvidde', Breadth),
        delivery: axis('Leveranceform', Delivery),
        supplier: axis('Leverandører', Supplier.nullable()),
        targetGroup: axis('Målgrupper', Group.nullable()),
      })
      .meta({ title: 'Balancer' }),
    matrix: Matrix,
    coverage: Coverage,
    concentration: Concentration,
    inputs: z
      .strictObject({
        frames: z
          .array(z.strictObject({ year: Year, amountOere: Frame, basis: Basis }))
          .meta({ title: 'Rammer' }),
        countBasis: CountBasis,
        columns: Columns,
        offers: z.array(Input).meta({ title: 'Tilbuddene, som de indgår' }),
      })
      .meta({ title: 'Hvad der er regnet ud fra' }),
  })
  .meta({ id: 'Balance', title: 'Balancer' }) satisfies z.ZodType<BalanceFigures>;

import type { NewOffer } from '../src/offers/offer.schema.ts';
import type { WholePortfolio } from '../src/offers/whole-portfolio.ts';
import type { Asked } from '../src/scenarios/solver/demand.ts';

const purposes = ['employment', 'education', 'upskilling', 'clarification', 'coping'] as const;
const certainties = ['strong', 'moderate', 'indication', 'uncertain', 'not-assessed'] as const;

/**
 * A vifte with two years and so many offers on so many benefit groups: prices in whole hundreds of kroner, an amount that is
 * fixed beside one for each participant, a fifth of the offers for two groups. The `nth` is the same every time.
 */
export function optimumVifte(offers: number, groups: number, nth = 0): WholePortfolio {
  const random = seeded(offers * 1000 + groups + nth);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const codes = Array.from({ length: groups }, (_, i) => `gruppe-${i + 1}`);
  const made = Array.from({ length: offers }, (_, i) => offerOf(i, codes, between));
  const cost = [2024, 2025].map(year =>
    made
      .flatMap(({ priceLines }) => priceLines)
      .filter(line => line.year === year)
      .reduce(
        (sum, line) =>
          sum +
          (line.kind === 'fixed' ? line.amountOere : line.pricePerWeekOere * line.weeks * line.participants),
        0,
      ),
  );
  return {
    portfolio: {
      code: `optimum-${offers}-${nth + 1}`,
      title: 'Tilbudsviften 2024/2025',
      municipality: 'Prøve Kommune',
      frames: [2024, 2025].map((year, i) => ({
        year,
        amountOere: Math.ceil((cost[i] ?? 0) / 10_000_000) * 10_000_000,
        basis: 'assumption',
        source: null,
        note: null,
      })),
      addresses: codes,
      countBasis: { unit: 'full-year-persons', kind: 'budget', period: '2023' },
      note: null,
    },
    offers: made,
    targetGroups: codes.map(code => ({
      code,
      name: code,
      kind: 'benefit',
      parent: null,
      distance: null,
      description: null,
      headcounts: [
        {
          count: between(60, 60 + Math.round((offers / groups) * 90)),
          unit: 'full-year-persons',
          kind: 'budget',
          period: '2023',
          note: null,
          source: { document: 'proeve', section: null },
        },
      ],
      sources: [],
    })),
    suppliers: [],
    goals: [],
    commitments: [],
  };
}

function offerOf(i: number, codes: string[], between: (low: number, high: number) => number): NewOffer {
  const places = between(4, 24) * 5;
  const group = between(0, codes.length - 1);
  const served = i % 5 === 0 ? [group, (group + 1 + between(0, codes.length - 2)) % codes.length] : [group];
  const week = between(10, 30) * 10_000;
  const weeks = between(6, 30);
  const fixed = between(1, 20) * 5_000_000;
  return {
    code: `tilbud-${i + 1}`,
    name: `Tilbud ${i + 1}`,
    years: [2024, 2025],
    purpose: { type: purposes[i % purposes.length] ?? 'employment', expectedOutcome: 'Et skridt videre' },
    evidence: {
      certainty: certainties[between(0, certainties.length - 1)] ?? 'moderate',
      direction: 'positive',
      grounds: 'professional',
      reason: null,
      whyNotHigher: null,
      sources: [],
      ratedOn: null,
    },
    breadth: served.length > 1 ? 'general' : 'specialised',
    delivery: i % 3 === 0 ? 'external' : 'internal',
    supplier: null,
    binding: { statutory: i % 20 === 3, legalBasis: i % 20 === 3 ? 'Loven' : null, contractUntil: null },
    targetGroups: served.map(at => ({
      group: codes[at] ?? '',
      placesPerYear:
        places / served.length === Math.floor(places / served.length) ? places / served.length : places,
      basis: 'assumption',
      source: null,
    })),
    goals: [],
    priceLines: [2024, 2025].flatMap(year => [
      { kind: 'fixed', year, amountOere: fixed, basis: 'assumption', source: null, note: null } as const,
      {
        kind: 'activity',
        year,
        pricePerWeekOere: week,
        weeks,
        participants:
          places / served.length === Math.floor(places / served.length) ? places : places * served.length,
        basis: 'assumption',
        source: null,
        note: null,
      } as const,
    ]),
    assumptions: [],
    sources: [],
    note: null,
  };
}

/** Ten demands beside the frames and what the law binds. */
export function benchAsked(whole: WholePortfolio, changes: Partial<Asked> = {}): Asked {
  const [first = '', second = '', third = '', fourth = ''] = whole.targetGroups.map(({ code }) => code);
  const [a = '', b = '', c = '', d = ''] = whole.offers.map(({ code }) => code);
  return {
    year: null,
    objectives: ['persons', 'cost'],
    weights: { strong: 4, moderate: 3, indication: 2, conflicting: 1, uncertain: 1, 'not-assessed': 0 },
    frames: [],
    keep: [],
    drop: [],
    places: [],
    range: { minPercent: 50, maxPercent: 150 },
    fixedAmounts: 'stay',
    coverage: [first, second, third, fourth].map(group => ({ group, places: 40 })),
    keepCoveragePercent: 0,
    shares: [
      { axis: 'purpose', keys: ['employment'], minPercent: 15, maxPercent: 40 },
      { axis: 'evidence', keys: ['strong', 'moderate'], minPercent: 35, maxPercent: 100 },
      { axis: 'delivery', keys: ['external'], minPercent: 0, maxPercent: 45 },
    ],
    exclusive: [{ offers: [a, b] }, { offers: [c, d] }],
    minPersons: null,
    departures: [],
    prices: false,
    points: 200,
    gapPercent: 0,
    seconds: 60,
    ...changes,
  };
}

/** Mulberry32: small, fast and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

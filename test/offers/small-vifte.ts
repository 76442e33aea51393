import type { ActivityLine, FixedLine, OfferView, PriceLine } from '../../src/offers/offer.schema.ts';
import type { Headcount, TargetGroupView } from '../../src/target-groups/target-group.schema.ts';
import type { WholePortfolio } from '../../src/offers/whole-portfolio.ts';
import type { Basis } from '../../src/shared/source.schema.ts';
import type { z } from '@hono/zod-openapi';

/**
 * A vifte small enough to work out by hand: 400 + 300 + 300 = 1.000 persons in three addressed benefit groups, 500 more in
 * one that is not addressed, and 40 women counted in another way across them all.
 */
export const groups: TargetGroupView[] = [
  group('forsikrede-ledige', 'benefit', null, [count(400)]),
  group('kontanthjaelp', 'benefit', null, [count(300)]),
  group('jobparate-kontanthjaelp', 'part', 'kontanthjaelp', [count(90, { unit: 'persons' })]),
  group('aktivitetsparate-kontanthjaelp', 'part', 'kontanthjaelp', [count(120)]),
  group('psykiatri-behandling', 'part', 'aktivitetsparate-kontanthjaelp', []),
  group('sygedagpenge', 'benefit', null, [
    count(290, { period: '2022' }),
    count(310, { kind: 'accounts' }),
    count(300),
  ]),
  group('foertidspension', 'benefit', null, [count(500)]),
  group('udviklingshandicap', 'part', 'foertidspension', [count(60)]),
  group('kvinder-flygtningebaggrund', 'cross-cutting', null, [
    count(55, { unit: 'persons', kind: 'agreement', period: '2021' }),
    count(40, { unit: 'persons', kind: 'agreement', period: '2022' }),
  ]),
];

export function vifte(
  offers: OfferView[],
  changes: Partial<WholePortfolio['portfolio']> = {},
): WholePortfolio {
  return {
    portfolio: {
      code: 'lilleby-2024-2025',
      title: 'Tilbudsviften 2024/2025',
      municipality: 'Lilleby Kommune',
      frames: [frame(2024, 1_000_000), frame(2025, 900_000)],
      addresses: ['forsikrede-ledige', 'kontanthjaelp', 'sygedagpenge'],
      countBasis: { unit: 'full-year-persons', kind: 'budget', period: '2023' },
      note: null,
      ...changes,
    },
    offers,
    targetGroups: groups,
    suppliers: [
      { code: 'fgu', name: 'FGU Østjylland', kind: 'education', note: null, sources: [] },
      { code: 'aof', name: 'AOF Lilleby', kind: 'civil-society', note: null, sources: [] },
    ],
    goals: [],
    commitments: [],
  };
}

export function offer(code: string, changes: Partial<OfferView> = {}): OfferView {
  return {
    code,
    name: code,
    years: [2024, 2025],
    purpose: { type: 'employment', expectedOutcome: 'Ordinær ansættelse' },
    evidence: {
      certainty: 'moderate',
      direction: 'positive',
      grounds: 'professional',
      reason: null,
      whyNotHigher: null,
      sources: [],
      ratedOn: null,
    },
    breadth: 'general',
    delivery: 'internal',
    supplier: null,
    binding: { statutory: false, legalBasis: null, contractUntil: null },
    targetGroups: [],
    goals: [],
    priceLines: [],
    assumptions: [],
    sources: [],
    note: null,
    ...changes,
  };
}

export function rated(certainty: OfferView['evidence']['certainty']): OfferView['evidence'] {
  return { ...offer('rated').evidence, certainty };
}

export function aimedAt(type: OfferView['purpose']['type']): OfferView['purpose'] {
  return { type, expectedOutcome: 'Et skridt videre' };
}

/** A fixed price in whole kroner. */
export function fixed(year: number, kroner: number, basis: Basis = 'document'): PriceLine {
  const line: z.infer<typeof FixedLine> = {
    kind: 'fixed',
    year,
    basis,
    source: null,
    note: null,
    amountOere: kroner * 100,
  };
  return line;
}

/** A price per week in whole kroner. */
export function activity(
  year: number,
  kronerPerWeek: number,
  weeks: number,
  participants: number,
): PriceLine {
  const line: z.infer<typeof ActivityLine> = {
    kind: 'activity',
    year,
    basis: 'document',
    source: null,
    note: null,
    pricePerWeekOere: kronerPerWeek * 100,
    weeks,
    participants,
  };
  return line;
}

export function serves(...served: (string | [group: string, places: number])[]): OfferView['targetGroups'] {
  return served.map(served => {
    const [group, placesPerYear] = typeof served === 'string' ? [served, null] : served;
    return { group, placesPerYear, basis: 'document', source: null };
  });
}

export function frame(year: number, kroner: number): WholePortfolio['portfolio']['frames'][number] {
  return { year, amountOere: kroner * 100, basis: 'document', source: null, note: null };
}

export function group(
  code: string,
  kind: TargetGroupView['kind'],
  parent: string | null,
  headcounts: Headcount[],
): TargetGroupView {
  return { code, name: code, kind, parent, distance: null, description: null, headcounts, sources: [] };
}

/** Full-year persons of budget 2023 unless the changes say otherwise. */
export function count(count: number, changes: Partial<Headcount> = {}): Headcount {
  return {
    count,
    unit: 'full-year-persons',
    kind: 'budget',
    period: '2023',
    note: null,
    source: { document: 'budget-2023', section: null },
    ...changes,
  };
}

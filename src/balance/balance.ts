import { plusOere, sumOere, type Oere } from '../shared/money.ts';
import { percentOf, wholePercents } from '../shared/shares.ts';
import type { Basis } from '../shared/source.schema.ts';
import { allocate, type Allocation, type ByBasis, type SharedBy } from './allocation.ts';
import { concentrationOf, type Concentration } from './concentration.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { wayOf } from '../target-groups/group-tree.ts';
import type { Breadth, Certainty, Delivery, PurposeType } from '../offers/offer.schema.ts';
import { coveredYears } from '../offers/price.ts';
import { addressedBy, type Addressed } from '../offers/reach.ts';
import { bases, breadths, certainties, deliveries, purposes } from '../offers/scales.ts';
import type { CountBasis } from '../target-groups/target-group.schema.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';

/** Who decides a balance (the committee's meeting of 12 April 2023, item 41). */
export type DecidedBy = 'committee' | 'administration';

export type Figures = {
  amountOere: Oere;
  /** Of all allocated money, in whole percents that sum to 100 along the axis; 0 throughout when nothing is allocated. */
  percent: number;
  offers: number;
  /** Offers whose price is unknown in at least one of the years: their money is missing from `amountOere`. */
  unknownPriceOffers: number;
  assumedOere: Oere;
};

/** Along the target groups an offer counts in each group it serves; along every other axis once. */
export type Axis<Key> = { decidedBy: DecidedBy; rows: ({ key: Key } & Figures)[] };

export type YearBudget = {
  year: number;
  frameOere: Oere;
  allocatedOere: Oere;
  /** Negative when the frame is broken. */
  leftOere: Oere;
  assumedOere: Oere;
  offers: number;
  unknownPriceOffers: number;
};

export type Budget = Omit<YearBudget, 'year'> & {
  decidedBy: DecidedBy;
  years: YearBudget[];
  unknownPrices: { offer: string; years: number[] }[];
  byBasis: { basis: Basis; amountOere: Oere; percent: number }[];
  assumedPercent: number;
};

/** Null where no offer has this purpose and certainty: empty is not the same as no money. */
export type MatrixCell = { amountOere: Oere; offers: number; unknownPriceOffers: number } | null;

/** Rows are purposes, columns certainties, both whole scales in their order. */
export type Matrix = {
  purposes: PurposeType[];
  certainties: Certainty[];
  cells: MatrixCell[][];
  rowTotalsOere: Oere[];
  columnTotalsOere: Oere[];
  totalOere: Oere;
};

/** The cells of an input row, in order. */
const inputColumns = [
  'offer',
  'purpose',
  'certainty',
  'breadth',
  'delivery',
  'supplier',
  'prices',
  'groups',
  'sharedBy',
] as const;

/**
 * An offer as it went into the figures, as a row since a hundred of them are sent. `prices` has a key for each year the offer
 * runs in, holding the øre by what they rest on, or null where the price is unknown; each group stands with its places, null
 * where they are unknown. Where money is shared by persons, the coverage rows hold the persons.
 */
export type BalanceInput = [
  offer: string,
  purpose: PurposeType,
  certainty: Certainty,
  breadth: Breadth,
  delivery: Delivery,
  supplier: string | null,
  prices: Record<string, ByBasis | null>,
  groups: [group: string, places: number | null][],
  sharedBy: SharedBy,
];

export type Balance = {
  /** Null for all years. */
  year: number | null;
  budget: Budget;
  axes: {
    evidence: Axis<Certainty>;
    purpose: Axis<PurposeType>;
    breadth: Axis<Breadth>;
    delivery: Axis<Delivery>;
    /** Largest first; the key is null for offers without a supplier, which come last. */
    supplier: Axis<string | null>;
    /** Parts count with their benefit group; the key is null for offers without a target group. */
    targetGroup: Axis<string | null>;
  };
  matrix: Matrix;
  coverage: Coverage;
  concentration: Concentration;
  inputs: {
    frames: { year: number; amountOere: Oere; basis: Basis }[];
    countBasis: CountBasis;
    columns: typeof inputColumns;
    offers: BalanceInput[];
  };
};

/** The balances of the portfolio for a year, or for null over all its years. */
export function balance(whole: WholePortfolio, year: number | null): Balance {
  const years = coveredYears(whole.portfolio, year);
  const frames = whole.portfolio.frames.filter(frame => years.includes(frame.year));
  const addressed = addressedBy(whole);
  const allocations = whole.offers.flatMap(
    offer => allocate(offer, years, addressed.tree, addressed.countBasis) ?? [],
  );
  const supplier = supplierAxis(allocations);
  return {
    year,
    budget: budgetOf(frames, years, allocations),
    axes: {
      evidence: scaleAxis('committee', certainties, allocations, ({ offer }) => offer.evidence.certainty),
      purpose: scaleAxis('committee', purposes, allocations, ({ offer }) => offer.purpose.type),
      breadth: scaleAxis('administration', breadths, allocations, ({ offer }) => offer.breadth),
      delivery: scaleAxis('administration', deliveries, allocations, ({ offer }) => offer.delivery),
      supplier,
      targetGroup: targetGroupAxis(addressed, allocations),
    },
    matrix: matrixOf(allocations),
    coverage: coverageOf(addressed, allocations),
    concentration: concentrationAmong(supplier),
    inputs: {
      frames: frames.map(({ year, amountOere, basis }) => ({ year, amountOere, basis })),
      countBasis: addressed.countBasis,
      columns: inputColumns,
      offers: allocations.map(input),
    },
  };
}

type Frame = { year: number; amountOere: Oere };

function budgetOf(
  frames: readonly Frame[],
  years: readonly number[],
  allocations: readonly Allocation[],
): Budget {
  const perYear = years.map(year => yearBudget(frames, year, allocations));
  const frameOere = sumOere(perYear.map(year => year.frameOere));
  const allocatedOere = sumOere(perYear.map(year => year.allocatedOere));
  const assumedOere = sumOere(perYear.map(year => year.assumedOere));
  const unpriced = allocations.filter(isUnpriced);
  const money = allocations.flatMap(({ years }) => years.map(year => year.money?.byBasis ?? {}));
  const amounts = bases.map(basis => sumOere(money.map(byBasis => byBasis[basis] ?? 0)));
  const percents = wholePercents(amounts);
  return {
    decidedBy: 'committee',
    frameOere,
    allocatedOere,
    leftOere: frameOere - allocatedOere,
    assumedOere,
    assumedPercent: percentOf(assumedOere, allocatedOere),
    offers: allocations.length,
    unknownPriceOffers: unpriced.length,
    unknownPrices: unpriced.map(({ offer, unknownYears }) => ({ offer: offer.code, years: unknownYears })),
    byBasis: bases.map((basis, index) => ({
      basis,
      amountOere: amounts[index] ?? 0,
      percent: percents[index] ?? 0,
    })),
    years: perYear,
  };
}

function yearBudget(frames: readonly Frame[], year: number, allocations: readonly Allocation[]): YearBudget {
  const running = allocations.flatMap(allocation => allocation.years.filter(money => money.year === year));
  const frameOere = sumOere(frames.filter(frame => frame.year === year).map(frame => frame.amountOere));
  const allocatedOere = sumOere(running.map(({ money }) => money?.amountOere ?? 0));
  return {
    year,
    frameOere,
    allocatedOere,
    leftOere: frameOere - allocatedOere,
    assumedOere: sumOere(running.map(({ money }) => money?.assumedOere ?? 0)),
    offers: running.length,
    unknownPriceOffers: running.filter(({ money }) => money === null).length,
  };
}

function scaleAxis<Key>(
  decidedBy: DecidedBy,
  scale: readonly Key[],
  allocations: readonly Allocation[],
  keyOf: (allocation: Allocation) => Key,
): Axis<Key> {
  const sums = new Map(scale.map(key => [key, noFigures()]));
  for (const allocation of allocations) add(sums, keyOf(allocation), allocation, isUnpriced(allocation));
  return axis(decidedBy, [...sums]);
}

function supplierAxis(allocations: readonly Allocation[]): Axis<string | null> {
  const sums = new Map<string | null, Sums>();
  for (const allocation of allocations)
    add(sums, allocation.offer.supplier, allocation, isUnpriced(allocation));
  return axis('administration', [...sums].toSorted(bySupplier));
}

function bySupplier([a, sumsA]: [string | null, Sums], [b, sumsB]: [string | null, Sums]): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  return sumsB.amountOere - sumsA.amountOere || (a < b ? -1 : 1);
}

function concentrationAmong({ rows }: Axis<string | null>): Concentration {
  const named = rows.flatMap(({ key, amountOere }) => (key === null ? [] : [{ supplier: key, amountOere }]));
  const without = rows.find(row => row.key === null);
  return concentrationOf(named, { offers: without?.offers ?? 0, amountOere: without?.amountOere ?? 0 });
}

function targetGroupAxis(
  { tree, groups }: Addressed,
  allocations: readonly Allocation[],
): Axis<string | null> {
  const sums = new Map<string | null, Sums>();
  const inOrder = [...tree.groups.values()].filter(group => group.kind !== 'part').map(group => group.code);
  for (const code of inOrder) if (groups.has(code)) sums.set(code, noFigures());
  for (const allocation of allocations) {
    const tops = new Map<string | null, { amountOere: Oere; assumedOere: Oere }>();
    if (allocation.groups.length === 0) tops.set(null, allocation);
    for (const { group, amountOere, assumedOere } of allocation.groups) {
      const top = wayOf(tree, group).at(-1) ?? group;
      const money = tops.get(top) ?? { amountOere: 0, assumedOere: 0 };
      money.amountOere = plusOere(money.amountOere, amountOere);
      money.assumedOere = plusOere(money.assumedOere, assumedOere);
      tops.set(top, money);
    }
    for (const [top, money] of tops) add(sums, top, money, isUnpriced(allocation));
  }
  const place = new Map(inOrder.map((code, index) => [code, index]));
  const placeOf = (key: string | null) => (key === null ? Infinity : (place.get(key) ?? inOrder.length));
  const rows = [...sums].toSorted(
    ([a], [b]) => placeOf(a) - placeOf(b) || String(a).localeCompare(String(b)),
  );
  return axis('administration', rows);
}

type Sums = Omit<Figures, 'percent'>;

function noFigures(): Sums {
  return { amountOere: 0, offers: 0, unknownPriceOffers: 0, assumedOere: 0 };
}

function add<Key>(
  sums: Map<Key, Sums>,
  key: Key,
  money: { amountOere: Oere; assumedOere: Oere },
  unpriced: boolean,
): void {
  const figures = sums.get(key) ?? noFigures();
  figures.amountOere = plusOere(figures.amountOere, money.amountOere);
  figures.assumedOere = plusOere(figures.assumedOere, money.assumedOere);
  figures.offers += 1;
  figures.unknownPriceOffers += unpriced ? 1 : 0;
  sums.set(key, figures);
}

function axis<Key>(decidedBy: DecidedBy, sums: readonly [Key, Sums][]): Axis<Key> {
  const percents = wholePercents(sums.map(([, { amountOere }]) => amountOere));
  return {
    decidedBy,
    rows: sums.map(([key, figures], index) => ({ key, ...figures, percent: percents[index] ?? 0 })),
  };
}

function matrixOf(allocations: readonly Allocation[]): Matrix {
  const sums = new Map<string, Sums>();
  for (const allocation of allocations) {
    const { purpose, evidence } = allocation.offer;
    add(sums, `${purpose.type} ${evidence.certainty}`, allocation, isUnpriced(allocation));
  }
  const cells = purposes.map(purpose =>
    certainties.map(certainty => cellOf(sums.get(`${purpose} ${certainty}`))),
  );
  return {
    purposes: [...purposes],
    certainties: [...certainties],
    cells,
    rowTotalsOere: cells.map(totalOf),
    columnTotalsOere: certainties.map((_, column) => totalOf(cells.map(row => row[column]))),
    totalOere: totalOf(cells.flat()),
  };
}

function totalOf(cells: readonly (MatrixCell | undefined)[]): Oere {
  return sumOere(cells.map(cell => cell?.amountOere ?? 0));
}

function cellOf(sums: Sums | undefined): MatrixCell {
  if (!sums) return null;
  const { amountOere, offers, unknownPriceOffers } = sums;
  return { amountOere, offers, unknownPriceOffers };
}

function isUnpriced(allocation: Allocation): boolean {
  return allocation.unknownYears.length > 0;
}

function input({ offer, years, sharedBy, groups }: Allocation): BalanceInput {
  return [
    offer.code,
    offer.purpose.type,
    offer.evidence.certainty,
    offer.breadth,
    offer.delivery,
    offer.supplier,
    Object.fromEntries(years.map(({ year, money }) => [year, money?.byBasis ?? null])),
    groups.map(({ group, places }) => [group, places]),
    sharedBy,
  ];
}

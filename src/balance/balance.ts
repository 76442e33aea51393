import { plusOere, sumOere, type Oere } from '../shared/money.ts';
import { percentOf, wholePercents } from '../shared/shares.ts';
import type { Basis } from '../shared/source.schema.ts';
import { allocate, type Allocation, type ByBasis, type SharedBy } from './allocation.ts';
import { concentrationOf, type Concentration } from './concentration.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { wayOf } from '../target-groups/group-tree.ts';
import { committed, type Committed } from '../offers/commitment.ts';
import type { Commitment } from '../offers/commitment.schema.ts';
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
  /** Offers whose price is unknown in at least one of the years: some of their money is missing from `amountOere`. */
  unknownPriceOffers: number;
  /** Those of them whose price is unknown in all the years: nothing of their money is in `amountOere`. */
  unpricedOffers: number;
  assumedOere: Oere;
};

/**
 * Along the target groups an offer counts in each group it serves; along every other axis once. Contracts on offers that have left
 * are no offers: their money stands beside the rows, null where there are none, and the percents sum to 100 with it.
 */
export type Axis<Key> = {
  decidedBy: DecidedBy;
  rows: ({ key: Key } & Figures)[];
  commitments: CommittedMoney | null;
};

/** `contracts` counts those that cost something in the years, `unknownContracts` those of them whose price is unknown. */
export type CommittedMoney = Committed & { percent: number };

export type YearBudget = {
  year: number;
  frameOere: Oere;
  /** All that is known to be spent: offers, and contracts on offers that have left. */
  allocatedOere: Oere;
  /** Of it, contracts on offers that have left. */
  committedOere: Oere;
  /** Negative when the frame is broken. */
  leftOere: Oere;
  assumedOere: Oere;
  offers: number;
  unknownPriceOffers: number;
  unpricedOffers: number;
  /** Contracts on offers that have left whose price is unknown. */
  unknownContracts: number;
};

export type Budget = Omit<YearBudget, 'year'> & {
  decidedBy: DecidedBy;
  years: YearBudget[];
  unknownPrices: { offer: string; years: number[] }[];
  commitments: Commitment[];
  byBasis: { basis: Basis; amountOere: Oere; percent: number }[];
  assumedPercent: number;
};

/** Null where no offer has this purpose and certainty: empty is not the same as no money. */
export type MatrixCell = {
  amountOere: Oere;
  offers: number;
  unknownPriceOffers: number;
  unpricedOffers: number;
} | null;

/** Rows are purposes, columns certainties, both whole scales in their order; contracts on offers that have left stand beside them. */
export type Matrix = {
  purposes: PurposeType[];
  certainties: Certainty[];
  cells: MatrixCell[][];
  rowTotalsOere: Oere[];
  columnTotalsOere: Oere[];
  committedOere: Oere;
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
  const commitments = whole.commitments.filter(({ year }) => years.includes(year));
  const spent: Spent = { allocations, beside: commitments.length > 0 ? committed(commitments) : null };
  const supplier = supplierAxis(spent);
  return {
    year,
    budget: budgetOf(frames, years, allocations, commitments),
    axes: {
      evidence: scaleAxis('committee', certainties, spent, ({ offer }) => offer.evidence.certainty),
      purpose: scaleAxis('committee', purposes, spent, ({ offer }) => offer.purpose.type),
      breadth: scaleAxis('administration', breadths, spent, ({ offer }) => offer.breadth),
      delivery: scaleAxis('administration', deliveries, spent, ({ offer }) => offer.delivery),
      supplier,
      targetGroup: targetGroupAxis(addressed, spent),
    },
    matrix: matrixOf(spent),
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
  commitments: readonly Commitment[],
): Budget {
  const perYear = years.map(year => yearBudget(frames, year, allocations, commitments));
  const frameOere = sumOere(perYear.map(year => year.frameOere));
  const allocatedOere = sumOere(perYear.map(year => year.allocatedOere));
  const assumedOere = sumOere(perYear.map(year => year.assumedOere));
  const unpriced = allocations.filter(isUnpriced);
  const money = allocations.flatMap(({ years }) => years.map(year => year.money?.byBasis ?? {}));
  const beside = committed(commitments);
  const amounts = bases.map(basis =>
    plusOere(
      sumOere(money.map(byBasis => byBasis[basis] ?? 0)),
      committed(commitments.filter(one => one.basis === basis)).amountOere,
    ),
  );
  const percents = wholePercents(amounts);
  return {
    decidedBy: 'committee',
    frameOere,
    allocatedOere,
    committedOere: beside.amountOere,
    leftOere: frameOere - allocatedOere,
    assumedOere,
    assumedPercent: percentOf(assumedOere, allocatedOere),
    offers: allocations.length,
    unknownPriceOffers: unpriced.length,
    unpricedOffers: unpriced.filter(isWhollyUnpriced).length,
    unknownContracts: beside.unknownContracts,
    commitments: [...commitments],
    unknownPrices: unpriced.map(({ offer, unknownYears }) => ({ offer: offer.code, years: unknownYears })),
    byBasis: bases.map((basis, index) => ({
      basis,
      amountOere: amounts[index] ?? 0,
      percent: percents[index] ?? 0,
    })),
    years: perYear,
  };
}

function yearBudget(
  frames: readonly Frame[],
  year: number,
  allocations: readonly Allocation[],
  commitments: readonly Commitment[],
): YearBudget {
  const running = allocations.flatMap(allocation => allocation.years.filter(money => money.year === year));
  const frameOere = sumOere(frames.filter(frame => frame.year === year).map(frame => frame.amountOere));
  const beside = committed(commitments.filter(one => one.year === year));
  const allocatedOere = plusOere(
    sumOere(running.map(({ money }) => money?.amountOere ?? 0)),
    beside.amountOere,
  );
  const unknown = running.filter(({ money }) => money === null).length;
  return {
    year,
    frameOere,
    allocatedOere,
    committedOere: beside.amountOere,
    leftOere: frameOere - allocatedOere,
    assumedOere: plusOere(sumOere(running.map(({ money }) => money?.assumedOere ?? 0)), beside.assumedOere),
    offers: running.length,
    unknownPriceOffers: unknown,
    unpricedOffers: unknown,
    unknownContracts: beside.unknownContracts,
  };
}

/** What the axes part: the offers' money, and beside it the contracts on offers that have left. */
type Spent = { allocations: readonly Allocation[]; beside: Committed | null };

function scaleAxis<Key>(
  decidedBy: DecidedBy,
  scale: readonly Key[],
  { allocations, beside }: Spent,
  keyOf: (allocation: Allocation) => Key,
): Axis<Key> {
  const sums = new Map(scale.map(key => [key, noFigures()]));
  for (const allocation of allocations) add(sums, keyOf(allocation), allocation, allocation);
  return axis(decidedBy, [...sums], beside);
}

function supplierAxis({ allocations, beside }: Spent): Axis<string | null> {
  const sums = new Map<string | null, Sums>();
  for (const allocation of allocations) add(sums, allocation.offer.supplier, allocation, allocation);
  return axis('administration', [...sums].toSorted(bySupplier), beside);
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

function targetGroupAxis({ tree, groups }: Addressed, { allocations, beside }: Spent): Axis<string | null> {
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
    for (const [top, money] of tops) add(sums, top, money, allocation);
  }
  const place = new Map(inOrder.map((code, index) => [code, index]));
  const placeOf = (key: string | null) => (key === null ? Infinity : (place.get(key) ?? inOrder.length));
  const rows = [...sums].toSorted(
    ([a], [b]) => placeOf(a) - placeOf(b) || String(a).localeCompare(String(b)),
  );
  return axis('administration', rows, beside);
}

type Sums = Omit<Figures, 'percent'>;

function noFigures(): Sums {
  return { amountOere: 0, offers: 0, unknownPriceOffers: 0, unpricedOffers: 0, assumedOere: 0 };
}

function add<Key>(
  sums: Map<Key, Sums>,
  key: Key,
  money: { amountOere: Oere; assumedOere: Oere },
  offer: Allocation,
): void {
  const figures = sums.get(key) ?? noFigures();
  figures.amountOere = plusOere(figures.amountOere, money.amountOere);
  figures.assumedOere = plusOere(figures.assumedOere, money.assumedOere);
  figures.offers += 1;
  figures.unknownPriceOffers += isUnpriced(offer) ? 1 : 0;
  figures.unpricedOffers += isWhollyUnpriced(offer) ? 1 : 0;
  sums.set(key, figures);
}

function axis<Key>(decidedBy: DecidedBy, sums: readonly [Key, Sums][], beside: Committed | null): Axis<Key> {
  const amounts = sums.map(([, { amountOere }]) => amountOere);
  const percents = wholePercents([...amounts, beside?.amountOere ?? 0]);
  return {
    decidedBy,
    rows: sums.map(([key, figures], index) => ({ key, ...figures, percent: percents[index] ?? 0 })),
    commitments: beside && { ...beside, percent: percents.at(-1) ?? 0 },
  };
}

function matrixOf({ allocations, beside }: Spent): Matrix {
  const sums = new Map<string, Sums>();
  for (const allocation of allocations) {
    const { purpose, evidence } = allocation.offer;
    add(sums, `${purpose.type} ${evidence.certainty}`, allocation, allocation);
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
    committedOere: beside?.amountOere ?? 0,
    totalOere: plusOere(totalOf(cells.flat()), beside?.amountOere ?? 0),
  };
}

function totalOf(cells: readonly (MatrixCell | undefined)[]): Oere {
  return sumOere(cells.map(cell => cell?.amountOere ?? 0));
}

function cellOf(sums: Sums | undefined): MatrixCell {
  if (!sums) return null;
  const { amountOere, offers, unknownPriceOffers, unpricedOffers } = sums;
  return { amountOere, offers, unknownPriceOffers, unpricedOffers };
}

function isUnpriced(allocation: Allocation): boolean {
  return allocation.unknownYears.length > 0;
}

function isWhollyUnpriced({ unknownYears, years }: Allocation): boolean {
  return unknownYears.length === years.length;
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

import {
  benefitGroupOf,
  groupTree,
  latestCount,
  personsIn,
  wayOf,
  type GroupTree,
  type LatestCount,
} from '../target-groups/group-tree.ts';
import type { Breadth, OfferView } from './offer.schema.ts';
import { coveredYears } from './price.ts';
import type { CountBasis } from '../target-groups/target-group.schema.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/** A number known to lie between two bounds, both included; equal bounds are an exact number. */
export type Range = { low: number; high: number };

type AddressedGroup = { group: string; persons: number | null };
type OutsideGroup = { group: string; latest: LatestCount | null };

/** What of one benefit group is reached, and through which of the groups served; null when no bound is known. */
type BenefitReach = { group: string; through: string[]; all: number | null; persons: Range | null };

/**
 * `range`: persons of all, `share` a fraction from 0 to 1. `unknown`: an addressed group has no count (`missing`), or there
 * is nobody to reach. `outside`: every group served lies outside what the portfolio addresses. `none`: no group is served.
 * `outside` lists the groups served that never add to the partition, with their own latest counts.
 */
export type Reach =
  | {
      kind: 'range';
      persons: Range;
      all: number;
      share: Range;
      benefitGroups: BenefitReach[];
      outside: OutsideGroup[];
    }
  | {
      kind: 'unknown';
      missing: string[];
      persons: Range | null;
      benefitGroups: BenefitReach[];
      outside: OutsideGroup[];
    }
  | { kind: 'outside'; outside: OutsideGroup[] }
  | { kind: 'none' };

export type BreadthHint = 'general-below-median' | 'specialised-above-median';

export type OfferReach = { offer: string; breadth: Breadth; reach: Reach; hint: BreadthHint | null };

export type PortfolioReach = {
  year: number | null;
  countBasis: CountBasis;
  addressed: AddressedGroup[];
  /** Persons in all addressed groups; null when one of them has no count. */
  all: number | null;
  missing: string[];
  /** The persons that at least one offer serves. */
  covered: Reach;
  /** The middle one of the offers that have a reach, each taken at the middle of its range; `offers` says how many they are. */
  median: { persons: number; share: number; offers: number } | null;
  offers: OfferReach[];
};

/** Who the portfolio addresses and how many they are: what every reach is measured against. */
export type Addressed = {
  tree: GroupTree;
  countBasis: CountBasis;
  groups: Map<string, number | null>;
  all: number | null;
  missing: string[];
};

/** The reach of every offer that runs in the year (null: in any year of the portfolio) and of all of them together. */
export function portfolioReach(whole: WholePortfolio, year: number | null): PortfolioReach {
  const addressed = addressedBy(whole);
  const years = coveredYears(whole.portfolio, year);
  const offers = whole.offers.filter(offer => offer.years.some(year => years.includes(year)));
  const reaches = offers.map(offer => ({ offer, reach: reachOf(addressed, servedBy([offer])) }));
  const median = medianReach(reaches.map(({ reach }) => reach));
  return {
    year,
    countBasis: addressed.countBasis,
    addressed: [...addressed.groups].map(([group, persons]) => ({ group, persons })),
    all: addressed.all,
    missing: addressed.missing,
    covered: reachOf(addressed, servedBy(offers)),
    median,
    offers: reaches.map(({ offer, reach }) => ({
      offer: offer.code,
      breadth: offer.breadth,
      reach,
      hint: median && breadthHint(offer.breadth, reach, median.persons),
    })),
  };
}

/** A group that the portfolio names but that is not found has no count; one that is not a benefit group cannot be addressed. */
export function addressedBy({ portfolio, targetGroups }: WholePortfolio): Addressed {
  const tree = groupTree(targetGroups);
  const { countBasis } = portfolio;
  const groups = new Map<string, number | null>();
  for (const code of portfolio.addresses) {
    if ((tree.groups.get(code)?.kind ?? 'benefit') === 'benefit')
      groups.set(code, personsIn(tree, code, countBasis));
  }
  const missing = [...groups].filter(([, persons]) => persons === null).map(([group]) => group);
  const all = missing.length > 0 ? null : sum([...groups.values()].map(persons => persons ?? 0));
  return { tree, countBasis, groups, all, missing };
}

/** Persons in the groups served ÷ persons in all groups addressed, nobody counted twice. */
export function reachOf(addressed: Addressed, served: readonly string[]): Reach {
  if (served.length === 0) return { kind: 'none' };
  const through = new Map<string, string[]>();
  const outside: OutsideGroup[] = [];
  for (const code of new Set(served)) {
    const benefit = benefitGroupOf(addressed.tree, code);
    if (benefit !== null && addressed.groups.has(benefit))
      through.set(benefit, [...(through.get(benefit) ?? []), code]);
    else outside.push({ group: code, latest: latestCount(addressed.tree, code) });
  }
  if (through.size === 0) return { kind: 'outside', outside };
  const benefitGroups = [...addressed.groups.keys()].flatMap(group => {
    const codes = through.get(group);
    return codes ? [benefitReach(addressed, group, codes)] : [];
  });
  const persons = sumRanges(benefitGroups.map(({ persons }) => persons));
  const { all, missing } = addressed;
  if (all === null || all === 0 || persons === null)
    return { kind: 'unknown', missing, persons, benefitGroups, outside };
  const share = { low: persons.low / all, high: persons.high / all };
  return { kind: 'range', persons, all, share, benefitGroups, outside };
}

/** The groups that the offers serve, each once, in the order of the offers. */
function servedBy(offers: readonly OfferView[]): string[] {
  return [...new Set(offers.flatMap(offer => offer.targetGroups.map(served => served.group)))];
}

/**
 * Parts of one benefit group may overlap: together they hold at least the largest known one and at most their sum, never
 * more than the whole. A part inside another part that is served adds nothing to the most they can hold.
 */
function benefitReach(addressed: Addressed, group: string, through: string[]): BenefitReach {
  const all = addressed.groups.get(group) ?? null;
  if (through.includes(group))
    return { group, through, all, persons: all === null ? null : { low: all, high: all } };
  const parts = through.map(code => ({ code, persons: partPersons(addressed, code) }));
  const outermost = parts.filter(
    ({ code }) =>
      !wayOf(addressed.tree, code)
        .slice(1)
        .some(above => through.includes(above)),
  );
  const low = Math.max(...parts.map(({ persons }) => persons.low));
  const high = Math.min(all ?? Infinity, sum(outermost.map(({ persons }) => persons.high)));
  return { group, through, all, persons: high === Infinity ? null : { low, high } };
}

/** Exact where the part has its own count, else from nobody to everybody in the smallest group known to contain it. */
function partPersons({ tree, countBasis }: Addressed, code: string): Range {
  const own = personsIn(tree, code, countBasis);
  const containing = wayOf(tree, code)
    .slice(1)
    .map(above => personsIn(tree, above, countBasis) ?? Infinity);
  const high = Math.min(own ?? Infinity, ...containing);
  return { low: own === null ? 0 : high, high };
}

function medianReach(reaches: readonly Reach[]): PortfolioReach['median'] {
  const known = reaches.filter(reach => reach.kind === 'range');
  const middles = known.map(({ persons }) => (persons.low + persons.high) / 2).toSorted((a, b) => a - b);
  const upper = middles[Math.floor(middles.length / 2)];
  const lower = middles[Math.ceil(middles.length / 2) - 1];
  const [first] = known;
  if (upper === undefined || lower === undefined || !first) return null;
  const persons = (lower + upper) / 2;
  return { persons, share: persons / first.all, offers: known.length };
}

/** Pointed out only when the whole range lies on the wrong side of the median, so that an unknown count accuses nobody. */
function breadthHint(breadth: Breadth, reach: Reach, median: number): BreadthHint | null {
  if (reach.kind !== 'range') return null;
  switch (breadth) {
    case 'general':
      return reach.persons.high < median ? 'general-below-median' : null;
    case 'specialised':
      return reach.persons.low > median ? 'specialised-above-median' : null;
  }
}

function sumRanges(ranges: readonly (Range | null)[]): Range | null {
  const known = ranges.filter(range => range !== null);
  if (known.length < ranges.length) return null;
  return { low: sum(known.map(range => range.low)), high: sum(known.map(range => range.high)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

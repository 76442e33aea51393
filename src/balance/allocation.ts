import { distribute, sumOere, type Oere } from '../shared/money.ts';
import type { Basis } from '../shared/source.schema.ts';
import { personsIn, type GroupTree } from '../target-groups/group-tree.ts';
import type { OfferView } from '../offers/offer.schema.ts';
import { amountByBasis, priceInYear } from '../offers/price.ts';
import type { CountBasis } from '../target-groups/target-group.schema.ts';

/**
 * What an offer's money is shared among its groups by: places where every group has them, else persons where every group
 * has a count, else equally; `none` when it serves no group.
 */
export type SharedBy = 'places' | 'persons' | 'equally' | 'none';

type GroupShare = { group: string; places: number | null; amountOere: Oere; assumedOere: Oere };

export type ByBasis = Partial<Record<Basis, Oere>>;

/** An offer's known money in one year; null when it runs without a price. */
type YearMoney = {
  year: number;
  money: { amountOere: Oere; assumedOere: Oere; byBasis: ByBasis } | null;
};

/** An offer's known money over the years it runs in, and how it falls on the groups the offer serves. */
export type Allocation = {
  offer: OfferView;
  years: YearMoney[];
  unknownYears: number[];
  amountOere: Oere;
  assumedOere: Oere;
  sharedBy: SharedBy;
  groups: GroupShare[];
};

/** Null when the offer runs in none of the years. Each year is shared out by itself, so that years add up to all years. */
export function allocate(
  offer: OfferView,
  years: readonly number[],
  tree: GroupTree,
  countBasis: CountBasis,
): Allocation | null {
  const running = years.flatMap(year => yearMoney(offer, year) ?? []);
  if (running.length === 0) return null;
  const places = placesByGroup(offer);
  const { sharedBy, weights } = weigh(places, tree, countBasis);
  const groups = [...places].map(([group, places]) => ({ group, places, amountOere: 0, assumedOere: 0 }));
  for (const { money } of running) if (money && groups.length > 0) shareOut(money, weights, groups);
  return {
    offer,
    years: running,
    unknownYears: running.filter(({ money }) => money === null).map(({ year }) => year),
    amountOere: sumOere(running.map(({ money }) => money?.amountOere ?? 0)),
    assumedOere: sumOere(running.map(({ money }) => money?.assumedOere ?? 0)),
    sharedBy,
    groups,
  };
}

function yearMoney(offer: OfferView, year: number): YearMoney | null {
  const price = priceInYear(offer, year);
  switch (price.kind) {
    case 'does-not-run':
      return null;
    case 'unknown':
      return { year, money: null };
    case 'known': {
      const { amountOere, assumedOere, lines } = price;
      return { year, money: { amountOere, assumedOere, byBasis: amountByBasis(lines) } };
    }
  }
}

function placesByGroup(offer: OfferView): Map<string, number | null> {
  const places = new Map<string, number | null>();
  for (const { group, placesPerYear } of offer.targetGroups) {
    const before = places.has(group) ? places.get(group) : 0;
    places.set(group, before == null || placesPerYear === null ? null : before + placesPerYear);
  }
  return places;
}

function weigh(
  places: Map<string, number | null>,
  tree: GroupTree,
  countBasis: CountBasis,
): { sharedBy: SharedBy; weights: number[] } {
  if (places.size === 0) return { sharedBy: 'none', weights: [] };
  const byPlaces = allKnown([...places.values()]);
  if (byPlaces) return { sharedBy: 'places', weights: byPlaces };
  const byPersons = allKnown([...places.keys()].map(group => personsIn(tree, group, countBasis)));
  if (byPersons) return { sharedBy: 'persons', weights: byPersons };
  return { sharedBy: 'equally', weights: [...places.keys()].map(() => 1) };
}

function allKnown(numbers: readonly (number | null)[]): number[] | null {
  const known = numbers.filter(number => number !== null);
  return known.length === numbers.length && known.some(number => number > 0) ? known : null;
}

/** The assumed part follows the amounts already shared out, so that no group gets more assumed money than money. */
function shareOut(
  money: { amountOere: Oere; assumedOere: Oere },
  weights: readonly number[],
  groups: GroupShare[],
): void {
  const amounts = distribute(money.amountOere, weights);
  const assumed = distribute(money.assumedOere, amounts);
  groups.forEach((group, index) => {
    group.amountOere += amounts[index] ?? 0;
    group.assumedOere += assumed[index] ?? 0;
  });
}

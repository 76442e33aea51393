import { benefitGroupOf, personsIn, wayOf } from '../../target-groups/group-tree.ts';
import type { Certainty, OfferView } from '../../offers/offer.schema.ts';
import { priceOver } from '../../offers/price.ts';
import { addressedBy, type Addressed } from '../../offers/reach.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { plusOere, type Oere } from '../../shared/money.ts';

/** What a place counts for by how sure the knowledge of its offer is: whole numbers, not negative. */
export type Weights = Record<Certainty, number>;

/**
 * What a vifte is worth by each objective. `persons` is the most persons who can be given a place, nobody twice; `evidence` the
 * places, each times the weight of its offer's evidence; `costOere` all known prices over the years.
 */
export type Values = { persons: number; evidence: number; costOere: Oere };

/**
 * A group that covers persons: never more than `cap` (its own count, null where it has none), out of its own places and what
 * its parts cover. The tops are the addressed benefit groups that have a count.
 */
export type CoverNode = { group: string; cap: number | null; parts: CoverNode[] };

export function valuesOf(whole: WholePortfolio, years: readonly number[], weights: Weights): Values {
  const running = offersIn(whole.offers, years);
  const places = placesByGroup(running);
  return {
    persons: coverTree(addressedBy(whole), new Set(places.keys())).reduce(
      (sum, node) => sum + coveredBy(node, places),
      0,
    ),
    evidence: running.reduce((sum, offer) => sum + knownPlaces(offer) * weightOf(offer, weights), 0),
    costOere: running.reduce((sum, offer) => plusOere(sum, knownCost(offer, years)), 0),
  };
}

export function offersIn(offers: readonly OfferView[], years: readonly number[]): OfferView[] {
  return offers.filter(offer => offer.years.some(year => years.includes(year)));
}

/** An offer found to do nothing, or harm, counts for nothing however sure that is. */
export function weightOf({ evidence }: OfferView, weights: Weights): number {
  switch (evidence.direction) {
    case 'positive':
    case 'unknown':
      return weights[evidence.certainty];
    case 'none':
    case 'negative':
      return 0;
  }
}

export function knownCost(offer: OfferView, years: readonly number[]): Oere {
  const price = priceOver(offer, years);
  return price.kind === 'known' || price.kind === 'partly' ? price.amountOere : 0;
}

export function knownPlaces({ targetGroups }: OfferView): number {
  return targetGroups.reduce((sum, { placesPerYear }) => sum + (placesPerYear ?? 0), 0);
}

/** The groups in which places can cover persons, as trees; of the parts only those that are served, or hold one that is. */
export function coverTree({ tree, countBasis, groups }: Addressed, served: ReadonlySet<string>): CoverNode[] {
  const nodes = new Map<string, CoverNode>();
  const tops: CoverNode[] = [];
  for (const code of served) {
    const benefit = benefitGroupOf(tree, code);
    if (benefit === null || (groups.get(benefit) ?? null) === null) continue;
    let below: CoverNode | undefined;
    for (const group of wayOf(tree, code)) {
      const known = nodes.get(group);
      const node = known ?? { group, cap: personsIn(tree, group, countBasis), parts: [] };
      if (below && !node.parts.includes(below)) node.parts.push(below);
      if (known) break;
      nodes.set(group, node);
      if (group === benefit) tops.push(node);
      below = node;
    }
  }
  return tops;
}

function coveredBy({ group, cap, parts }: CoverNode, places: ReadonlyMap<string, number>): number {
  const offered = parts.reduce((sum, part) => sum + coveredBy(part, places), places.get(group) ?? 0);
  return Math.min(cap ?? Infinity, offered);
}

function placesByGroup(offers: readonly OfferView[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const { targetGroups } of offers)
    for (const { group, placesPerYear } of targetGroups)
      places.set(group, (places.get(group) ?? 0) + (placesPerYear ?? 0));
  return places;
}

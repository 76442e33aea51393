import type { OfferView } from '../../offers/offer.schema.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { sumOere, type Oere } from '../../shared/money.ts';
import { groupTree } from '../../target-groups/group-tree.ts';
import { committed, commitmentsOf } from '../../offers/commitment.ts';
import { isAmong, isScalable, placesIn, placesWithin, type Demand } from './demand.ts';
import { knownCost, knownPlaces, offersIn, valuesOf, type Values, type Weights } from './optimum-value.ts';

/** Whether what a vifte has become keeps to a demand, worked out from the two alone. */
export function keepsTo(
  whole: WholePortfolio,
  years: readonly number[],
  demand: Demand,
  before: WholePortfolio = whole,
): boolean {
  const running = offersIn(whole.offers, years);
  const found = (code: string) => running.find(offer => offer.code === code);
  switch (demand.kind) {
    case 'frame': {
      const costs = running.map(offer => knownCost(offer, [demand.year]));
      return sumOere([...costs, committedIn(whole, [demand.year])]) <= demand.amountOere;
    }
    case 'keep': {
      const offer = found(demand.offer);
      const least = demand.because === 'contract' ? (demand.places ?? 0) : 0;
      return offer !== undefined && knownPlaces(offer) >= least;
    }
    case 'contract': {
      const offer = found(demand.offer);
      return offer === undefined || knownPlaces(offer) >= demand.places;
    }
    case 'fixed-amount': {
      const offer = found(demand.offer);
      return offer === undefined || knownPlaces(offer) === demand.places;
    }
    case 'range':
      return running.every(offer => {
        const today = before.offers.find(({ code }) => code === offer.code);
        if (!today || demand.except.includes(offer.code) || !isScalable(today, years)) return true;
        const { least, most } = placesWithin(knownPlaces(today), demand);
        return knownPlaces(offer) >= least && knownPlaces(offer) <= most;
      });
    case 'drop':
      return found(demand.offer) === undefined;
    case 'places': {
      const offer = found(demand.offer);
      const places = offer && knownPlaces(offer);
      return places === undefined || (places >= demand.min && places <= demand.max);
    }
    case 'coverage':
      return placesIn(groupTree(whole.targetGroups), running, demand.group) >= demand.places;
    case 'share': {
      const paid = (among: (offer: OfferView) => boolean) =>
        sumOere([
          ...running.filter(among).map(offer => knownCost(offer, years)),
          ...goneFrom(before, whole)
            .filter(among)
            .map(offer => paidOut(offer, years)),
        ]);
      const all = paid(() => true);
      const part = paid(offer => isAmong(offer, demand.share));
      // Whole numbers beyond 2^53 need more than a number.
      const over = BigInt(part) * 100n - BigInt(all) * BigInt(demand.percent);
      return demand.bound === 'min' ? over >= 0n : over <= 0n;
    }
    case 'exclusive':
      return demand.offers.filter(found).length <= 1;
    case 'persons':
      return valuesOf(whole, years, noWeights).persons >= demand.atLeast;
  }
}

/** What contracts on offers that are not in the vifte any more still cost in these years. */
export function committedIn({ commitments }: WholePortfolio, years: readonly number[]): Oere {
  return committed(commitments.filter(({ year }) => years.includes(year))).amountOere;
}

function goneFrom(before: WholePortfolio, after: WholePortfolio): OfferView[] {
  const kept = new Set(after.offers.map(({ code }) => code));
  return before.offers.filter(({ code }) => !kept.has(code));
}

/** What the contract of an offer still costs when it is dropped. */
export function paidOut(offer: OfferView, years: readonly number[]): Oere {
  return committed(commitmentsOf(offer, years)).amountOere;
}

const noWeights: Weights = {
  strong: 0,
  moderate: 0,
  indication: 0,
  conflicting: 0,
  uncertain: 0,
  'not-assessed': 0,
};

/** What a vifte is worth, with what contracts on offers that have left it still cost. */
export function valuesWithCommitments(
  whole: WholePortfolio,
  years: readonly number[],
  weights: Weights,
): Values {
  const values = valuesOf(whole, years, weights);
  return { ...values, costOere: sumOere([values.costOere, committedIn(whole, years)]) };
}

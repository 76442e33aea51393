import { committed } from '../../offers/commitment.ts';
import type { Certainty, Delivery, OfferView, PurposeType } from '../../offers/offer.schema.ts';
import { groupTree, wayOf, type GroupTree } from '../../target-groups/group-tree.ts';
import { coveredYears, priceOver } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { sumOere, type Oere } from '../../shared/money.ts';
import { knownCost, knownPlaces, offersIn, valuesOf, type Weights } from './optimum-value.ts';
import type { Objective } from './objective.ts';
import { placesOf } from '../scenario.ts';

export type ShareOf =
  | { axis: 'purpose'; keys: PurposeType[] }
  | { axis: 'evidence'; keys: Certainty[] }
  | { axis: 'delivery'; keys: Delivery[] };

/** Why an offer is kept whatever it is worth. */
export type KeptFor = 'statutory' | 'contract' | 'unknown-price' | 'unknown-places' | 'asked';

/** One thing every vifte of the answer must keep to; each can be taken away by itself. */
export type Demand =
  | { kind: 'frame'; year: number; amountOere: Oere }
  | { kind: 'keep'; offer: string; because: KeptFor }
  | { kind: 'drop'; offer: string }
  | { kind: 'places'; offer: string; min: number; max: number }
  /** Places a year in the group and its parts; `percent` of today's where that is how it was asked. */
  | { kind: 'coverage'; group: string; places: number; percent: number | null }
  | { kind: 'share'; share: ShareOf; bound: 'min' | 'max'; percent: number }
  | { kind: 'exclusive'; offers: string[] }
  | { kind: 'persons'; atLeast: number };

/** What is asked of an optimum, checked: every code is known and no bounds cross (`demandFindings`). */
export type Asked = {
  /** Null for all years of the portfolio. */
  year: number | null;
  /** Two or three, each once; the first is the one that is shown upwards. */
  objectives: Objective[];
  weights: Weights;
  /** Years that are not named keep the portfolio's frame. */
  frames: { year: number; amountOere: Oere }[];
  keep: string[];
  drop: string[];
  places: { offer: string; min: number; max: number }[];
  /** An offer's places lie between these percents of today's where `places` does not name it. */
  range: { minPercent: number; maxPercent: number };
  fixedAmounts: 'stay' | 'follow';
  coverage: { group: string; places: number }[];
  /** Every group keeps at least this part of the places it has today. */
  keepCoveragePercent: number;
  shares: (ShareOf & { minPercent: number; maxPercent: number })[];
  exclusive: { offers: string[] }[];
  minPersons: number | null;
  departures: { kind: 'keep' | 'drop'; offer: string }[];
  /** Whether to work out what each demand costs. */
  prices: boolean;
  points: number;
  gapPercent: number;
  seconds: number;
};

export function yearsAsked(whole: WholePortfolio, { year }: Pick<Asked, 'year'>): number[] {
  return coveredYears(whole.portfolio, year);
}

/** Each demand by itself: those asked for, and those that always hold. */
export function demandsOf(whole: WholePortfolio, asked: Asked): Demand[] {
  const years = yearsAsked(whole, asked);
  const dropped = new Set(asked.drop);
  const tree = groupTree(whole.targetGroups);
  const running = offersIn(whole.offers, years);
  const named = new Set(asked.coverage.map(({ group }) => group));
  return [
    ...years.map((year): Demand => ({ kind: 'frame', year, amountOere: frameOf(whole, asked, year) })),
    ...running.flatMap((offer): Demand[] => {
      const because = keptFor(offer, years);
      if (because === null) return [];
      // Nothing is known of what an unpriced offer would save; only somebody who asks for it drops it.
      if (because.startsWith('unknown') && dropped.has(offer.code)) return [];
      return [{ kind: 'keep', offer: offer.code, because }];
    }),
    ...asked.keep.map((offer): Demand => ({ kind: 'keep', offer, because: 'asked' })),
    ...asked.drop.map((offer): Demand => ({ kind: 'drop', offer })),
    ...asked.places.map((bounds): Demand => ({ kind: 'places', ...bounds })),
    ...asked.coverage.map(({ group, places }): Demand => ({
      kind: 'coverage',
      group,
      places,
      percent: null,
    })),
    ...groupsWithPlaces(tree, running).flatMap(([group, places]): Demand[] => {
      const least = Math.ceil((places * asked.keepCoveragePercent) / 100);
      if (least === 0 || named.has(group)) return [];
      return [{ kind: 'coverage', group, places: least, percent: asked.keepCoveragePercent }];
    }),
    ...asked.shares.flatMap(({ minPercent, maxPercent, ...share }): Demand[] => [
      ...(minPercent > 0 ? [{ kind: 'share', share, bound: 'min', percent: minPercent } as const] : []),
      ...(maxPercent < 100 ? [{ kind: 'share', share, bound: 'max', percent: maxPercent } as const] : []),
    ]),
    ...asked.exclusive.map(({ offers }): Demand => ({ kind: 'exclusive', offers })),
    ...(asked.minPersons === null ? [] : [{ kind: 'persons', atLeast: asked.minPersons } as const]),
  ];
}

/** What is left of the frame for offers: contracts on offers that have left are paid first. */
function frameOf(whole: WholePortfolio, asked: Asked, year: number): Oere {
  const named = asked.frames.find(frame => frame.year === year);
  const frames = named ? [named] : whole.portfolio.frames.filter(frame => frame.year === year);
  const { amountOere } = committed(whole.commitments.filter(one => one.year === year));
  return Math.max(0, sumOere(frames.map(frame => frame.amountOere)) - amountOere);
}

/** The contract binds an offer whose term runs into the years asked about. */
export function keptFor(offer: OfferView, years: readonly number[]): Exclude<KeptFor, 'asked'> | null {
  const [first] = years;
  if (offer.binding.statutory) return 'statutory';
  const { contractUntil } = offer.binding;
  if (contractUntil !== null && contractUntil >= `${first}-01-01`) return 'contract';
  if (!isPriced(offer, years)) return 'unknown-price';
  return hasPlaces(offer) ? null : 'unknown-places';
}

export function isPriced(offer: OfferView, years: readonly number[]): boolean {
  return priceOver(offer, years).kind === 'known';
}

/** Whether every group the offer serves says how many places it has. */
export function hasPlaces(offer: OfferView): boolean {
  return (
    placesOf(offer) !== null &&
    offer.targetGroups.length > 0 &&
    offer.targetGroups.every(({ placesPerYear }) => placesPerYear !== null)
  );
}

/** Each group that an offer serves by name, with the places in it and its parts. */
function groupsWithPlaces(tree: GroupTree, offers: readonly OfferView[]): [group: string, places: number][] {
  const named = new Set(offers.flatMap(({ targetGroups }) => targetGroups.map(({ group }) => group)));
  return [...named].map(group => [group, placesIn(tree, offers, group)]);
}

function placesIn(tree: GroupTree, offers: readonly OfferView[], group: string): number {
  return offers.reduce(
    (sum, { targetGroups }) =>
      sum +
      targetGroups.reduce(
        (sum, served) => sum + (wayOf(tree, served.group).includes(group) ? (served.placesPerYear ?? 0) : 0),
        0,
      ),
    0,
  );
}

export function isAmong(offer: OfferView, { axis, keys }: ShareOf): boolean {
  const has = (key: string) => keys.some(one => one === key);
  switch (axis) {
    case 'purpose':
      return has(offer.purpose.type);
    case 'evidence':
      return has(offer.evidence.certainty);
    case 'delivery':
      return has(offer.delivery);
  }
}

/** Whether a vifte keeps to a demand, worked out from the vifte alone. */
export function keepsTo(whole: WholePortfolio, years: readonly number[], demand: Demand): boolean {
  const running = offersIn(whole.offers, years);
  const found = (code: string) => running.find(offer => offer.code === code);
  switch (demand.kind) {
    case 'frame':
      return sumOere(running.map(offer => knownCost(offer, [demand.year]))) <= demand.amountOere;
    case 'keep':
      return found(demand.offer) !== undefined;
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
      const all = sumOere(running.map(offer => knownCost(offer, years)));
      const part = sumOere(
        running.filter(offer => isAmong(offer, demand.share)).map(offer => knownCost(offer, years)),
      );
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

const noWeights: Weights = {
  strong: 0,
  moderate: 0,
  indication: 0,
  conflicting: 0,
  uncertain: 0,
  'not-assessed': 0,
};

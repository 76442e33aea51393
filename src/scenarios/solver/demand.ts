import type { Certainty, Delivery, OfferView, PurposeType } from '../../offers/offer.schema.ts';
import { groupTree, wayOf, type GroupTree } from '../../target-groups/group-tree.ts';
import { coveredYears, priceOver } from '../../offers/price.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { inYear, type Day } from '../../shared/days/day.ts';
import { sumOere, type Oere } from '../../shared/money.ts';
import { knownPlaces, offersIn, type Weights } from './optimum-value.ts';
import type { Objective } from './objective.ts';
import { placesOf } from '../scenario.ts';

export type ShareOf =
  | { axis: 'purpose'; keys: PurposeType[] }
  | { axis: 'evidence'; keys: Certainty[] }
  | { axis: 'delivery'; keys: Delivery[] };

/** Why an offer is kept whatever it is worth. */
type KeptFor = 'statutory' | 'contract' | 'unknown-price' | 'unknown-places' | 'asked';

/** One thing every vifte of the answer must keep to; each can be taken away by itself. */
export type Demand =
  | { kind: 'frame'; year: number; amountOere: Oere }
  | { kind: 'keep'; offer: string; because: Exclude<KeptFor, 'contract'> }
  /** A contract runs through every year asked about: the offer stays, with the places it has where they are known. */
  | { kind: 'keep'; offer: string; because: 'contract'; places: number | null }
  /** A contract ends before the years do: with no fewer places where the offer stays; where it goes, the contract is paid out. */
  | { kind: 'contract'; offer: string; places: number; until: Day }
  /** A fixed amount does not say what a place more costs. */
  | { kind: 'fixed-amount'; offer: string; places: number }
  /** Of today's places, in every offer whose places nothing else has been asked about. */
  | { kind: 'range'; minPercent: number; maxPercent: number; except: string[] }
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
  return settled([
    ...years.map((year): Demand => ({ kind: 'frame', year, amountOere: frameOf(whole, asked, year) })),
    ...running.flatMap(offer => bindingsOf(offer, years, dropped.has(offer.code))),
    ...running.flatMap((offer): Demand[] =>
      asked.fixedAmounts === 'stay' && isScalable(offer, years) && isFixed(offer, years)
        ? [{ kind: 'fixed-amount', offer: offer.code, places: knownPlaces(offer) }]
        : [],
    ),
    { kind: 'range', ...asked.range, except: [] },
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
  ]);
}

/** The range is for offers whose places no other of these demands is about. */
export function settled(demands: readonly Demand[]): Demand[] {
  const named = demands.flatMap(demand => (demand.kind === 'places' ? [demand.offer] : []));
  return demands.map(demand => (demand.kind === 'range' ? { ...demand, except: named } : demand));
}

function frameOf(whole: WholePortfolio, asked: Asked, year: number): Oere {
  const named = asked.frames.find(frame => frame.year === year);
  const frames = named ? [named] : whole.portfolio.frames.filter(frame => frame.year === year);
  return sumOere(frames.map(frame => frame.amountOere));
}

/** All that holds an offer by itself: the law, its contract, and what is not known of it. */
function bindingsOf(offer: OfferView, years: readonly number[], isAskedDropped: boolean): Demand[] {
  const { code, binding } = offer;
  const keep = (because: Exclude<KeptFor, 'contract'>): Demand => ({ kind: 'keep', offer: code, because });
  const bound = contractIn(offer, years);
  const places = isScalable(offer, years) ? knownPlaces(offer) : null;
  return [
    ...(binding.statutory ? [keep('statutory')] : []),
    ...(bound === 'through'
      ? [{ kind: 'keep', offer: code, because: 'contract', places } as const]
      : bound !== null && places !== null
        ? [{ kind: 'contract', offer: code, places, until: bound.until } as const]
        : []),
    // Nothing is known of what an unpriced offer would save; only somebody who asks for it drops it.
    ...(isAskedDropped
      ? []
      : !isPriced(offer, years)
        ? [keep('unknown-price')]
        : hasPlaces(offer)
          ? []
          : [keep('unknown-places')]),
  ];
}

/** How a contract binds the years asked about that the offer runs in: not at all, to a day within them, or through them all. */
export function contractIn(
  offer: Pick<OfferView, 'years' | 'binding'>,
  years: readonly number[],
): 'through' | { until: Day } | null {
  const { contractUntil } = offer.binding;
  const run = years.filter(year => offer.years.includes(year));
  if (contractUntil === null || run.length === 0) return null;
  if (contractUntil < inYear(Math.min(...run), '01-01')) return null;
  return contractUntil >= inYear(Math.max(...run), '12-31') ? 'through' : { until: contractUntil };
}

/** Whether another number of places can be thought of at all. */
export function isScalable(offer: OfferView, years: readonly number[]): boolean {
  return isPriced(offer, years) && hasPlaces(offer) && knownPlaces(offer) > 0;
}

/** Whether the price of an offer says nothing of what one place more would cost. */
export function isFixed({ priceLines }: OfferView, years: readonly number[]): boolean {
  return !priceLines.some(line => line.kind === 'activity' && years.includes(line.year));
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
export function groupsWithPlaces(
  tree: GroupTree,
  offers: readonly OfferView[],
): [group: string, places: number][] {
  const named = new Set(offers.flatMap(({ targetGroups }) => targetGroups.map(({ group }) => group)));
  return [...named].map(group => [group, placesIn(tree, offers, group)]);
}

export function placesIn(tree: GroupTree, offers: readonly OfferView[], group: string): number {
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

/** The fewest and the most places an offer of so many may have. */
export function placesWithin(
  today: number,
  { minPercent, maxPercent }: { minPercent: number; maxPercent: number },
): { least: number; most: number } {
  return {
    least: Math.max(1, Math.ceil((today * minPercent) / 100)),
    most: Math.max(today, Math.floor((today * maxPercent) / 100)),
  };
}

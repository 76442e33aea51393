import type { OfferView } from '../../offers/offer.schema.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { hasPlaces, isScalable, placesWithin, type Asked, type Demand } from './demand.ts';
import { paidOut } from './keeps-to.ts';
import { knownCost, knownPlaces } from './optimum-value.ts';
import { commonDivisor, type Building, type Terms } from './program-row.ts';
import { applyChanges, placesOf } from '../scenario.ts';

/** How the places of an offer are read out of the variables: null places where the offer has none known. */
export type Levels = { places: number | null; variable: number; each: boolean };

/** As many numbers of places as a table of every single one may hold, and all tables of a program together. */
const mostLevels = 200;
const mostVariables = 4000;
/** Where there are more, as many as are spread between the bounds. */
const spreadLevels = 40;
/** So few steps between the bounds say too little. */
const leastSteps = 12;
/** As many places as an offer can be written down with. */
const mostPlaces = 100_000;

export type Planned = {
  offer: OfferView;
  levels: Levels[];
  /** 1 where every number of places can be chosen, null where only those of a table can. */
  step: number | null;
  isIn: Terms;
  cost: Map<number, Terms>;
  /** The places of the whole offer, and in each of its groups. */
  places: Terms;
  groups: Map<string, Terms>;
};

export function planOffer(
  building: Building,
  whole: WholePortfolio,
  asked: Pick<Asked, 'fixedAmounts'>,
  years: readonly number[],
  offer: OfferView,
  range: Range | null,
): Planned {
  const planned = plannedIn(building, whole, asked, years, offer, range);
  if (paidOut(offer, years) === 0) return planned;
  // What the contract of an offer that goes still costs.
  const gone = building.variable(0, 1);
  building.row(new Map([...planned.isIn, [gone, 1]]), 1, 1);
  const cost = new Map(
    years.map(year => [year, new Map([...(planned.cost.get(year) ?? []), [gone, paidOut(offer, [year])]])]),
  );
  return { ...planned, cost };
}

function plannedIn(
  building: Building,
  whole: WholePortfolio,
  asked: Pick<Asked, 'fixedAmounts'>,
  years: readonly number[],
  offer: OfferView,
  range: Range | null,
): Planned {
  if (range === null || (range.min === range.max && range.min === placesOf(offer))) {
    const places = hasPlaces(offer) ? placesOf(offer) : null;
    return tabled(building, years, offer, [{ places, at: offer }], 1);
  }
  const at = (places: number) => offerAt(whole, offer, places, asked.fixedAmounts);
  const step = stepOf(offer, years, asked.fixedAmounts);
  const least = Math.ceil(range.min / step);
  const most = Math.floor(range.max / step);
  const count = Math.max(0, range.max - range.min + 1);
  if (most >= least && most > 1 && (step === 1 || most - least + 1 >= leastSteps)) {
    return stepped(building, years, offer, step, { min: least, max: most }, at);
  }
  const isTable = count <= mostLevels && building.variables.length + count <= mostVariables;
  const totals = levelsBetween(range, placesOf(offer) ?? range.min, isTable ? mostLevels : spreadLevels);
  const levels = totals.map(places => ({ places, at: at(places) }));
  return tabled(building, years, offer, levels, totals.length === count ? 1 : null);
}

export type Range = { min: number; max: number };

/** What is demanded of the places of one offer. */
type OfferBounds = {
  places: Range | null;
  range: Extract<Demand, { kind: 'range' }> | null;
  contract: number | null;
  fixed: number | null;
};

/** What these demands say of the places of each offer. */
export function boundsIn(demands: readonly Demand[]): (offer: string) => OfferBounds {
  const bounds = new Map<string, OfferBounds>();
  const range = demands.find(demand => demand.kind === 'range') ?? null;
  const boundsOf = (offer: string) =>
    bounds.get(offer) ?? { places: null, range, contract: null, fixed: null };
  for (const demand of demands) {
    if (demand.kind === 'places') bounds.set(demand.offer, { ...boundsOf(demand.offer), places: demand });
    if (demand.kind === 'contract' || (demand.kind === 'keep' && demand.because === 'contract'))
      bounds.set(demand.offer, { ...boundsOf(demand.offer), contract: demand.places });
    if (demand.kind === 'fixed-amount')
      bounds.set(demand.offer, { ...boundsOf(demand.offer), fixed: demand.places });
  }
  return boundsOf;
}

/** How many places an offer may have where it is chosen; null where it is taken as it is or not at all. */
export function rangeOf(
  offer: OfferView,
  years: readonly number[],
  { places, range, contract, fixed }: OfferBounds,
): Range | null {
  if (!isScalable(offer, years)) return null;
  const within = range && placesWithin(knownPlaces(offer), range);
  const { min, max } = places ?? { min: within?.least ?? 1, max: within?.most ?? mostPlaces };
  return {
    min: Math.max(1, min, contract ?? 1, fixed ?? 1),
    max: Math.min(max, fixed ?? max),
  };
}

/** The least step in which places in every group, participants and amounts all stay whole. */
function stepOf(offer: OfferView, years: readonly number[], fixedAmounts: Asked['fixedAmounts']): number {
  const lines = offer.priceLines.filter(line => years.includes(line.year));
  const parts = [
    ...offer.targetGroups.map(({ placesPerYear }) => placesPerYear ?? 0),
    ...lines.flatMap(line => {
      if (line.kind === 'activity') return [line.participants];
      return fixedAmounts === 'follow' ? [line.amountOere] : [];
    }),
  ];
  return knownPlaces(offer) / Math.max(1, parts.reduce(commonDivisor, 0));
}

function levelsBetween({ min, max }: Range, today: number, most: number): number[] {
  if (max < min) return [];
  const count = Math.min(most, max - min + 1);
  const spread = Array.from({ length: count }, (_, i) =>
    count === 1 ? min : min + Math.round((i * (max - min)) / (count - 1)),
  );
  const all = today >= min && today <= max ? [...spread, today] : spread;
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** One yes or no for each number of places that can be chosen. */
function tabled(
  building: Building,
  years: readonly number[],
  offer: OfferView,
  choices: readonly { places: number | null; at: OfferView }[],
  step: number | null,
): Planned {
  const levels = choices.map(({ places, at }) => ({
    at,
    level: { places, variable: building.variable(0, 1), each: false },
  }));
  const sumOf = (value: (at: OfferView) => number): Terms =>
    new Map(levels.map(({ at, level }) => [level.variable, value(at)]));
  const isIn = sumOf(() => 1);
  if (levels.length > 1) building.row(isIn, 0, 1);
  return {
    offer,
    levels: levels.map(({ level }) => level),
    step,
    isIn,
    cost: new Map(years.map(year => [year, sumOf(at => knownCost(at, [year]))])),
    places: sumOf(knownPlaces),
    groups: new Map(
      offer.targetGroups.map(({ group }) => [group, sumOf(at => placesInGroup(at, group))] as const),
    ),
  };
}

/** Whole steps between two bounds and a yes or no: everything is linear in the two. */
function stepped(
  building: Building,
  years: readonly number[],
  offer: OfferView,
  step: number,
  range: Range,
  at: (places: number) => OfferView,
): Planned {
  const isIn = building.variable(0, 1);
  const steps = building.variable(0, range.max);
  building.row(
    new Map([
      [steps, 1],
      [isIn, -range.min],
    ]),
    0,
    Infinity,
  );
  building.row(
    new Map([
      [steps, 1],
      [isIn, -range.max],
    ]),
    -Infinity,
    0,
  );
  const low = at(range.min * step);
  const high = at(range.max * step);
  const linear = (value: (at: OfferView) => number): Terms => {
    const slope = range.max === range.min ? 0 : (value(high) - value(low)) / (range.max - range.min);
    return new Map([
      [isIn, value(low) - slope * range.min],
      [steps, slope],
    ]);
  };
  return {
    offer,
    levels: [{ places: step, variable: steps, each: true }],
    step,
    isIn: new Map([[isIn, 1]]),
    cost: new Map(years.map(year => [year, linear(at => knownCost(at, [year]))])),
    places: linear(knownPlaces),
    groups: new Map(
      offer.targetGroups.map(({ group }) => [group, linear(at => placesInGroup(at, group))] as const),
    ),
  };
}

function placesInGroup({ targetGroups }: OfferView, group: string): number {
  return targetGroups.reduce(
    (sum, served) => sum + (served.group === group ? (served.placesPerYear ?? 0) : 0),
    0,
  );
}

export function offerAt(
  whole: WholePortfolio,
  offer: OfferView,
  places: number,
  fixedAmounts: Asked['fixedAmounts'],
): OfferView {
  if (places === placesOf(offer)) return offer;
  const alone = { ...whole, offers: [offer] };
  const change = { kind: 'scale', offer: offer.code, places, fixedAmounts } as const;
  return applyChanges(alone, [change]).offers[0] ?? offer;
}

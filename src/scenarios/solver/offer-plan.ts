import type { OfferView } from '../../offers/offer.schema.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { hasPlaces, isPriced, keptFor, type Asked } from './demand.ts';
import { knownCost, knownPlaces } from './optimum-value.ts';
import { commonDivisor, type Building, type Terms } from './program-row.ts';
import { applyChanges, placesOf } from '../scenario.ts';

/** How the places of an offer are read out of the variables: null places where the offer has none known. */
export type Levels = { places: number | null; variable: number; each: boolean };

/** As many numbers of places as a table of single numbers may hold. */
const mostLevels = 40;
/** So few steps between the bounds say too little. */
const leastSteps = 12;

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
  asked: Asked,
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
  if (most >= least && most > 1 && (step === 1 || most - least + 1 >= leastSteps)) {
    return stepped(building, years, offer, step, { min: least, max: most }, at);
  }
  const totals = levelsBetween(range, placesOf(offer) ?? range.min);
  const isAll = totals.length === range.max - range.min + 1;
  const levels = totals.map(places => ({ places, at: at(places) }));
  return tabled(building, years, offer, levels, isAll ? 1 : null);
}

export type Range = { min: number; max: number };

/** How many places an offer may have where it is chosen; null where it is taken as it is or not at all. */
export function rangeOf(
  offer: OfferView,
  asked: Pick<Asked, 'range' | 'fixedAmounts'>,
  years: readonly number[],
  bounds: Range | undefined,
): Range | null {
  if (!isPriced(offer, years) || !hasPlaces(offer)) return null;
  const today = knownPlaces(offer);
  if (today === 0) return null;
  if (bounds) return { min: Math.max(1, bounds.min), max: bounds.max };
  // A fixed amount does not say what one place more costs.
  const scales = offer.priceLines.some(line => line.kind === 'activity' && years.includes(line.year));
  if (!scales && asked.fixedAmounts === 'stay') return { min: today, max: today };
  const { minPercent, maxPercent } = asked.range;
  const least = Math.max(1, Math.ceil((today * minPercent) / 100));
  return {
    min: keptFor(offer, years) === 'contract' ? Math.max(today, least) : least,
    max: Math.max(today, Math.floor((today * maxPercent) / 100)),
  };
}

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

function levelsBetween({ min, max }: Range, today: number): number[] {
  if (max < min) return [];
  const count = Math.min(mostLevels, max - min + 1);
  const spread = Array.from({ length: count }, (_, i) =>
    count === 1 ? min : min + Math.round((i * (max - min)) / (count - 1)),
  );
  const all = today >= min && today <= max ? [...spread, today] : spread;
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** One yes or no for each number of places that can be chosen. */

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

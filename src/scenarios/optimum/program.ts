import { groupTree, wayOf } from '../../target-groups/group-tree.ts';
import type { OfferView } from '../../offers/offer.schema.ts';
import { addressedBy } from '../../offers/reach.ts';
import type { WholePortfolio } from '../../offers/portfolio/whole-portfolio.ts';
import {
  hasPlaces,
  isAmong,
  isPriced,
  keptFor,
  yearsAsked,
  type Asked,
  type Demand,
  type Objective,
} from './demand.ts';
import { coverTree, knownCost, knownPlaces, offersIn, weightOf, type CoverNode } from './optimum-value.ts';
import { applyChanges, placesOf } from '../scenario.ts';

/** A linear sum: what each variable is multiplied by. */
type Terms = ReadonlyMap<number, number>;

/** Whole numbers between two bounds; a variable that is not `integer` is whole of itself in every best answer. */
type Variable = { lower: number; upper: number; integer: boolean };
type Row = { terms: Terms; lower: number; upper: number };

/** What is maximised, in whole steps of `unit`; a cost is negative. */
type Goal = { objective: Objective; terms: Terms; unit: number };

/** How the places of an offer are read out of the variables: null places where the offer has none known. */
type Levels = { places: number | null; variable: number; each: boolean };
type OfferPlan = { offer: string; levels: Levels[] };

/** A mixed-integer program: maximise the goals within the rows; the points of the frontier are read back by `choiceOf`. */
export type Program = {
  variables: Variable[];
  rows: Row[];
  goals: Goal[];
  plans: OfferPlan[];
  /** Offers whose places move in steps greater than one, so that the mix of their groups or their price stays exact. */
  steps: { offer: string; step: number | null }[];
};

/** A whole choice of offers, each with its places a year (null: not known, kept as they are). */
export type Choice = { offers: { code: string; places: number | null }[] };

/** As many numbers of places as a table of single numbers may hold. */
const mostLevels = 40;
/** So few steps between the bounds say too little. */
const leastSteps = 12;

export function programOf(whole: WholePortfolio, asked: Asked, demands: readonly Demand[]): Program {
  const years = yearsAsked(whole, asked);
  const building = new Building();
  const bounds = new Map(
    demands.flatMap(demand => (demand.kind === 'places' ? [[demand.offer, demand] as const] : [])),
  );
  const planned = offersIn(whole.offers, years).map(offer =>
    planOffer(building, whole, asked, years, offer, rangeOf(offer, asked, years, bounds.get(offer.code))),
  );
  const byCode = new Map(planned.map(one => [one.offer.code, one]));
  const persons = personsIn(building, whole, planned);
  for (const demand of demands) addDemand(building, whole, planned, byCode, persons, demand);
  return {
    variables: building.variables,
    rows: building.rows,
    goals: asked.objectives.map(objective => goalOf(objective, asked, planned, persons)),
    plans: planned.map(({ offer, levels }) => ({ offer: offer.code, levels })),
    steps: planned.flatMap(({ offer, step }) => (step === 1 ? [] : [{ offer: offer.code, step }])),
  };
}

/** Which offers the variables say are in, and with how many places. */
export function choiceOf(program: Program, values: ArrayLike<number>): Choice {
  return {
    offers: program.plans.flatMap(({ offer, levels }) => {
      const chosen = levels.find(({ variable }) => Math.round(values[variable] ?? 0) > 0);
      if (!chosen) return [];
      const { places, each, variable } = chosen;
      const times = each ? Math.round(values[variable] ?? 0) : 1;
      return [{ code: offer, places: places === null ? null : places * times }];
    }),
  };
}

/** The vifte as it is with exactly these offers and places. */
export function portfolioOf(
  whole: WholePortfolio,
  years: readonly number[],
  fixedAmounts: Asked['fixedAmounts'],
  { offers }: Choice,
): WholePortfolio {
  const places = new Map(offers.map(offer => [offer.code, offer.places]));
  return {
    ...whole,
    offers: whole.offers.flatMap(offer => {
      if (!offer.years.some(year => years.includes(year))) return [offer];
      const chosen = places.get(offer.code);
      if (chosen === undefined) return [];
      return [chosen === null ? offer : offerAt(whole, offer, chosen, fixedAmounts)];
    }),
  };
}

function offerAt(
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

class Building {
  variables: Variable[] = [];
  rows: Row[] = [];

  variable(lower: number, upper: number, integer = true): number {
    this.variables.push({ lower, upper, integer });
    return this.variables.length - 1;
  }

  /** Coefficients without a common divisor, and bounds rounded inwards: whole numbers reach no further. */
  row(terms: Terms, lower: number, upper: number): void {
    const used = new Map([...terms].filter(([, factor]) => factor !== 0));
    const whole = [...used.keys()].every(variable => this.variables[variable]?.integer);
    const divisor = whole ? Math.max(1, [...used.values()].reduce(commonDivisor, 0)) : 1;
    if (divisor > 1) for (const [variable, factor] of used) used.set(variable, factor / divisor);
    this.rows.push({
      terms: used,
      lower: Math.ceil(lower / divisor),
      upper: Math.floor(upper / divisor),
    });
  }
}

type Range = { min: number; max: number };

/** How many places an offer may have where it is chosen; null where it is taken as it is or not at all. */
function rangeOf(
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

type Planned = {
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

function planOffer(
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

/** Persons covered: what each top of the trees covers, held down by the counts. */
function personsIn(building: Building, whole: WholePortfolio, planned: readonly Planned[]): Terms {
  const inGroup = new Map<string, Terms[]>();
  for (const { groups } of planned)
    for (const [group, terms] of groups) inGroup.set(group, [...(inGroup.get(group) ?? []), terms]);
  const tops = coverTree(addressedBy(whole), new Set(inGroup.keys()));
  return sumOf(tops.map(top => coveredIn(building, top, inGroup)));
}

function coveredIn(building: Building, node: CoverNode, inGroup: ReadonlyMap<string, Terms[]>): Terms {
  const offered = sumOf([
    ...(inGroup.get(node.group) ?? []),
    ...node.parts.map(part => coveredIn(building, part, inGroup)),
  ]);
  if (node.cap === null || node.cap >= mostOf(building, offered)) return offered;
  const covered = building.variable(0, node.cap, false);
  building.row(sumOf([offered, new Map([[covered, -1]])]), 0, Infinity);
  return new Map([[covered, 1]]);
}

function mostOf(building: Building, terms: Terms): number {
  return [...terms].reduce((sum, [variable, factor]) => {
    const { lower = 0, upper = 0 } = building.variables[variable] ?? {};
    return sum + Math.max(factor * lower, factor * upper);
  }, 0);
}

function addDemand(
  building: Building,
  whole: WholePortfolio,
  planned: readonly Planned[],
  byCode: ReadonlyMap<string, Planned>,
  persons: Terms,
  demand: Demand,
): void {
  switch (demand.kind) {
    case 'frame':
      building.row(sumOf(planned.flatMap(({ cost }) => cost.get(demand.year) ?? [])), 0, demand.amountOere);
      return;
    case 'keep':
      building.row(byCode.get(demand.offer)?.isIn ?? new Map(), 1, Infinity);
      return;
    case 'drop':
      building.row(byCode.get(demand.offer)?.isIn ?? new Map(), 0, 0);
      return;
    case 'places':
      // It bounds the variables themselves.
      return;
    case 'coverage': {
      const tree = groupTree(whole.targetGroups);
      const within = planned.flatMap(({ groups }) =>
        [...groups].flatMap(([group, terms]) => (wayOf(tree, group).includes(demand.group) ? [terms] : [])),
      );
      building.row(sumOf(within), demand.places, Infinity);
      return;
    }
    case 'share': {
      const terms = sumOf(
        planned.flatMap(({ offer, cost }) => {
          const factor = (isAmong(offer, demand.share) ? 100 : 0) - demand.percent;
          return [...cost.values()].map(terms => times(terms, factor));
        }),
      );
      building.row(terms, demand.bound === 'min' ? 0 : -Infinity, demand.bound === 'min' ? Infinity : 0);
      return;
    }
    case 'exclusive':
      building.row(sumOf(demand.offers.flatMap(code => byCode.get(code)?.isIn ?? [])), 0, 1);
      return;
    case 'persons':
      building.row(persons, demand.atLeast, Infinity);
      return;
  }
}

function goalOf(objective: Objective, asked: Asked, planned: readonly Planned[], persons: Terms): Goal {
  switch (objective) {
    case 'persons':
      return goal(objective, persons, 1);
    case 'evidence':
      return goal(
        objective,
        sumOf(planned.map(({ offer, places }) => times(places, weightOf(offer, asked.weights)))),
        1,
      );
    case 'cost':
      return goal(objective, sumOf(planned.flatMap(({ cost }) => [...cost.values()])), -1);
  }
}

function goal(objective: Objective, terms: Terms, sign: 1 | -1): Goal {
  const unit = Math.max(1, [...terms.values()].reduce(commonDivisor, 0));
  return { objective, terms: times(terms, sign / unit), unit };
}

function times(terms: Terms, factor: number): Terms {
  return new Map([...terms].map(([variable, value]) => [variable, value * factor]));
}

function sumOf(parts: readonly Terms[]): Terms {
  const sum = new Map<number, number>();
  for (const part of parts)
    for (const [variable, factor] of part) sum.set(variable, (sum.get(variable) ?? 0) + factor);
  return sum;
}

function commonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

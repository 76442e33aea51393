import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { withoutOffer } from '../../offers/leaving.ts';
import { addressedBy } from '../../offers/reach.ts';
import { committedIn } from './keeps-to.ts';
import { groupTree, wayOf } from '../../target-groups/group-tree.ts';
import { isAmong, yearsAsked, type Asked, type Demand } from './demand.ts';
import type { Objective } from './objective.ts';
import { boundsIn, planOffer, offerAt, rangeOf, type Levels, type Planned } from './offer-plan.ts';
import { coverTree, offersIn, weightOf, type CoverNode } from './optimum-value.ts';
import {
  Building,
  commonDivisor,
  sumOf,
  times,
  type Goal,
  type Row,
  type Terms,
  type Variable,
} from './program-row.ts';

type OfferPlan = { offer: string; levels: Levels[]; isIn: Terms };

/** A mixed-integer program: maximise the goals within the rows; the points of the frontier are read back by `choiceOf`. */
export type Program = {
  variables: Variable[];
  rows: Row[];
  goals: Goal[];
  plans: OfferPlan[];
  /** Offers whose places can be chosen only in steps (null: only some numbers), though others could be thought of. */
  steps: { offer: string; step: number | null }[];
  /** The amount a demand bounds: money of a year, places of a group, persons; null where it bounds no amount. */
  amountOf: (demand: Demand) => Terms | null;
};

/** A whole choice of offers, each with its places a year (null: not known, kept as they are). */
export type Choice = { offers: { code: string; places: number | null }[] };

export function programOf(whole: WholePortfolio, asked: Asked, demands: readonly Demand[]): Program {
  const years = yearsAsked(whole, asked);
  const building = new Building();
  const bounds = boundsIn(demands);
  const planned = offersIn(whole.offers, years).map(offer =>
    planOffer(building, whole, asked, years, offer, rangeOf(offer, years, bounds(offer.code))),
  );
  const byCode = new Map(planned.map(one => [one.offer.code, one]));
  const persons = personsIn(building, whole, planned);
  const amountOf = (demand: Demand) => amountIn(whole, planned, persons, demand);
  for (const demand of demands) addDemand(building, whole, planned, byCode, amountOf, demand);
  return {
    amountOf,
    variables: building.variables,
    rows: building.rows,
    goals: asked.objectives.map(objective => ({
      ...goalOf(objective, asked, planned, persons),
      constant: objective === 'cost' ? -committedIn(whole, years) : 0,
    })),
    plans: planned.map(({ offer, levels, isIn }) => ({ offer: offer.code, levels, isIn })),
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
  const left = offersIn(whole.offers, years).filter(({ code }) => !places.has(code));
  return {
    ...whole,
    commitments: left.reduce((rest, { code }) => withoutOffer(rest, code), whole).commitments,
    offers: whole.offers.flatMap(offer => {
      if (!offer.years.some(year => years.includes(year))) return [offer];
      const chosen = places.get(offer.code);
      if (chosen === undefined) return [];
      return [chosen === null ? offer : offerAt(whole, offer, chosen, fixedAmounts)];
    }),
  };
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
  amountOf: (demand: Demand) => Terms | null,
  demand: Demand,
): void {
  const amount = amountOf(demand) ?? new Map<number, number>();
  switch (demand.kind) {
    case 'frame':
      building.row(amount, 0, demand.amountOere - committedIn(whole, [demand.year]));
      return;
    case 'keep':
      building.row(byCode.get(demand.offer)?.isIn ?? new Map(), 1, Infinity);
      return;
    case 'drop':
      building.row(byCode.get(demand.offer)?.isIn ?? new Map(), 0, 0);
      return;
    case 'places':
    case 'contract':
    case 'fixed-amount':
    case 'range':
      // They bound the variables themselves.
      return;
    case 'coverage':
      building.row(amount, demand.places, Infinity);
      return;
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
      building.row(amount, demand.atLeast, Infinity);
      return;
  }
}

function amountIn(
  whole: WholePortfolio,
  planned: readonly Planned[],
  persons: Terms,
  demand: Demand,
): Terms | null {
  switch (demand.kind) {
    case 'frame':
      return sumOf(planned.flatMap(({ cost }) => cost.get(demand.year) ?? []));
    case 'coverage': {
      const tree = groupTree(whole.targetGroups);
      const within = planned.flatMap(({ groups }) =>
        [...groups].flatMap(([group, terms]) => (wayOf(tree, group).includes(demand.group) ? [terms] : [])),
      );
      return sumOf(within);
    }
    case 'persons':
      return persons;
    case 'keep':
    case 'drop':
    case 'places':
    case 'contract':
    case 'fixed-amount':
    case 'range':
    case 'share':
    case 'exclusive':
      return null;
  }
}

function goalOf(
  objective: Objective,
  asked: Asked,
  planned: readonly Planned[],
  persons: Terms,
): Omit<Goal, 'constant'> {
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

function goal(objective: Objective, terms: Terms, sign: 1 | -1): Omit<Goal, 'constant'> {
  const unit = Math.max(1, [...terms.values()].reduce(commonDivisor, 0));
  return { objective, terms: times(terms, sign / unit), unit };
}

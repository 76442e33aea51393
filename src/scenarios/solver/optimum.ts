import type { OfferView } from '../../offers/offer.schema.ts';
import { groupTree, type GroupTree } from '../../target-groups/group-tree.ts';
import { sumOere } from '../../shared/money.ts';
import { collision, type Collision } from './collision.ts';
import { demandsOf, groupsWithPlaces, placesIn, yearsAsked, type Asked, type Demand } from './demand.ts';
import {
  bestInOrder,
  efficientOf,
  frontierOfThree,
  frontierOfTwo,
  inTime,
  type Found,
  type Frontier,
  type Search,
} from './frontier.ts';
import { committedIn, keepsTo, valuesWithCommitments } from './keeps-to.ts';
import { worth, type Objective } from './objective.ts';
import { knownCost, knownPlaces, offersIn, type Values } from './optimum-value.ts';
import type { Point } from './point.ts';
import { portfolioOf, programOf, type Program } from './program.ts';
import { searching, type Progress, type Read, type Work } from './searching.ts';
import { standingsOf, type Standing } from './standings.ts';
import { departureOf, pricesOf, type Departure, type DemandPrice } from './what-it-costs.ts';

/**
 * Where today's vifte lies. `on`: it keeps to the demands, and nothing that does is better by one objective and as good by the
 * others. `below`: something is. `matched`: it breaks a demand, and the best that breaks none is as good and no better. `outside`:
 * it breaks a demand, and nothing that breaks none is as good by all objectives. `unknown`: there was no time to see.
 */
type TodayPlace = 'on' | 'below' | 'matched' | 'outside' | 'unknown';

export type Optimum =
  | {
      kind: 'frontier';
      years: number[];
      objectives: Objective[];
      demands: Demand[];
      /**
       * `whole`: there are no other efficient points; `whole-in-steps`: none in the steps that were chosen from; `spaced`: exact
       * points with others between; else near the best.
       */
      method: 'whole' | 'whole-in-steps' | 'spaced' | 'approximate';
      isLate: boolean;
      /** Questions that the solver had no answer to, not even when asked anew. */
      lost: number;
      today: { values: Values; broken: Demand[]; place: TodayPlace };
      points: Point[];
      /** The number of the point that is best by the first objective with today's vifte matched by the others. */
      reference: number | null;
      standings: Standing[];
      departures: Departure[];
      prices: DemandPrice[];
      steps: Program['steps'];
    }
  | Collision
  | { kind: 'nothing-in-time'; years: number[]; demands: Demand[]; lost: number };

/** For three objectives: as many levels of the third as this. */
const slices = 6;
/** What may be spent beyond the frontier, of the time asked for. */
const shareAfter = 0.5;
/** Seconds to show who is in all and in none; half as long as the frontier took where that is more. */
const leastForStandings = 1;

export function optimise(given: Omit<Work, 'years' | 'demands'>): Optimum {
  const { whole, asked } = given;
  const years = yearsAsked(whole, asked);
  const demands = demandsOf(whole, asked);
  const work = { ...given, years, demands };
  const started = work.clock();
  const progress: Progress = { points: 0, questions: 0, doing: 'frontier' };
  const secondsLeft = (share: number) => asked.seconds * share - (work.clock() - started) / 1000;
  const after = () => secondsLeft(1 + shareAfter);
  const { found, today } = searching(
    work,
    demands,
    progress,
    () => secondsLeft(1),
    search => {
      const found = frontier(work, { ...search, isStrict: false });
      return { found, today: todayIn(work, { ...search, gap: 0, secondsLeft: after }, found) };
    },
  );
  const took = (work.clock() - started) / 1000;
  if (found.points.length === 0) {
    if (found.isLate || found.lost > 0) return { kind: 'nothing-in-time', years, demands, lost: found.lost };
    return collision(work, progress, after);
  }
  progress.doing = 'consequences';
  const { steps } = programOf(whole, asked, demands);
  const points = today.points.map((point, i) => pointOf(work, point, i + 1));
  const reference = referenceOf(asked, today.values, points);
  const departures = asked.departures.map(one =>
    inTime<Departure | null>(
      () => departureOf(work, progress, after, one, points[(reference ?? 1) - 1]),
      null,
    ),
  );
  const prices = inTime(() => (asked.prices ? pricesOf(work, progress, after) : []), []);
  const isWhole = found.isWhole && asked.objectives.length === 2;
  const begun = work.clock();
  const mayTake = Math.max(leastForStandings, took / 2);
  const standings = standingsOf(
    work,
    progress,
    () => Math.min(after(), mayTake - (work.clock() - begun) / 1000),
    points,
    isWhole,
  );
  return {
    kind: 'frontier',
    years,
    objectives: asked.objectives,
    demands,
    method: methodOf(asked, found, steps),
    isLate: found.isLate || [...departures, prices].some(({ isLate }) => isLate),
    lost: found.lost + [...departures, prices].reduce((sum, { lost }) => sum + lost, 0),
    today: { values: today.values, broken: today.broken, place: today.place },
    points,
    reference,
    standings,
    departures: departures.flatMap(({ result }) => result ?? []),
    prices: prices.result,
    steps,
  };
}

function frontier({ asked, whole, years, demands }: Work, search: Search<Read>): Frontier<Read> {
  if (asked.objectives.length > 2) return frontierOfThree(search, slices, asked.points);
  const today = valuesWithCommitments(whole, years, asked.weights);
  const levels = levelsFrom(programOf(whole, asked, demands), today);
  return frontierOfTwo(search, [0, 1], [null, null], asked.points, [levels]);
}

/** The levels that are at least as good as these values, which need not lie on a level. */
function levelsFrom({ goals }: Pick<Program, 'goals'>, values: Values): number[] {
  return goals.map(({ objective, unit, constant }) =>
    Math.ceil((worth(values, objective) - constant) / unit),
  );
}

/** Where today's vifte lies, shown by asking for something as good by every objective, and the points with what that found. */
function todayIn(
  { whole, asked, years, demands }: Work,
  search: Search<Read>,
  { points, isWhole }: Frontier<Read>,
): { values: Values; broken: Demand[]; place: TodayPlace; points: Found<Read>[] } {
  const values = valuesWithCommitments(whole, years, asked.weights);
  const broken = demands.filter(demand => !keepsTo(whole, years, demand));
  const at = (place: TodayPlace, found = points) => ({ values, broken, place, points: found });
  const isBetter = (point: Found<Read>) => standsAgainst(asked, point.read.values, values) === 'better';
  const isEqual = (point: Found<Read>) => standsAgainst(asked, point.read.values, values) === 'equal';
  if (points.length === 0) return at('unknown');
  if (points.some(isBetter)) return at('below');
  const undominated = broken.length === 0 ? 'on' : 'matched';
  if (isWhole) return at(points.some(isEqual) ? undominated : 'outside');
  const goals = asked.objectives.map((_, goal) => goal);
  const levels = levelsFrom(programOf(whole, asked, demands), values);
  const { result, isLate, lost } = inTime(() => bestInOrder(search, goals, levels), null);
  if (isLate || lost > 0 || (result && result.gap > 0)) return at('unknown');
  if (result === null) return at('outside');
  const all = efficientOf([...points, result], goals).toSorted((a, b) => along(a) - along(b));
  return at(isBetter(result) ? 'below' : undominated, all);
}

function along({ levels }: Found<Read>): number {
  return levels[0] ?? 0;
}

function standsAgainst({ objectives }: Asked, values: Values, today: Values): 'better' | 'equal' | 'worse' {
  const gains = objectives.map(objective => worth(values, objective) - worth(today, objective));
  if (gains.some(gain => gain < 0)) return 'worse';
  return gains.some(gain => gain > 0) ? 'better' : 'equal';
}

function methodOf(
  { objectives, gapPercent }: Asked,
  { isWhole, points }: Frontier<Read>,
  steps: Program['steps'],
) {
  if (objectives.length > 2 || gapPercent > 0 || points.some(({ gap }) => gap > 0)) return 'approximate';
  if (!isWhole) return 'spaced';
  return steps.length > 0 ? 'whole-in-steps' : 'whole';
}

function pointOf({ whole, asked, years, demands }: Work, { read, gap }: Found<Read>, number: number): Point {
  const { choice, values } = read;
  const chosen = portfolioOf(whole, years, asked.fixedAmounts, choice);
  const places = new Map(choice.offers.map(offer => [offer.code, offer.places]));
  const running = offersIn(whole.offers, years);
  return {
    number,
    values,
    years: years.map(year => ({
      year,
      frameOere: sumOere(
        demands.flatMap(demand =>
          demand.kind === 'frame' && demand.year === year ? [demand.amountOere] : [],
        ),
      ),
      costOere: sumOere([
        ...offersIn(chosen.offers, [year]).map(offer => knownCost(offer, [year])),
        committedIn(chosen, [year]),
      ]),
    })),
    gapPercent: Number.isFinite(gap) ? Math.ceil(gap * 10_000) / 100 : null,
    offers: choice.offers,
    dropped: running.filter(({ code }) => !places.has(code)).map(({ code }) => code),
    scaled: running.flatMap(offer => {
      const to = places.get(offer.code) ?? null;
      const from = knownPlaces(offer);
      return to === null || to === from ? [] : [{ offer: offer.code, from, to }];
    }),
    groups: groupsMoved(running, offersIn(chosen.offers, years), groupTree(whole.targetGroups)),
  };
}

function groupsMoved(
  before: readonly OfferView[],
  after: readonly OfferView[],
  tree: GroupTree,
): Point['groups'] {
  return groupsWithPlaces(tree, before).map(([group, places]) => ({
    group,
    before: places,
    after: placesIn(tree, after, group),
  }));
}

function referenceOf({ objectives }: Asked, today: Values, points: readonly Point[]): number | null {
  const [first = 'persons', ...others] = objectives;
  const matching = points.filter(({ values }) =>
    others.every(objective => worth(values, objective) >= worth(today, objective)),
  );
  const [best] = matching.toSorted(
    (a, b) => worth(b.values, first) - worth(a.values, first) || a.number - b.number,
  );
  return best?.number ?? null;
}

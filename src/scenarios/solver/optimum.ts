import { sumOere, type Oere } from '../../shared/money.ts';
import { collision } from './collision.ts';
import { demandsOf, keepsTo, yearsAsked, type Asked, type Demand } from './demand.ts';
import {
  frontierOfThree,
  frontierOfTwo,
  inTime,
  type Found,
  type Frontier,
  type Search,
} from './frontier.ts';
import { worth, type Objective } from './objective.ts';
import { knownCost, knownPlaces, offersIn, valuesOf, type Values } from './optimum-value.ts';
import { portfolioOf, programOf, type Choice, type Program } from './program.ts';
import { searching, type Progress, type Read, type Work } from './searching.ts';
import { departureOf, pricesOf, type Departure, type DemandPrice } from './what-it-costs.ts';

/** An efficient vifte: nothing that keeps to the demands is better by one objective and as good by the others. */
export type Point = {
  /** From 1, along the frontier. */
  number: number;
  values: Values;
  years: { year: number; frameOere: Oere; costOere: Oere }[];
  /** How far at most it may lie from the best, in percent; 0 where it is exact. */
  gapPercent: number;
  offers: Choice['offers'];
  dropped: string[];
  scaled: { offer: string; from: number; to: number }[];
};

type Standing = { offer: string; standing: 'all' | 'some' | 'none'; points: number };

export type Optimum =
  | {
      kind: 'frontier';
      years: number[];
      objectives: Objective[];
      demands: Demand[];
      /** `whole`: there are no other efficient points; `spaced`: exact points with others between; else near the best. */
      method: 'whole' | 'spaced' | 'approximate';
      isLate: boolean;
      today: { values: Values; broken: Demand[] };
      points: Point[];
      /** The number of the point that is best by the first objective with today's vifte matched by the others. */
      reference: number | null;
      standings: Standing[];
      departures: Departure[];
      prices: DemandPrice[];
      steps: Program['steps'];
    }
  | { kind: 'collision'; years: number[]; demands: Demand[]; isLate: boolean }
  | { kind: 'nothing-in-time'; years: number[]; demands: Demand[] };

/** For three objectives: as many levels of the third as this. */
const slices = 6;
/** What may be spent beyond the frontier, of the time asked for. */
const shareAfter = 0.5;

export function optimise(given: Omit<Work, 'years' | 'demands'>): Optimum {
  const { whole, asked } = given;
  const years = yearsAsked(whole, asked);
  const demands = demandsOf(whole, asked);
  const work = { ...given, years, demands };
  const started = work.clock();
  const progress: Progress = { points: 0, questions: 0, doing: 'frontier' };
  const secondsLeft = (share: number) => asked.seconds * share - (work.clock() - started) / 1000;
  const found = searching(
    work,
    demands,
    progress,
    () => secondsLeft(1),
    search => frontier(work, search),
  );
  if (found.points.length === 0) {
    if (found.isLate) return { kind: 'nothing-in-time', years, demands };
    return collision(work, progress, () => secondsLeft(1 + shareAfter));
  }
  progress.doing = 'consequences';
  const points = found.points.map((point, i) => pointOf(work, point, i + 1));
  const today = valuesOf(whole, years, asked.weights);
  const reference = referenceOf(asked, today, points);
  const { result: departures, isLate } = inTime(
    () =>
      asked.departures.map(one =>
        departureOf(work, progress, () => secondsLeft(1 + shareAfter), one, points[(reference ?? 1) - 1]),
      ),
    [],
  );
  const prices = inTime(
    () => (asked.prices ? pricesOf(work, progress, () => secondsLeft(1 + shareAfter)) : []),
    [],
  );
  return {
    kind: 'frontier',
    years,
    objectives: asked.objectives,
    demands,
    method: methodOf(asked, found),
    isLate: found.isLate || isLate || prices.isLate,
    today: { values: today, broken: demands.filter(demand => !keepsTo(whole, years, demand)) },
    points,
    reference,
    standings: standingsOf(work, points),
    departures,
    prices: prices.result,
    steps: programOf(whole, asked, demands).steps,
  };
}

function frontier({ asked, whole, years, demands }: Work, search: Search<Read>): Frontier<Read> {
  if (asked.objectives.length > 2) return frontierOfThree(search, slices, asked.points);
  const today = valuesOf(whole, years, asked.weights);
  const { goals } = programOf(whole, asked, demands);
  const levels = goals.map(({ objective, unit }) => Math.ceil(worth(today, objective) / unit));
  return frontierOfTwo(search, [0, 1], [null, null], asked.points, [levels]);
}

function methodOf({ objectives, gapPercent }: Asked, { isWhole, points }: Frontier<Read>) {
  if (objectives.length > 2 || gapPercent > 0 || points.some(({ gap }) => gap > 0)) return 'approximate';
  return isWhole ? 'whole' : 'spaced';
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
      costOere: chosen.offers.reduce((sum, offer) => sum + knownCost(offer, [year]), 0),
    })),
    gapPercent: Math.ceil(gap * 10_000) / 100,
    offers: choice.offers,
    dropped: running.filter(({ code }) => !places.has(code)).map(({ code }) => code),
    scaled: running.flatMap(offer => {
      const to = places.get(offer.code) ?? null;
      const from = knownPlaces(offer);
      return to === null || to === from ? [] : [{ offer: offer.code, from, to }];
    }),
  };
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

function standingsOf({ whole, years }: Work, points: readonly Point[]): Standing[] {
  return offersIn(whole.offers, years).map(({ code }) => {
    const count = points.filter(({ offers }) => offers.some(offer => offer.code === code)).length;
    return {
      offer: code,
      standing: count === points.length ? 'all' : count > 0 ? 'some' : 'none',
      points: count,
    };
  });
}

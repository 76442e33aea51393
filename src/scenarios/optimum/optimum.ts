import type { WholePortfolio } from '../../offers/portfolio/whole-portfolio.ts';
import { sumOere, type Oere } from '../../shared/money.ts';
import { Branching, type Relax } from './branching.ts';
import { demandsOf, keepsTo, yearsAsked, type Asked, type Demand, type Objective } from './demand.ts';
import {
  best,
  bestInOrder,
  frontierOfThree,
  frontierOfTwo,
  inTime,
  type Found,
  type Frontier,
  type Search,
  type Solve,
} from './frontier.ts';
import { knownCost, knownPlaces, offersIn, valuesOf, type Values } from './optimum-value.ts';
import { choiceOf, portfolioOf, programOf, type Choice, type Program } from './program.ts';

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

/** A value of an objective with and without something; null where nothing keeps to the demands then. */
export type Difference = { objective: Objective; before: number; after: number | null };

export type Departure = { kind: 'keep' | 'drop'; offer: string; differences: Difference[] };

/** What the best of each objective by itself would be if a demand were another. */
export type DemandPrice = {
  demands: Demand[];
  change: 'without' | 'million-more' | 'million-less';
  differences: Difference[];
};

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

export type Progress = {
  points: number;
  questions: number;
  doing: 'frontier' | 'consequences' | 'collision';
};

/** A solver that has a program in memory. */
export type Loaded = {
  solve: Solve;
  relaxation?: (maximise: number, rising: number, atLeast: readonly (number | null)[]) => Relax;
  dispose: () => void;
};

type Work = {
  whole: WholePortfolio;
  asked: Asked;
  years: number[];
  demands: Demand[];
  load: (program: Program) => Loaded;
  /** Milliseconds from some beginning. */
  clock: () => number;
  tell: (progress: Progress) => void;
};

/** For three objectives: as many levels of the third as this. */
const slices = 6;
/** What may be spent beyond the frontier, of the time asked for. */
const shareAfter = 0.5;
const million: Oere = 100_000_000;

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

type Read = { choice: Choice; values: Values };

/** Searches in one program, which is taken out of the solver's memory afterwards. */
function searching<Result>(
  work: Work,
  demands: readonly Demand[],
  progress: Progress,
  secondsLeft: () => number,
  within: (search: Search<Read>) => Result,
): Result {
  const { whole, asked, years } = work;
  const program = programOf(whole, asked, demands);
  const loaded = work.load(program);
  const relaxation = loaded.relaxation?.bind(loaded);
  try {
    return within({
      solve: loaded.solve,
      ...(relaxation && {
        rising: ([up, along], atLeast) => new Branching(program, [up, along], relaxation(along, up, atLeast)),
      }),
      read: variables => {
        const choice = choiceOf(program, variables);
        const chosen = portfolioOf(whole, years, asked.fixedAmounts, choice);
        const broken = demands.find(demand => !keepsTo(chosen, years, demand));
        if (broken) throw new Error(`The solver's answer breaks a demand: ${JSON.stringify(broken)}`);
        const values = valuesOf(chosen, years, asked.weights);
        const levels = program.goals.map(({ objective, unit }) =>
          Math.round(worth(values, objective) / unit),
        );
        return { levels, read: { choice, values } };
      },
      gap: asked.gapPercent / 100,
      secondsLeft,
      onAsked: () => {
        progress.questions += 1;
        work.tell({ ...progress });
      },
      onFound: () => {
        progress.points += 1;
        work.tell({ ...progress });
      },
    });
  } finally {
    loaded.dispose();
  }
}

function frontier({ asked, whole, years, demands }: Work, search: Search<Read>): Frontier<Read> {
  if (asked.objectives.length > 2) return frontierOfThree(search, slices, asked.points);
  const today = valuesOf(whole, years, asked.weights);
  const { goals } = programOf(whole, asked, demands);
  const levels = goals.map(({ objective, unit }) => Math.ceil(worth(today, objective) / unit));
  return frontierOfTwo(search, [0, 1], [null, null], asked.points, [levels]);
}

/** More is better. */
function worth(values: Values, objective: Objective): number {
  return objective === 'cost' ? -values.costOere : values[objective];
}

export function valueOf(values: Values, objective: Objective): number {
  return objective === 'cost' ? values.costOere : values[objective];
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

/** The best of each objective with the others as good as at the reference, when an offer must be in or out. */
function departureOf(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  { kind, offer }: Asked['departures'][number],
  reference: Point | undefined,
): Departure {
  const { asked } = work;
  const extra: Demand = kind === 'keep' ? { kind, offer, because: 'asked' } : { kind, offer };
  return searching(work, [...work.demands, extra], progress, secondsLeft, search => ({
    kind,
    offer,
    differences: reference
      ? asked.objectives.map((objective, goal) => {
          const levels = levelsAt(work, reference.values);
          const held = levels.map((level, i) => (i === goal ? null : level));
          const found = best(search, goal, held);
          return {
            objective,
            before: valueOf(reference.values, objective),
            after: found && valueOf(found.read.values, objective),
          };
        })
      : [],
  }));
}

function levelsAt({ whole, asked, demands }: Work, values: Values): number[] {
  return programOf(whole, asked, demands).goals.map(({ objective, unit }) =>
    Math.round(worth(values, objective) / unit),
  );
}

/** Each demand that was asked for by itself; what every group keeps of its places is one. */
function pricesOf(work: Work, progress: Progress, secondsLeft: () => number): DemandPrice[] {
  const { demands } = work;
  const kept = demands.filter(demand => demand.kind === 'coverage' && demand.percent !== null);
  const single = demands.filter(
    demand => !kept.includes(demand) && (demand.kind !== 'keep' || demand.because === 'asked'),
  );
  const before = bests(work, progress, secondsLeft, demands);
  const price = (of: Demand[], change: DemandPrice['change'], changed: readonly Demand[]): DemandPrice => {
    const after = bests(work, progress, secondsLeft, changed);
    return {
      demands: of,
      change,
      differences: work.asked.objectives.map((objective, i) => ({
        objective,
        before: before[i] ?? 0,
        after: after[i] ?? null,
      })),
    };
  };
  const without = (gone: readonly Demand[]) => demands.filter(demand => !gone.includes(demand));
  const frameMoved = (frame: Demand & { kind: 'frame' }, by: Oere) =>
    demands.map(demand =>
      demand === frame ? { ...frame, amountOere: Math.max(0, frame.amountOere + by) } : demand,
    );
  return [
    ...demands.flatMap(demand =>
      demand.kind === 'frame'
        ? [
            price([demand], 'million-more', frameMoved(demand, million)),
            price([demand], 'million-less', frameMoved(demand, -million)),
          ]
        : [],
    ),
    ...single.map(demand => price([demand], 'without', without([demand]))),
    ...(kept.length > 0 ? [price(kept, 'without', without(kept))] : []),
  ];
}

/** The best of each objective by itself; null where there is none. */
function bests(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  demands: readonly Demand[],
): (number | null)[] {
  return searching(work, demands, progress, secondsLeft, search =>
    work.asked.objectives.map((objective, goal) => {
      const found = bestInOrder(
        search,
        [goal],
        work.asked.objectives.map(() => null),
      );
      return found && valueOf(found.read.values, objective);
    }),
  );
}

/**
 * A smallest set of demands that cannot all be kept: without any one of them the others can. What nobody can do anything about
 * is left out first, the frames last, so that the set speaks of what was asked.
 */
function collision(work: Work, progress: Progress, secondsLeft: () => number): Optimum {
  progress.doing = 'collision';
  const collide = (demands: readonly Demand[]) =>
    searching(work, demands, progress, secondsLeft, search =>
      best(
        search,
        null,
        work.asked.objectives.map(() => null),
      ),
    ) === null;
  const all = work.demands.toSorted((a, b) => lastness(a) - lastness(b));
  let smallest = all;
  const shrink = (demands: readonly Demand[]) => {
    let left = [...demands];
    for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < left.length;) {
        const without = left.toSpliced(at, size);
        if (collide(without)) left = without;
        else at += size;
      }
      if (left.length < smallest.length) smallest = left;
    }
  };
  const { isLate } = inTime(() => {
    shrink(all);
    // Where others collide as well, fewer of them may.
    for (const demand of smallest.length > 2 ? smallest : []) {
      const others = all.filter(other => other !== demand);
      if (collide(others)) shrink(others);
    }
  }, undefined);
  return { kind: 'collision', years: work.years, demands: smallest, isLate };
}

function lastness(demand: Demand): number {
  switch (demand.kind) {
    case 'keep':
      return demand.because === 'asked' ? 3 : 0;
    case 'coverage':
      return demand.percent === null ? 4 : 1;
    case 'share':
    case 'exclusive':
      return 2;
    case 'drop':
    case 'places':
      return 3;
    case 'persons':
      return 4;
    case 'frame':
      return 5;
  }
}

import { Unsure, type Relax } from './branching.ts';
import type { Program } from './program.ts';
import { offersIn } from './optimum-value.ts';
import { best, inTime } from './frontier.ts';
import type { Point } from './point.ts';
import type { Terms } from './program-row.ts';
import { levelsAt, searching, type Progress, type Work } from './searching.ts';

/**
 * Whether an offer is in all efficient viften, in some or in none, of all that are equally good as well. `isProved`: of every
 * efficient vifte there is; else of the points shown and of what is as good as they are, as far as there was time to ask.
 */
export type Standing = {
  offer: string;
  standing: 'all' | 'some' | 'none';
  isProved: boolean;
  /** How many of the points shown it is in. */
  points: number;
};

/** `isWhole`: the points are all there are. */
export function standingsOf(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  points: readonly Point[],
  isWhole: boolean,
): Standing[] {
  const { whole, years, demands } = work;
  const count = (code: string) =>
    points.filter(({ offers }) => offers.some(offer => offer.code === code)).length;
  const forced = new Map(
    demands.flatMap(demand =>
      demand.kind === 'keep' || demand.kind === 'drop' ? [[demand.offer, demand.kind] as const] : [],
    ),
  );
  const exact = points.filter(({ gapPercent }) => gapPercent === 0);
  const shown = (code: string) =>
    exact.filter(({ offers }) => offers.some(offer => offer.code === code)).length;
  const open = offersIn(whole.offers, years)
    .map(({ code }) => code)
    .filter(code => !forced.has(code) && (count(code) === 0 || count(code) === points.length));
  const seen = { in: new Set<string>(), out: new Set<string>() };
  const asked = inTime(
    () =>
      searching(work, demands, progress, secondsLeft, (search, program, relaxation) => {
        const isIn = new Map(program.plans.map(({ offer, isIn }) => [offer, isIn]));
        const all = exact.map(({ values }) => levelsAt(program, values));
        const relax = isWhole && all.length > 1 ? relaxation?.(1, 0, [null, null]) : undefined;
        const doubtful = new Map(
          open.map(code => {
            const forced = relax && forcings(program, code, count(code) === 0);
            return [code, forced ? doubtfulLevels(relax, forced, all) : new Set(all)] as const;
          }),
        );
        for (const levels of all) {
          for (;;) {
            const isOpen = (code: string) => doubtful.get(code)?.has(levels) ?? false;
            const never = open.filter(code => count(code) === 0 && !seen.in.has(code) && isOpen(code));
            const always = open.filter(code => count(code) > 0 && !seen.out.has(code) && isOpen(code));
            if (never.length + always.length === 0) break;
            const surprises = surprisesIn(isIn, never, always);
            const found = best({ ...search, gap: 0 }, surprises, levels);
            const codes = new Set(found?.read.choice.offers.map(({ code }) => code));
            const newlyIn = never.filter(code => codes.has(code));
            const newlyOut = found ? always.filter(code => !codes.has(code)) : [];
            if (newlyIn.length + newlyOut.length === 0) break;
            for (const code of newlyIn) seen.in.add(code);
            for (const code of newlyOut) seen.out.add(code);
          }
        }
        return true;
      }),
    false,
  );
  const isAsked = asked.result && isWhole && exact.length === points.length;
  return offersIn(whole.offers, years).map(({ code }) => {
    const points = count(code);
    const bound = forced.get(code);
    if (bound) return { offer: code, standing: bound === 'keep' ? 'all' : 'none', isProved: true, points };
    if (open.includes(code) && !seen.in.has(code) && !seen.out.has(code))
      return { offer: code, standing: points > 0 ? 'all' : 'none', isProved: isAsked, points };
    const isSeen = seen.in.has(code) || seen.out.has(code) || (shown(code) > 0 && shown(code) < exact.length);
    return { offer: code, standing: 'some', isProved: isSeen, points };
  });
}

type Bounds = { lower: Float64Array; upper: Float64Array };

/** The bounds that put an offer in, one for each number of places in a table, or that leave it out. */
function forcings({ variables, plans }: Program, code: string, isIn: boolean): Bounds[] {
  const plan = plans.find(({ offer }) => offer === code);
  const lower = Float64Array.from(variables, variable => variable.lower);
  const upper = Float64Array.from(variables, variable => variable.upper);
  const choosing = [...(plan?.isIn.keys() ?? [])];
  if (isIn) return choosing.map(at => ({ lower: lower.with(at, 1), upper }));
  const none = upper.slice();
  for (const at of choosing) none[at] = 0;
  return [{ lower, upper: none }];
}

/**
 * The levels at which parts of whole numbers do not yet show that nothing as good keeps an offer in, or out. What such an answer
 * is worth falls along a line that holds for every level, so a few of them speak of the whole frontier.
 */
function doubtfulLevels(relax: Relax, forced: readonly Bounds[], all: readonly number[][]): Set<number[]> {
  const doubtful = new Set<number[]>();
  for (const { lower, upper } of forced) {
    let left = all;
    while (left.length > 0) {
      const levels = left[Math.floor(left.length / 2)] ?? [];
      const [up = 0] = levels;
      const relaxed = relaxedAt(relax, lower, upper, up);
      const isShown = ([at = 0, along = 0]: number[]) =>
        relaxed === 'nothing'
          ? at >= up
          : relaxed !== 'unsure' &&
            relaxed.value + relaxed.slope * (at - up) < along - 1e-3 - Math.abs(along) * 1e-9;
      if (!isShown(levels)) doubtful.add(levels);
      left = left.filter(one => one !== levels && !isShown(one));
    }
  }
  return doubtful;
}

function relaxedAt(relax: Relax, lower: Float64Array, upper: Float64Array, least: number) {
  try {
    return relax(lower, upper, least) ?? 'nothing';
  } catch (error) {
    if (error instanceof Unsure) return 'unsure';
    throw error;
  }
}

/** How many offers thought to be in none are in, less how many thought to be in all are in: the most shows one that is not so. */
function surprisesIn(
  isIn: ReadonlyMap<string, Terms>,
  never: readonly string[],
  always: readonly string[],
): Terms {
  const sum = new Map<number, number>();
  const add = (code: string, sign: number) => {
    for (const [at, factor] of isIn.get(code) ?? []) sum.set(at, (sum.get(at) ?? 0) + sign * factor);
  };
  for (const code of never) add(code, 1);
  for (const code of always) add(code, -1);
  return sum;
}

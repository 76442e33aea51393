import { Unsure } from './branching.ts';
import type { Terms } from './program-row.ts';

/**
 * One question to a solver: the best of one goal, or of a sum of whole numbers (null: whether there is anything at all), where
 * every goal has at least the level named. `gap` is how far, as a share, the answer may lie from the best; `start` a known answer to begin from.
 */
export type Question = {
  maximise: number | Terms | null;
  atLeast: readonly (number | null)[];
  gap: number;
  seconds: number;
  start?: readonly number[];
};

/**
 * `bound`: no answer has a higher level of the goal that was maximised. `isCut`: the time ended before the best was shown.
 * `lost`: the solver came to no end, not even when asked anew.
 */
export type Solution =
  | { kind: 'found'; variables: number[]; bound: number; isCut: boolean }
  | { kind: 'infeasible' }
  | { kind: 'out-of-time' }
  | { kind: 'lost' };

export type Solve = (question: Question) => Solution;

/** The best along one goal with at least so much of the other, in a search that has found `before` last. */
type Rising = {
  best: (least: number, before: readonly number[], onRelaxed: () => void) => number[] | null;
};

/** What was found, with its exact levels, and how far at most, as a share, it may lie from the best (no end: not known). */
export type Found<Read> = { levels: number[]; variables: number[]; gap: number; isCut: boolean; read: Read };

export type Search<Read> = {
  solve: Solve;
  /** Works the levels out exactly from the answer itself; throws where the answer breaks a demand. */
  read: (variables: number[]) => { levels: number[]; read: Read };
  gap: number;
  /** Whether the best that was found when the time ended is no answer. */
  isStrict: boolean;
  secondsLeft: () => number;
  /** Answers for rising levels of the first goal, faster than one question after the other where a solver has it. */
  rising?: (goals: readonly [number, number], atLeast: readonly (number | null)[]) => Rising;
  /** Told after each question how many there have been. */
  onAsked?: () => void;
  onFound?: (found: Found<Read>) => void;
};

/** `isWhole`: there are no other efficient points. `isLate`: the time ran out. `lost`: questions the solver had no answer to. */
export type Frontier<Read> = { points: Found<Read>[]; isWhole: boolean; isLate: boolean; lost: number };

/** Thrown inside a search when the time is out. */
class Late extends Error {}
/** Thrown inside a search when the solver came to no end. */
class Lost extends Error {}

/** The best level of a goal; null where nothing keeps to the demands. */
export function best<Read>(
  search: Search<Read>,
  maximise: number | Terms | null,
  atLeast: readonly (number | null)[],
  start?: readonly number[],
): Found<Read> | null {
  const seconds = search.secondsLeft();
  if (seconds <= 0) throw new Late();
  const solution = search.solve({
    maximise,
    atLeast,
    gap: search.gap,
    seconds,
    ...(start && { start }),
  });
  search.onAsked?.();
  switch (solution.kind) {
    case 'infeasible':
      return null;
    case 'out-of-time':
      throw new Late();
    case 'lost':
      throw new Lost();
    case 'found': {
      const { levels, read } = search.read(solution.variables);
      const { variables, bound, isCut } = solution;
      if (isCut && search.isStrict && maximise !== null) throw new Late();
      const level = typeof maximise === 'number' ? (levels[maximise] ?? 0) : bound;
      const gap = Math.max(0, bound - level) / Math.max(1, Math.abs(level));
      return { levels, read, variables, gap, isCut };
    }
  }
}

/** The best by the first goal of the order, among those the best by the next, and so on: nothing beats it. */
export function bestInOrder<Read>(
  search: Search<Read>,
  order: readonly number[],
  atLeast: readonly (number | null)[],
  start?: readonly number[],
): Found<Read> | null {
  const [goal, ...rest] = order;
  if (goal === undefined) return null;
  const found = best(search, goal, atLeast, start);
  if (!found || rest.length === 0) return found;
  return bestWith(search, found, goal, rest, atLeast);
}

/** The best by the others, in their order, with as much of the goal it was found by. */
function bestWith<Read>(
  search: Search<Read>,
  found: Found<Read>,
  goal: number,
  others: readonly number[],
  atLeast: readonly (number | null)[],
): Found<Read> | null {
  const held = withLevel(atLeast, goal, level(found, goal));
  const further = bestInOrder(search, others, held, found.variables);
  return further && both(found, further);
}

/** The second, no nearer to the best than the first was. */
function both<Read>(first: Found<Read>, second: Found<Read>): Found<Read> {
  return { ...second, gap: Math.max(first.gap, second.gap), isCut: first.isCut || second.isCut };
}

/**
 * The efficient points of two goals. All of them, each exact, where there can be no more than `most` of them or no more are
 * found; else `most` spread evenly along the first goal, each of them exact. (ε-constraint; the method of halved boxes.)
 * A gap above nothing gives points that may lie so far from the best.
 */
export function frontierOfTwo<Read>(
  search: Search<Read>,
  goals: readonly [number, number],
  atLeast: readonly (number | null)[],
  most: number,
  wanted: readonly (readonly (number | null)[])[] = [],
): Frontier<Read> {
  const [up, along] = goals;
  const points: Found<Read>[] = [];
  const add = (found: Found<Read>) => {
    points.push(found);
    search.onFound?.(found);
  };
  const done = (isWhole: boolean, isLate: boolean, lost = 0) => ({
    points: efficientOf(points, goals).toSorted((a, b) => level(a, up) - level(b, up)),
    isWhole: isWhole && lost === 0 && points.every(({ gap }) => gap === 0),
    isLate: isLate || points.some(({ isCut }) => isCut),
    lost,
  });
  try {
    const high = best(search, up, atLeast);
    const far = high && best(search, along, atLeast, high.variables);
    if (!far) return done(true, false);
    const size = Math.min(level(high, up) - level(far, up), level(far, along) - level(high, along));
    if (search.gap === 0 && size < most) {
      sweep(search, goals, atLeast, far, high, add);
      return done(true, false);
    }
    const highest = bestWith(search, high, up, [along], atLeast);
    if (!highest) return done(true, false);
    add(highest);
    const farthest = bestWith(search, far, along, [up], atLeast);
    if (!farthest || level(farthest, up) >= level(highest, up)) return done(true, false);
    add(farthest);
    const boxes = boxesBetween(search, goals, atLeast, farthest, highest, wanted, add);
    const { isEmpty, lost } = halve(search, goals, atLeast, boxes, most, points, add);
    return done(isEmpty, false, lost);
  } catch (error) {
    if (error instanceof Late) return done(false, true);
    if (error instanceof Lost) return done(false, false, 1);
    throw error;
  }
}

/** From one that is farthest along to one that is highest, each time the next point there is. */
function sweep<Read>(
  search: Search<Read>,
  [up, along]: readonly [number, number],
  atLeast: readonly (number | null)[],
  from: Found<Read>,
  to: Found<Read>,
  add: (found: Found<Read>) => void,
): void {
  const rising = search.rising?.([up, along], atLeast) ?? null;
  const nextAfter = (current: Found<Read>): Found<Read> | null => {
    const least = level(current, up) + 1;
    try {
      if (rising) return bestRising(search, rising, least, current.variables);
    } catch (error) {
      if (!(error instanceof Unsure)) throw error;
    }
    return best(search, along, withLevel(atLeast, up, least), to.variables);
  };
  let current = from;
  while (level(current, up) < level(to, up)) {
    const next = nextAfter(current);
    // The end keeps to what was asked for, so there is always something.
    if (!next) throw new Lost();
    if (next.isCut) throw new Late();
    // As far along and higher: the one before was not efficient after all.
    if (level(next, along) < level(current, along)) add(current);
    current = level(next, along) > level(to, along) ? next : to;
  }
  add(current);
}

function bestRising<Read>(
  search: Search<Read>,
  rising: Rising,
  least: number,
  before: readonly number[],
): Found<Read> | null {
  const variables = rising.best(least, before, () => {
    if (search.secondsLeft() <= 0) throw new Late();
  });
  search.onAsked?.();
  return variables && { ...search.read(variables), variables, gap: 0, isCut: false };
}

/** Where efficient points may still be: between two that are known, and from `low` to `high` on the first goal. */
type Box<Read> = { left: Found<Read>; right: Found<Read>; low: number; high: number };

/** The whole space between two ends, parted where a point is wanted: the highest one with so much of the other goal. */
function boxesBetween<Read>(
  search: Search<Read>,
  goals: readonly [number, number],
  atLeast: readonly (number | null)[],
  left: Found<Read>,
  right: Found<Read>,
  wanted: readonly (readonly (number | null)[])[],
  add: (found: Found<Read>) => void,
): Box<Read>[] {
  const [up, along] = goals;
  let ends = [left, right];
  for (const levels of wanted) {
    const least = levels[along] ?? null;
    if (least === null || least > level(left, along) || least <= level(right, along)) continue;
    const point = bestInOrder(search, [up, along], withLevel(atLeast, along, least), left.variables);
    if (!point || ends.some(end => level(end, up) === level(point, up))) continue;
    add(point);
    ends = [...ends, point].toSorted((a, b) => level(a, up) - level(b, up));
  }
  return ends.slice(1).flatMap((right, i) => {
    const left = ends[i];
    return left ? boxIf({ left, right, low: level(left, up) + 1, high: level(right, up) - 1 }, goals) : [];
  });
}

function boxIf<Read>(box: Box<Read>, [, along]: readonly [number, number]): Box<Read>[] {
  return box.low <= box.high && level(box.left, along) - level(box.right, along) >= 2 ? [box] : [];
}

/** Halves the largest box again and again; answers whether all are empty, and how many the solver could say nothing of. */
function halve<Read>(
  search: Search<Read>,
  goals: readonly [number, number],
  atLeast: readonly (number | null)[],
  boxes: Box<Read>[],
  most: number,
  points: readonly Found<Read>[],
  add: (found: Found<Read>) => void,
): { isEmpty: boolean; lost: number } {
  const [up, along] = goals;
  let open = boxes;
  let lost = 0;
  while (open.length > 0 && points.length < most) {
    const box = open.reduce((largest, one) => (sizeOf(one, along) > sizeOf(largest, along) ? one : largest));
    open = open.filter(one => one !== box);
    const { left, right, low, high } = box;
    const middle = Math.ceil((low + high) / 2);
    const tried = unlessLost(() => pointAbove(search, goals, atLeast, middle, right));
    if (tried.isLost) {
      lost += 1;
      continue;
    }
    const point = tried.result;
    if (!point) {
      open.push(...boxIf({ left, right, low, high: middle - 1 }, goals));
      continue;
    }
    add(point);
    open.push(
      ...boxIf({ left, right: point, low, high: middle - 1 }, goals),
      ...boxIf({ left: point, right, low: level(point, up) + 1, high }, goals),
    );
  }
  return { isEmpty: open.length === 0, lost };
}

/** The point farthest along with at least so much of the first goal, as high as it goes; null where that is only `right`. */
function pointAbove<Read>(
  search: Search<Read>,
  [up, along]: readonly [number, number],
  atLeast: readonly (number | null)[],
  middle: number,
  right: Found<Read>,
): Found<Read> | null {
  const far = best(search, along, withLevel(atLeast, up, middle), right.variables);
  if (!far || level(far, along) <= level(right, along)) return null;
  // Where a gap is allowed anyway, the second question would cost as much as a point more.
  if (search.gap > 0) return far;
  const held = withLevel(withLevel(atLeast, up, middle), along, level(far, along));
  const top = best(search, up, held, far.variables);
  return top ? both(far, top) : far;
}

function unlessLost<Result>(work: () => Result): { isLost: true } | { isLost: false; result: Result } {
  try {
    return { isLost: false, result: work() };
  } catch (error) {
    if (error instanceof Lost) return { isLost: true };
    throw error;
  }
}

function sizeOf<Read>({ left, right, low, high }: Box<Read>, along: number): number {
  return (high - low + 1) * (level(left, along) - level(right, along) - 1);
}

/**
 * An approximation for three goals: for so many evenly spaced levels of the third, the points of the first two, each then moved
 * as far along the third as it goes. Every point is efficient; between the levels there may be others.
 */
export function frontierOfThree<Read>(search: Search<Read>, slices: number, most: number): Frontier<Read> {
  const free = [null, null, null];
  const points: Found<Read>[] = [];
  let isLate = false;
  let lost = 0;
  try {
    const ends = [0, 1, 2].map(goal =>
      bestInOrder(search, [goal, ...[0, 1, 2].filter(other => other !== goal)], free),
    );
    const known = ends.filter(end => end !== null);
    points.push(...known);
    for (const end of known) search.onFound?.(end);
    const thirds = known.map(end => level(end, 2));
    const [low, high] = [Math.min(...thirds), Math.max(...thirds)];
    for (let slice = 0; slice < slices && known.length > 0 && !isLate; slice++) {
      const least = low + Math.round((slice * (high - low)) / slices);
      const found = frontierOfTwo(search, [0, 1], [null, null, least], Math.ceil(most / slices));
      isLate = found.isLate;
      lost += found.lost;
      for (const point of found.points) {
        const moved = isLate
          ? null
          : best(search, 2, [level(point, 0), level(point, 1), least], point.variables);
        // What was not moved may lie anywhere below the best.
        points.push(moved ? both(point, moved) : { ...point, gap: Infinity });
      }
    }
  } catch (error) {
    if (error instanceof Lost) lost += 1;
    else if (error instanceof Late) isLate = true;
    else throw error;
  }
  const efficient = efficientOf(points, [0, 1, 2]);
  return {
    points: efficient.toSorted((a, b) => compare(a, b, [0, 1, 2])),
    isWhole: false,
    isLate: isLate || efficient.some(({ isCut }) => isCut),
    lost,
  };
}

/** Without the points another is at least as good as by every goal; of equal ones the first stays. */
export function efficientOf<Read>(points: readonly Found<Read>[], goals: readonly number[]): Found<Read>[] {
  return points.filter(
    (point, i) =>
      !points.some(
        (other, j) =>
          j !== i &&
          goals.every(goal => level(other, goal) >= level(point, goal)) &&
          (j < i || goals.some(goal => level(other, goal) > level(point, goal))),
      ),
  );
}

/** Whether the time ran out inside `work`, or the solver came to no end; then `otherwise`. */
export function inTime<Result>(
  work: () => Result,
  otherwise: Result,
): { result: Result; isLate: boolean; lost: number } {
  try {
    return { result: work(), isLate: false, lost: 0 };
  } catch (error) {
    if (error instanceof Late) return { result: otherwise, isLate: true, lost: 0 };
    if (error instanceof Lost) return { result: otherwise, isLate: false, lost: 1 };
    throw error;
  }
}

function compare<Read>(a: Found<Read>, b: Found<Read>, goals: readonly number[]): number {
  for (const goal of goals) if (level(a, goal) !== level(b, goal)) return level(a, goal) - level(b, goal);
  return 0;
}

function level<Read>({ levels }: Found<Read>, goal: number): number {
  return levels[goal] ?? 0;
}

function withLevel(atLeast: readonly (number | null)[], goal: number, least: number): (number | null)[] {
  return atLeast.map((level, i) => (i === goal ? least : level));
}

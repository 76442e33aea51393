import type { Demand } from './demand.ts';
import { best, inTime, type Search } from './frontier.ts';
import { committedIn } from './keeps-to.ts';
import type { Program } from './program.ts';
import { searching, type Progress, type Read, type Work } from './searching.ts';

/**
 * What would help against a demand that collides, with all other demands held: `amount` is the most a group or the persons can
 * reach, the least a frame must be (øre), or the percent of a share that can be had; `enough` that the others can be held without
 * it; `vain` that they cannot even then.
 */
export type Help = { demand: Demand; amount: number | null; is: 'amount' | 'enough' | 'vain' };

export type Collision = {
  kind: 'collision';
  years: number[];
  /** Together they cannot be kept; without any one of them the others can. */
  demands: Demand[];
  helps: Help[];
  /** Given up, all other demands can be held, and not with one of them fewer; empty where it was not found in time. */
  giveUp: Demand[];
  isLate: boolean;
};

/**
 * A smallest set of demands that cannot all be kept: without any one of them the others can. What nobody can do anything about
 * is left out first, the frames last, so that the set speaks of what was asked.
 */
export function collision(work: Work, progress: Progress, secondsLeft: () => number): Collision {
  progress.doing = 'collision';
  const { demands, isLate } = smallestCollision(work, progress, secondsLeft, work.demands);
  const { result: helps, ...helping } = inTime(
    () => [
      ...demands.map(demand => helpFor(work, progress, secondsLeft, demand)),
      ...work.demands
        .filter(({ kind }) => kind === 'range')
        .map(range => helpFor(work, progress, secondsLeft, range))
        .filter(({ is }) => is === 'enough'),
    ],
    [],
  );
  const { result: giveUp, ...giving } = inTime(
    () => givenUp(work, progress, secondsLeft, demands, helps),
    [],
  );
  return {
    kind: 'collision',
    years: work.years,
    demands,
    helps,
    giveUp,
    isLate: isLate || helping.isLate || giving.isLate,
  };
}

export function smallestCollision(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  among: readonly Demand[],
): { demands: Demand[]; isLate: boolean } {
  // How far places may be moved at all is what is chosen among, and no demand on it.
  const ranges = among.filter(({ kind }) => kind === 'range');
  const collide = (demands: readonly Demand[]) =>
    !canHold(work, progress, secondsLeft, [...ranges, ...demands]);
  const all = among.filter(({ kind }) => kind !== 'range').toSorted((a, b) => lastness(a) - lastness(b));
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
  return { demands: smallest, isLate };
}

function canHold(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  demands: readonly Demand[],
): boolean {
  const free = work.asked.objectives.map(() => null);
  return searching(work, demands, progress, secondsLeft, search => best(search, null, free)) !== null;
}

function helpFor(work: Work, progress: Progress, secondsLeft: () => number, demand: Demand): Help {
  const others = work.demands.filter(other => other !== demand);
  if (demand.kind === 'share') return shareHelp(work, progress, secondsLeft, others, demand);
  return searching(work, others, progress, secondsLeft, (search, program): Help => {
    const reached = amountReached(work, search, program, demand);
    if (reached === 'none') return { demand, amount: null, is: 'vain' };
    return reached === 'no-amount'
      ? { demand, amount: null, is: 'enough' }
      : { demand, amount: reached, is: 'amount' };
  });
}

function amountReached(
  { asked, whole }: Work,
  search: Search<Read>,
  program: Program,
  demand: Demand,
): number | 'none' | 'no-amount' {
  const free = asked.objectives.map(() => null);
  const terms = program.amountOf(demand);
  if (terms === null) return best(search, null, free) === null ? 'none' : 'no-amount';
  const sign = demand.kind === 'frame' ? -1 : 1;
  const found = best(
    { ...search, gap: 0 },
    new Map([...terms].map(([at, factor]) => [at, sign * factor])),
    free,
  );
  if (!found) return 'none';
  const already = demand.kind === 'frame' ? committedIn(whole, [demand.year]) : 0;
  return [...terms].reduce(
    (sum, [at, factor]) => sum + factor * Math.round(found.variables[at] ?? 0),
    already,
  );
}

/** The percent nearest to what was asked that can be had; found by halving, as each is a yes or no. */
function shareHelp(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  others: readonly Demand[],
  demand: Extract<Demand, { kind: 'share' }>,
): Help {
  const can = (percent: number) => canHold(work, progress, secondsLeft, [...others, { ...demand, percent }]);
  if (!canHold(work, progress, secondsLeft, others)) return { demand, amount: null, is: 'vain' };
  let [possible, impossible] = [demand.bound === 'min' ? 0 : 100, demand.percent];
  while (Math.abs(possible - impossible) > 1) {
    const middle = Math.round((possible + impossible) / 2);
    if (can(middle)) possible = middle;
    else impossible = middle;
  }
  return { demand, amount: possible, is: 'amount' };
}

/** The one that was asked for most freely. */
function easiest(demands: readonly Demand[]): Demand[] {
  return demands.toSorted((a, b) => lastness(b) - lastness(a)).slice(0, 1);
}

/** One demand where one is enough; else one of each collision there is, as far as all of them are needed. */
function givenUp(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  collided: readonly Demand[],
  helps: readonly Help[],
): Demand[] {
  const enough = helps
    .filter(({ is, demand }) => is !== 'vain' && demand.kind !== 'range')
    .map(({ demand }) => demand);
  if (enough.length > 0) return easiest(enough);
  const gone: Demand[] = easiest(collided);
  const left = () => work.demands.filter(demand => !gone.includes(demand));
  while (!canHold(work, progress, secondsLeft, left()))
    gone.push(...easiest(smallestCollision(work, progress, secondsLeft, left()).demands));
  for (const demand of gone.slice()) {
    const without = gone.filter(other => other !== demand);
    const held = work.demands.filter(other => !without.includes(other));
    if (canHold(work, progress, secondsLeft, held)) gone.splice(gone.indexOf(demand), 1);
  }
  return gone;
}

function lastness(demand: Demand): number {
  switch (demand.kind) {
    case 'keep':
      return demand.because === 'asked' ? 3 : 0;
    case 'contract':
      return 0;
    case 'fixed-amount':
    case 'range':
      return 1;
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

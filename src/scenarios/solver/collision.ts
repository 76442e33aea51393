import type { Demand } from './demand.ts';
import { best, inTime } from './frontier.ts';
import type { Optimum } from './optimum.ts';
import { searching, type Progress, type Work } from './searching.ts';

/**
 * A smallest set of demands that cannot all be kept: without any one of them the others can. What nobody can do anything about
 * is left out first, the frames last, so that the set speaks of what was asked.
 */
export function collision(work: Work, progress: Progress, secondsLeft: () => number): Optimum {
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

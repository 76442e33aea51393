import type { Oere } from '../../shared/money.ts';
import type { Asked, Demand } from './demand.ts';
import { best, bestInOrder } from './frontier.ts';
import { valueOf, worth, type Objective } from './objective.ts';
import type { Point } from './optimum.ts';
import type { Values } from './optimum-value.ts';
import { programOf } from './program.ts';
import { searching, type Progress, type Work } from './searching.ts';

/** A value of an objective with and without something; null where nothing keeps to the demands then. */
export type Difference = { objective: Objective; before: number; after: number | null };

export type Departure = { kind: 'keep' | 'drop'; offer: string; differences: Difference[] };

/** What the best of each objective by itself would be if a demand were another. */
export type DemandPrice = {
  demands: Demand[];
  change: 'without' | 'million-more' | 'million-less';
  differences: Difference[];
};

const million: Oere = 100_000_000;

/** The best of each objective with the others as good as at the reference, when an offer must be in or out. */
export function departureOf(
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
export function pricesOf(work: Work, progress: Progress, secondsLeft: () => number): DemandPrice[] {
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

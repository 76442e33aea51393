import type { Oere } from '../../shared/money.ts';
import { smallestCollision } from './collision.ts';
import { demandsOf, type Asked, type Demand } from './demand.ts';
import { best, bestInOrder } from './frontier.ts';
import { valueOf, type Objective } from './objective.ts';
import type { Point } from './point.ts';
import type { Values } from './optimum-value.ts';
import { levelsAt, searching, type Progress, type Work } from './searching.ts';

/** A value of an objective with and without something; null where nothing keeps to the demands then. */
export type Difference = { objective: Objective; before: number; after: number | null };

/**
 * `differences`: the best of each objective with the others as good as at the point it is held against, null where that cannot be.
 * `alone`: where none of them can be held, the best by each objective whatever becomes of the others. `collides`: the demands it
 * cannot be brought together with at all; empty where it can.
 */
export type Departure = {
  kind: 'keep' | 'drop';
  offer: string;
  against: number | null;
  differences: Difference[];
  alone: { objective: Objective; before: Values; after: Values }[];
  collides: Demand[];
};

/** What the best of each objective by itself would be if a demand were another. */
export type DemandPrice = {
  demands: Demand[];
  change: 'without' | 'million-more' | 'million-less';
  differences: Difference[];
};

const million: Oere = 100_000_000;

/** What it means that an offer must be in or out, held against a point of the frontier. */
export function departureOf(
  work: Work,
  progress: Progress,
  secondsLeft: () => number,
  { kind, offer }: Asked['departures'][number],
  reference: Point | undefined,
): Departure {
  const { asked, whole, demands } = work;
  // Who lets an unpriced offer go is not held by its price being unknown.
  const changed: Demand[] =
    kind === 'keep'
      ? [...demands, { kind, offer, because: 'asked' }]
      : demandsOf(whole, { ...asked, drop: [...asked.drop, offer] });
  const departure = {
    kind,
    offer,
    against: reference?.number ?? null,
    differences: [],
    alone: [],
    collides: [],
  };
  const free = asked.objectives.map(() => null);
  const found = searching(work, changed, progress, secondsLeft, (search, program): Departure | null => {
    if (best(search, null, free) === null) return null;
    if (!reference) return departure;
    const levels = levelsAt(program, reference.values);
    const differences = asked.objectives.map((objective, goal) => {
      const held = levels.map((level, i) => (i === goal ? null : level));
      const after = best(search, goal, held);
      return {
        objective,
        before: valueOf(reference.values, objective),
        after: after && valueOf(after.read.values, objective),
      };
    });
    const alone = differences.every(({ after }) => after === null)
      ? asked.objectives.flatMap((objective, goal) => {
          const others = asked.objectives.keys().filter(other => other !== goal);
          const best = bestInOrder(search, [goal, ...others], free);
          return best ? [{ objective, before: reference.values, after: best.read.values }] : [];
        })
      : [];
    return { ...departure, differences, alone };
  });
  if (found) return found;
  const { demands: collides } = smallestCollision(work, progress, secondsLeft, changed);
  return {
    ...departure,
    collides: collides.filter(demand => !isDeparture(demand, { kind, offer })),
    differences: reference
      ? asked.objectives.map(objective => ({
          objective,
          before: valueOf(reference.values, objective),
          after: null,
        }))
      : [],
  };
}

function isDeparture(demand: Demand, { kind, offer }: Asked['departures'][number]): boolean {
  if (demand.kind !== kind || demand.offer !== offer) return false;
  return demand.kind === 'drop' || (demand.kind === 'keep' && demand.because === 'asked');
}

/** Each demand that was asked for by itself; what every group keeps of its places is one. */
export function pricesOf(work: Work, progress: Progress, secondsLeft: () => number): DemandPrice[] {
  const { demands } = work;
  const kept = demands.filter(demand => demand.kind === 'coverage' && demand.percent !== null);
  const single = demands.filter(demand => !kept.includes(demand) && isAsked(demand));
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

/** Whether somebody asked for it; the rest is bound by law, contracts, or what is known. */
function isAsked(demand: Demand): boolean {
  switch (demand.kind) {
    case 'keep':
      return demand.because === 'asked';
    case 'contract':
    case 'fixed-amount':
    case 'range':
      return false;
    case 'frame':
    case 'drop':
    case 'places':
    case 'coverage':
    case 'share':
    case 'exclusive':
    case 'persons':
      return true;
  }
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

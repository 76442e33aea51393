import { build, type Built } from './build.ts';
import { exchangeOf, type Reach } from './exchange.ts';
import { leastShown, protectionWidth, type System } from './system.ts';
import type { World } from './world.ts';

export type Decision = {
  /** The cells to hide, by their place in the world. */
  hidden: Set<number>;
  /** How many counts were looked at. */
  guarded: number;
  /** Counts no exchange shows to be safe and nothing more can be hidden for: what was told before gives them away, or the solver must say. */
  unsure: number[];
  /** How many counts no short exchange was found for. */
  hard: number;
  built: Built;
};

type Progress = { done: number; of: number };

/** The counts to move, and by how much, so that one moves by an amount at the least cost; null where it cannot. */
export type Cheapest = (
  system: System,
  target: number,
  amount: number,
  canHide: (cell: number) => boolean,
) => ReadonlyMap<number, number> | null;

export type Ways = { cheapest?: Cheapest; tell?: (progress: Progress) => void };

/**
 * What must be hidden beside `first`, so that every hidden count and every small remainder can be five different numbers in a row for whoever
 * knows all that is told: a small one anything from none to four. What else to hide rests on the order of the cells and on what anybody
 * can see, not on how large what is hidden is. What is once chosen stays, so the pattern only grows. A count is left when an exchange proves
 * it safe: a short one is looked for first, then the solver finds the cheapest there is.
 */
export function decide(world: World, first: ReadonlySet<number>, ways: Ways = {}): Decision {
  const built = build(world, first);
  const { system, variables } = built;
  const hidden = new Set(first);
  const known = world.known ?? new Set();
  const stored = world.reckonedFrom ?? world.cells.length;
  const canHide = (cell: number) => cell >= 0 && cell < stored && !hidden.has(cell) && !known.has(cell);
  const unsure: number[] = [];
  let hard = 0;
  const guarded = [...system.guarded.keys()].filter(at => system.guarded[at] && system.opened(at));
  // The small ones first: what proves them safe mostly proves those beside them.
  const isSmall = (at: number) => (system.value[at] ?? 0) < leastShown;
  const waiting = [...guarded.filter(isSmall), ...guarded.filter(at => !isSmall(at))];
  const hide = (cell: number) => {
    hidden.add(cell);
    const own = variables[cell];
    if (!own) return;
    for (const variable of [own.did, own.didNot]) {
      if (variable === -1) continue;
      system.open(variable);
      system.guarded[variable] = true;
      waiting.push(variable);
    }
    if (own.population !== -1) system.silence(own.population);
  };
  const safe = new Set<number>();
  for (let done = 0; done < waiting.length; done++) {
    const target = waiting[done] ?? -1;
    if (done % 100 === 0) ways.tell?.({ done, of: waiting.length });
    if (safe.has(target)) continue;
    let exchange = shortExchange(system, target, canHide);
    if (exchange === null) {
      hard += 1;
      exchange = solved(system, target, canHide, ways.cheapest);
    }
    if (exchange === null) {
      const beside = besideIn(system, target, canHide);
      if (beside === null) unsure.push(target);
      else {
        hide(beside);
        waiting.push(target);
      }
      continue;
    }
    for (const variable of exchange.safe) safe.add(variable);
    for (const variable of exchange.moved) {
      const cell = system.cell[variable] ?? -1;
      if (canHide(cell)) hide(cell);
    }
  }
  return { hidden, guarded: waiting.length, unsure, hard, built };
}

/** Counts that move together, and those of them that are thereby proved safe. */
type Exchange = { moved: readonly number[]; safe: readonly number[] };

/** Hiding nothing more if that will do, then one cell more, then three. */
const costs = [0, 1, 3];

function shortExchange(system: System, target: number, canHide: (cell: number) => boolean): Exchange | null {
  const value = system.value[target] ?? Number.NaN;
  for (const cost of costs) {
    for (const reach of reachesOf(value).slice(0, cost === 0 ? 5 : 1)) {
      const moved = exchangeOf(system, target, reach, cost, canHide);
      if (moved) return { moved, safe: moved };
    }
    if (value >= leastShown) continue;
    // One way up and another down do as well.
    const up = exchangeOf(system, target, { up: protectionWidth - value, down: 0 }, cost, canHide);
    const down = up && exchangeOf(system, target, { up: 0, down: value }, cost, canHide);
    if (up && down) return { moved: [...new Set([...up, ...down])], safe: [target] };
  }
  return null;
}

/** From none to four where it is small; otherwise five in a row somewhere around it. */
function reachesOf(value: number): Reach[] {
  if (value < leastShown) return [{ up: protectionWidth - value, down: value }];
  if (Number.isNaN(value)) return [{ up: protectionWidth, down: 0 }];
  return [4, 0, 3, 2, 1].map(up => ({ up, down: protectionWidth - up }));
}

/** Where nothing proves a count safe: the first cell it is tied to that is still shown. */
function besideIn(system: System, target: number, canHide: (cell: number) => boolean): number | null {
  const cells = (system.within[target] ?? []).flatMap(equation =>
    (system.terms[equation] ?? []).map(variable => system.cell[variable] ?? -1).filter(canHide),
  );
  return cells.length === 0 ? null : Math.min(...cells);
}

function solved(
  system: System,
  target: number,
  canHide: (cell: number) => boolean,
  cheapest: Cheapest | undefined,
): Exchange | null {
  if (!cheapest) return null;
  for (const { up, down } of reachesOf(system.value[target] ?? Number.NaN)) {
    const moved = new Set<number>();
    const safe = new Set([target]);
    const isFound = [up, -down].every(amount => {
      if (amount === 0) return true;
      const found = cheapest(system, target, amount, canHide);
      for (const [variable, by] of found ?? []) {
        moved.add(variable);
        if (Math.abs(by) >= protectionWidth - 1e-6 && (system.value[variable] ?? 0) >= leastShown)
          safe.add(variable);
      }
      return found !== null;
    });
    if (isFound) return { moved: [...moved], safe: [...safe] };
  }
  return null;
}

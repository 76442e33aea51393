import type { System } from './system.ts';

/** How far a count must be able to move up and down. */
export type Reach = { up: number; down: number };

/** How many steps a search may take before it gives up; most end within ten. */
const mostSteps = 40;

type Candidate = { variable: number; way: number; cost: number; untidy: number };

/**
 * Counts that can be moved together, those of one sign up while the others go down and back again, so that every sum holds and nothing that
 * is told is otherwise: a proof that each of them can be as far away as it is moved. At most `cost` of the cells they belong to are shown
 * today and would have to be hidden for it (`canHide`). Null where none is found, which proves nothing.
 * (The exchange of Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, section 6.3, beyond tables.)
 */
export function exchangeOf(
  system: System,
  target: number,
  reach: Reach,
  cost: number,
  canHide: (cell: number) => boolean,
): number[] | null {
  const moved = new Map<number, number>();
  const off = new Map<number, number>();
  const paid = new Map<number, number>();
  let steps = 0;

  const fits = (variable: number, way: number) => {
    const value = system.value[variable] ?? Number.NaN;
    const [up, down] = way > 0 ? [reach.up, reach.down] : [reach.down, reach.up];
    if (Number.isNaN(value)) return down === 0;
    return value + up <= system.highIfOpen(variable) && value - down >= system.lowIfOpen(variable);
  };
  const priceOf = (variable: number) => {
    if (system.opened(variable)) return 0;
    const cell = system.cell[variable] ?? -1;
    if (paid.has(cell)) return 0;
    return canHide(cell) ? 1 : Infinity;
  };
  const lean = (variable: number, way: number) => {
    for (const equation of system.within[variable] ?? []) {
      const sum = (off.get(equation) ?? 0) + way * system.signOf(equation, variable);
      if (sum === 0) off.delete(equation);
      else off.set(equation, sum);
    }
  };
  /** How many equations the move would leave wrong, less those it mends. */
  const untidyness = (variable: number, way: number) => {
    let more = 0;
    for (const equation of system.within[variable] ?? []) {
      const before = off.get(equation) ?? 0;
      more += Math.abs(before + way * system.signOf(equation, variable)) - Math.abs(before);
    }
    return more;
  };
  const candidatesIn = (equation: number, sum: number, left: number): Candidate[] => {
    const found: Candidate[] = [];
    for (const variable of system.terms[equation] ?? []) {
      if (moved.has(variable)) continue;
      const price = priceOf(variable);
      const way = -Math.sign(sum) * system.signOf(equation, variable);
      if (price > left || !fits(variable, way)) continue;
      found.push({ variable, way, cost: price, untidy: untidyness(variable, way) });
    }
    return found;
  };
  const search = (left: number): boolean => {
    if (off.size === 0) return true;
    if (steps++ > mostSteps) return false;
    let fewest: Candidate[] | null = null;
    for (const [equation, sum] of off) {
      const candidates = candidatesIn(equation, sum, left);
      if (candidates.length === 0) return false;
      if (fewest === null || candidates.length < fewest.length) fewest = candidates;
      if (fewest.length === 1) break;
    }
    for (const { variable, way, cost } of (fewest ?? []).toSorted(tidiest)) {
      const cell = system.cell[variable] ?? -1;
      moved.set(variable, way);
      lean(variable, way);
      if (cost > 0) paid.set(cell, cost);
      if (search(left - cost)) return true;
      if (cost > 0) paid.delete(cell);
      lean(variable, -way);
      moved.delete(variable);
      if (steps > mostSteps) return false;
    }
    return false;
  };

  moved.set(target, 1);
  lean(target, 1);
  return search(cost) ? [...moved.keys()] : null;
}

function tidiest(a: Candidate, b: Candidate): number {
  return a.untidy + a.cost - b.untidy - b.cost || a.cost - b.cost || a.variable - b.variable;
}

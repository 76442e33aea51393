import highsModule, { type Highs } from 'highs';
import type { Cheapest } from './decide.ts';
import type { System } from './system.ts';

/** How many counts around the one looked at may take part; those further away stand still. */
const mostAround = 4000;

/**
 * The cheapest way to move a count, by linear programming: what is hidden moves for next to nothing, what is shown costs what it is moved.
 * Loaded once for a thread; one solver thread and one seed, so that the same world has the same answer.
 * (J. P. Kelly, B. L. Golden, A. A. Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22, 1992, 397–417.)
 */
export async function highsCheapest(): Promise<Cheapest> {
  // Node gives the function itself where its types promise a module.
  const load = typeof highsModule === 'function' ? highsModule : highsModule.default;
  const highs = await load();
  const model = highs.createModel();
  model.options.set({ output_flag: false, random_seed: 0 });
  return (system, target, amount, canHide) => {
    const around = neighbours(system, target, canHide);
    model.passModel(programOf(highs, system, around, { target, amount, canHide }));
    model.run();
    const status = model.getModelStatus();
    if (status !== highs.constants.modelStatus.optimal) return null;
    const { colValue } = model.getSolution();
    const moved = new Map<number, number>();
    for (const [i, variable] of around.entries()) {
      const by = (colValue[2 * i] ?? 0) - (colValue[2 * i + 1] ?? 0);
      if (Math.abs(by) > 1e-6) moved.set(variable, by);
    }
    return moved;
  };
}

type Wish = { target: number; amount: number; canHide: (cell: number) => boolean };

/** The counts that can move and are tied to the target, nearest first. */
function neighbours(system: System, target: number, canHide: Wish['canHide']): number[] {
  const found = [target];
  const seen = new Set(found);
  const asked = new Set<number>();
  for (let i = 0; i < found.length && found.length < mostAround; i++) {
    for (const equation of system.within[found[i] ?? -1] ?? []) {
      if (asked.has(equation)) continue;
      asked.add(equation);
      for (const variable of system.terms[equation] ?? []) {
        if (seen.has(variable)) continue;
        seen.add(variable);
        if (system.opened(variable) || canHide(system.cell[variable] ?? -1)) found.push(variable);
      }
    }
  }
  return found;
}

function programOf(highs: Highs, system: System, around: readonly number[], wish: Wish) {
  const place = new Map(around.map((variable, i) => [variable, i]));
  const equations = [...new Set(around.flatMap(variable => system.within[variable] ?? []))];
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const equation of equations) {
    for (const variable of system.terms[equation] ?? []) {
      const i = place.get(variable);
      if (i === undefined) continue;
      const sign = system.signOf(equation, variable);
      indices.push(2 * i, 2 * i + 1);
      values.push(sign, -sign);
    }
    starts.push(indices.length);
  }
  const lower = new Float64Array(2 * around.length);
  const upper = new Float64Array(2 * around.length);
  const cost = new Float64Array(2 * around.length);
  for (const [i, variable] of around.entries()) {
    const value = system.value[variable] ?? Number.NaN;
    const isUnknown = Number.isNaN(value);
    upper[2 * i] = isUnknown ? highs.infinity : Math.min(system.highIfOpen(variable) - value, highs.infinity);
    upper[2 * i + 1] = isUnknown ? 0 : value - system.lowIfOpen(variable);
    // Of what costs the same, what comes first.
    cost[2 * i] = cost[2 * i + 1] = system.opened(variable) ? 0.001 : 1 + (variable % 1000) * 1e-5;
  }
  const [up, down] = [Math.max(wish.amount, 0), Math.max(-wish.amount, 0)];
  lower[0] = up;
  upper[0] = up;
  lower[1] = down;
  upper[1] = down;
  return {
    numCols: 2 * around.length,
    numRows: equations.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower: new Float64Array(equations.length),
    rowUpper: new Float64Array(equations.length),
    matrix: {
      format: 'csr' as const,
      numRows: equations.length,
      numCols: 2 * around.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  };
}

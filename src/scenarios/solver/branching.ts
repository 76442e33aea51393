import type { Program } from './program.ts';

/**
 * The best that can be had between these bounds when parts of whole numbers are allowed, with the goal that rises at least at
 * `least`; `slope` is how it falls by a level more, so that no higher level is worth more than that. Null where there is nothing.
 */
export type Relax = (
  lower: Float64Array,
  upper: Float64Array,
  least: number,
) => { value: number; slope: number; variables: ArrayLike<number> } | null;

/** Thrown where the relaxation cannot be trusted to the last unit, or would have to be asked too often for one level. */
export class Unsure extends Error {}

type Leaf = {
  lower: Float64Array;
  upper: Float64Array;
  /** No level from `at` on is worth more than `value + slope × (level - at)` here. */
  value: number;
  slope: number;
  at: number;
  /** How it came about, until it is known what that cost. */
  branched: { variable: number; side: 'down' | 'up'; part: number } | null;
};

const almost = 1e-6;
/** What branching on a variable costs is known when both sides have been seen so often. */
const seenEnough = 2;
/** So many more are tried after the best one. */
const triedInVain = 8;
/** So many relaxations for a level cost more than the question itself. */
const mostRelaxed = 600;
/** So many leaves are parted for lower levels; a new tree is smaller, now that it is known what branching costs. */
const overgrown = 3000;

/**
 * Branch and bound over rising levels of one goal: the tree is kept from level to level, since a branch without an answer has none
 * higher up either, and the bound of every other falls on along a line that is already known.
 */
export class Branching {
  private readonly program: Program;
  private readonly up: number;
  private readonly along: number;
  private readonly relax: Relax;
  private readonly costs: Record<'down' | 'up', { sum: Float64Array; count: Float64Array }>;
  private leaves: Leaf[];

  constructor(program: Program, [up, along]: readonly [number, number], relax: Relax) {
    this.program = program;
    this.up = up;
    this.along = along;
    this.relax = relax;
    const { variables } = program;
    const none = () => ({
      sum: new Float64Array(variables.length),
      count: new Float64Array(variables.length),
    });
    this.costs = { down: none(), up: none() };
    this.leaves = [rootOf(program)];
  }

  /** The best along one goal with at least so much of the other; null where there is nothing. `least` must rise. */
  best(least: number, before: readonly number[], onRelaxed: () => void): number[] | null {
    let found = this.alike(before, least);
    if (this.leaves.length > overgrown) this.leaves = [rootOf(this.program)];
    const isOpen = (leaf: Leaf) => {
      const bound = boundAt(leaf, least);
      return found === null || bound >= found.value + 1 - 1e-3 - Math.abs(bound) * 1e-9;
    };
    const valueOf = (leaf: Leaf) => {
      onRelaxed();
      return this.relax(leaf.lower, leaf.upper, least)?.value ?? -Infinity;
    };
    const closed = this.leaves.filter(leaf => !isOpen(leaf));
    const open = this.leaves.filter(isOpen).toSorted((a, b) => boundAt(a, least) - boundAt(b, least));
    for (let asked = 0, leaf = open.pop(); leaf; leaf = open.pop()) {
      if (!isOpen(leaf)) {
        closed.push(leaf);
        continue;
      }
      onRelaxed();
      if (++asked > mostRelaxed) {
        this.leaves = [...closed, ...open, leaf];
        throw new Unsure();
      }
      const relaxed = this.relax(leaf.lower, leaf.upper, least);
      if (!relaxed) continue;
      this.learn(leaf, boundAt(leaf, least) - relaxed.value);
      const known = { ...leaf, ...relaxed, at: least, branched: null };
      const variable = isOpen(known) ? this.variableToBranch(known, relaxed.variables, valueOf) : null;
      if (variable !== null) {
        for (const child of childrenOf(known, variable, relaxed.variables[variable] ?? 0))
          insert(open, child, least);
        continue;
      }
      if (isOpen(known)) {
        const whole = this.wholeOf(relaxed.variables, least);
        if (!whole) throw new Unsure();
        found = whole;
        if (isOpen(known)) throw new Unsure();
      }
      closed.push(known);
    }
    this.leaves = closed;
    return found && found.variables;
  }

  /** With the same yes and no as before there is most often an answer near the best. */
  private alike(before: readonly number[], least: number) {
    const { variables } = this.program;
    const at = (bound: 'lower' | 'upper') =>
      Float64Array.from(variables, ({ lower, upper, integer }, i) =>
        integer && lower === 0 && upper === 1
          ? Math.round(before[i] ?? 0)
          : bound === 'lower'
            ? lower
            : upper,
      );
    const relaxed = this.relax(at('lower'), at('upper'), least);
    return relaxed && this.wholeOf(relaxed.variables, least);
  }

  private wholeOf(values: ArrayLike<number>, least: number): { variables: number[]; value: number } | null {
    const { variables, rows, goals } = this.program;
    // What is not whole of itself is held down by whole numbers only.
    const whole = variables.map(({ integer }, i) =>
      integer ? Math.round(values[i] ?? 0) : Math.ceil((values[i] ?? 0) - almost),
    );
    const keeps = rows.every(({ terms, lower, upper }) => {
      const sum = sumOf(terms, whole);
      return sum >= lower && sum <= upper;
    });
    const level = (goal: number) => sumOf(goals[goal]?.terms ?? new Map(), whole);
    return keeps && level(this.up) >= least ? { variables: whole, value: level(this.along) } : null;
  }

  /** Where both sides cost most; as long as that has been seen too seldom, both are tried. */
  private variableToBranch(
    leaf: Leaf,
    values: ArrayLike<number>,
    valueOf: (child: Leaf) => number,
  ): number | null {
    const { down, up } = this.costs;
    const seen = [down, up].flatMap(({ sum, count }) =>
      [...sum].flatMap((cost, i) => ((count[i] ?? 0) > 0 ? [cost / (count[i] ?? 1)] : [])),
    );
    const usual = seen.length > 0 ? seen.reduce((sum, cost) => sum + cost, 0) / seen.length : 1;
    const costOf = ({ sum, count }: typeof down, i: number) =>
      (count[i] ?? 0) > 0 ? (sum[i] ?? 0) / (count[i] ?? 1) : usual;
    const candidates = this.program.variables
      .flatMap(({ integer }, variable) => {
        const part = (values[variable] ?? 0) - Math.floor(values[variable] ?? 0);
        if (!integer || part < almost || part > 1 - almost) return [];
        return [
          { variable, worth: worthOf([costOf(down, variable) * part, costOf(up, variable) * (1 - part)]) },
        ];
      })
      .toSorted((a, b) => b.worth - a.worth);
    let chosen: (typeof candidates)[number] | null = null;
    let inVain = 0;
    for (const { variable, worth } of candidates) {
      const isKnown = Math.min(down.count[variable] ?? 0, up.count[variable] ?? 0) >= seenEnough;
      const tried = {
        variable,
        worth: isKnown ? worth : worthOf(this.fallsAt(leaf, variable, values, valueOf)),
      };
      if (!chosen || tried.worth > chosen.worth) [chosen, inVain] = [tried, 0];
      else if (++inVain >= triedInVain) break;
    }
    return chosen && chosen.variable;
  }

  private fallsAt(
    leaf: Leaf,
    variable: number,
    values: ArrayLike<number>,
    valueOf: (child: Leaf) => number,
  ): number[] {
    return childrenOf(leaf, variable, values[variable] ?? 0).map(child => {
      const fall = leaf.value - valueOf(child);
      this.learn(child, fall);
      return Math.min(fall, Number.MAX_SAFE_INTEGER);
    });
  }

  private learn({ branched }: Leaf, fall: number): void {
    if (!branched || !Number.isFinite(fall)) return;
    const { variable, side, part } = branched;
    const { sum, count } = this.costs[side];
    sum[variable] = (sum[variable] ?? 0) + Math.max(0, fall) / part;
    count[variable] = (count[variable] ?? 0) + 1;
  }
}

function worthOf(falls: readonly number[]): number {
  return falls.reduce((worth, fall) => worth * Math.max(fall, almost), 1);
}

function rootOf({ variables }: Program): Leaf {
  const lower = Float64Array.from(variables, variable => variable.lower);
  const upper = Float64Array.from(variables, variable => variable.upper);
  return { lower, upper, value: Infinity, slope: 0, at: 0, branched: null };
}

function childrenOf(leaf: Leaf, variable: number, value: number): Leaf[] {
  const whole = Math.floor(value);
  const part = value - whole;
  return [
    { ...leaf, upper: leaf.upper.with(variable, whole), branched: { variable, side: 'down', part } },
    {
      ...leaf,
      lower: leaf.lower.with(variable, whole + 1),
      branched: { variable, side: 'up', part: 1 - part },
    },
  ];
}

function boundAt({ value, slope, at }: Leaf, level: number): number {
  return value === Infinity ? Infinity : value + slope * (level - at);
}

/** Into leaves that are sorted by their bounds. */
function insert(leaves: Leaf[], leaf: Leaf, level: number): void {
  const bound = boundAt(leaf, level);
  let [low, high] = [0, leaves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = leaves[middle];
    if (other && boundAt(other, level) <= bound) low = middle + 1;
    else high = middle;
  }
  leaves.splice(low, 0, leaf);
}

function sumOf(terms: ReadonlyMap<number, number>, values: readonly number[]): number {
  let sum = 0;
  for (const [variable, factor] of terms) sum += factor * (values[variable] ?? 0);
  return sum;
}

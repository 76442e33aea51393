import type { Objective } from './objective.ts';

/** A linear sum: what each variable is multiplied by. */
export type Terms = ReadonlyMap<number, number>;

/** Whole numbers between two bounds; a variable that is not `integer` is whole of itself in every best answer. */
export type Variable = { lower: number; upper: number; integer: boolean };
export type Row = { terms: Terms; lower: number; upper: number };

/** What is maximised, in whole steps of `unit`; a cost is negative. */
/** `constant`: what it is worth whatever is chosen, in its own measure. */
export type Goal = { objective: Objective; terms: Terms; unit: number; constant: number };

export class Building {
  variables: Variable[] = [];
  rows: Row[] = [];

  variable(lower: number, upper: number, integer = true): number {
    this.variables.push({ lower, upper, integer });
    return this.variables.length - 1;
  }

  /** Coefficients without a common divisor, and bounds rounded inwards: whole numbers reach no further. */
  row(terms: Terms, lower: number, upper: number): void {
    const used = new Map([...terms].filter(([, factor]) => factor !== 0));
    const whole = [...used.keys()].every(variable => this.variables[variable]?.integer);
    const divisor = whole ? Math.max(1, [...used.values()].reduce(commonDivisor, 0)) : 1;
    if (divisor > 1) for (const [variable, factor] of used) used.set(variable, factor / divisor);
    this.rows.push({
      terms: used,
      lower: Math.ceil(lower / divisor),
      upper: Math.floor(upper / divisor),
    });
  }
}

export function times(terms: Terms, factor: number): Terms {
  return new Map([...terms].map(([variable, value]) => [variable, value * factor]));
}

export function sumOf(parts: readonly Terms[]): Terms {
  const sum = new Map<number, number>();
  for (const part of parts)
    for (const [variable, factor] of part) sum.set(variable, (sum.get(variable) ?? 0) + factor);
  return sum;
}

export function commonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

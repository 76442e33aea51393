import { distribute } from './money.ts';

/** Whole percents that sum to 100 by largest remainder, the first of equal ones first; all zero when there is nothing to share. */
export function wholePercents(amounts: readonly number[]): number[] {
  return shares(amounts, 100);
}

/** Percents with one decimal, given in tenths of a percent so that they sum to 1000 exactly. */
export function tenthsOfPercent(amounts: readonly number[]): number[] {
  return shares(amounts, 1000);
}

/** How many whole percent a part is of a whole: what `wholePercents` gives the part beside the rest. */
export function percentOf(part: number, whole: number): number {
  return wholePercents([part, whole - part])[0] ?? 0;
}

function shares(amounts: readonly number[], units: number): number[] {
  return amounts.every(amount => amount === 0) ? amounts.map(() => 0) : distribute(units, amounts);
}

import type { Period } from '../period.ts';

/** What is stored of a measure, a group, an area and a period. */
export type Cell = {
  measure: string;
  group: string;
  area: string;
  period: Period;
  numerator: number | null;
  denominator: number | null;
  /** Published share, 0–1, where the counts are not known. */
  share: number | null;
  suppressed: boolean;
};

/**
 * Something that is the sum of others, but for what nobody has stored. `exactly`: only where nothing is left over; `unbroken`: the parts
 * are not held against the whole one by one where they are more than it.
 */
export type Sum = { whole: string; parts: readonly string[]; exactly?: boolean; unbroken?: boolean };

/** A value that once stood for a cell, and whether it was shown then. */
export type Past = Cell & { from: number; until: number; shown: boolean };

/** All that hangs together: every cell that any sum ties to another, and the sums that are or ever were in force. */
export type World = {
  cells: readonly Cell[];
  /** Cells from here on nobody has stored, but anybody can reckon. */
  reckonedFrom?: number;
  /** Cells that have been shown as they are: nothing is won by hiding them. */
  known?: ReadonlySet<number>;
  /** For each cell the import it stands since. */
  since?: readonly number[];
  past?: readonly Past[];
  groups: readonly Sum[];
  areas: readonly Sum[];
  /** Measures that contain others: all that a part counts, the whole counts too. */
  measures: readonly Sum[];
  /** Numbers of persons that are told elsewhere, such as a group's headcounts, by group, area and period. */
  populations?: ReadonlyMap<string, readonly number[]>;
};

/** Those who did and those who did not; null where a number of persons is all that is known. */
export type Counts = { did: number; didNot: number | null };

/** A published share of a number of persons that is told anywhere tells the count as well as the count itself. */
export function countsOf(cell: Pick<Cell, 'numerator' | 'denominator' | 'share'>): Counts | null {
  const { numerator, denominator, share } = cell;
  if (denominator === null) return numerator === null ? null : { did: numerator, didNot: null };
  const did = numerator ?? (share === null ? null : Math.round(share * denominator));
  return did === null ? null : { did, didNot: denominator - did };
}

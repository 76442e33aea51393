import type { Oere } from '../../shared/money.ts';
import type { Values } from './optimum-value.ts';
import type { Choice } from './program.ts';

/** An efficient vifte: nothing that keeps to the demands is better by one objective and as good by the others. */
export type Point = {
  /** From 1, along the frontier. */
  number: number;
  values: Values;
  years: { year: number; frameOere: Oere; costOere: Oere }[];
  /** How far at most it may lie from the best, in percent; 0 where it is exact, null where nobody knows. */
  gapPercent: number | null;
  offers: Choice['offers'];
  dropped: string[];
  scaled: { offer: string; from: number; to: number }[];
  /** The places a year of every group that is served by name, those of its parts among them, today and here. */
  groups: { group: string; before: number; after: number }[];
};

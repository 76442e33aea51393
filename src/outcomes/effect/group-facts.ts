import type { Basis, Source } from '../../shared/source.schema.ts';
import type { DisclosedCell } from '../disclosure/disclosure.ts';
import type { Period } from '../period.ts';

export type Named = { code: string; title: string };

/** An observation as it may be told. */
export type Told = DisclosedCell & { basis: Basis; source: Source };

export type MeasureFacts = Named & {
  counted: string;
  better: 'higher' | 'lower';
  lagMonths: number;
  sources: Source[];
};

export type StatedExpectation = {
  period: Period;
  share: number;
  reason: string;
  basis: Basis;
  source: Source | null;
};

/** What a group's effect is worked out from: its own observations and the comparison area's, by one measure. */
export type GroupFacts = {
  measure: MeasureFacts;
  area: Named;
  comparisonArea: Named | null;
  own: readonly Told[];
  comparison: readonly Told[];
  /** The same group in each of the other municipalities there are figures of. */
  others: readonly (readonly Told[])[];
  expectations: readonly StatedExpectation[];
  /** How many offers serve the group or a part of it. */
  offers: number;
};

/** The periods asked for; what is not asked for is chosen. */
export type AskedPeriods = { period?: Period | undefined; base?: Period | undefined };

import type { Mapping } from './import.schema.ts';
import type { KnownThings, Seen } from './labels.ts';
import { isPercent } from '../reading/table-layout.ts';

/** Which columns are the figures of a measure, by their place. */
export type Value = {
  /** Null where the row itself says. */
  measure: Seen | null;
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  percent: boolean;
};
export function percentAt(headings: readonly string[], place: number | null): boolean {
  return place !== null && isPercent(headings[place] ?? '');
}

/** How a pair of columns is remembered: `Antal i arbejde ÷ Antal personer`, or a column of shares alone. */
export function columnsLabel({
  numerator,
  denominator,
  share,
}: NonNullable<Mapping['columns']>[number]): string {
  if (numerator === null) return `andel: ${share ?? ''}`;
  return denominator === null ? numerator : `${numerator} ÷ ${denominator}`;
}

export function rememberedColumns(
  known: KnownThings,
  headings: readonly string[],
): NonNullable<Mapping['columns']> {
  const here = new Set(headings);
  return known.remembered.flatMap(({ kind, label, code }) => {
    if (kind !== 'measure' || code === null) return [];
    const share = label.startsWith('andel: ') ? label.slice('andel: '.length) : null;
    const [numerator = null, denominator = null] = share === null ? label.split(' ÷ ') : [];
    const columns = [numerator, denominator, share].filter(column => column !== null);
    return columns.every(column => here.has(column))
      ? [{ measure: code, numerator, denominator, share }]
      : [];
  });
}

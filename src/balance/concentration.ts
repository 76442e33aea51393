import { sumOere, type Oere } from '../shared/money.ts';
import { percentOf } from '../shared/shares.ts';

export type SupplierMoney = { supplier: string; amountOere: Oere };

/**
 * How the known money with a named supplier is spread: the three largest together, and the Herfindahl–Hirschman index, the sum
 * of the squared percents, from near 0 (many small) to 10.000 (one has it all), in whole points. Null when no such money is
 * known. What lies without a supplier is counted apart.
 */
export type Concentration = {
  ofOere: Oere;
  three: { suppliers: string[]; amountOere: Oere; percent: number } | null;
  hhi: number | null;
  withoutSupplier: { offers: number; amountOere: Oere };
};

export function concentrationOf(
  suppliers: readonly SupplierMoney[],
  withoutSupplier: Concentration['withoutSupplier'],
): Concentration {
  const ordered = suppliers.toSorted(byAmount);
  const ofOere = sumOere(ordered.map(supplier => supplier.amountOere));
  if (ofOere === 0) return { ofOere, three: null, hhi: null, withoutSupplier };
  const largest = ordered.slice(0, 3);
  const amountOere = sumOere(largest.map(supplier => supplier.amountOere));
  const squares = ordered.map(supplier => (supplier.amountOere / ofOere) ** 2);
  return {
    ofOere,
    three: {
      suppliers: largest.map(({ supplier }) => supplier),
      amountOere,
      percent: percentOf(amountOere, ofOere),
    },
    hhi: Math.round(squares.reduce((sum, square) => sum + square, 0) * 10_000),
    withoutSupplier,
  };
}

function byAmount(a: SupplierMoney, b: SupplierMoney): number {
  return b.amountOere - a.amountOere || (a.supplier < b.supplier ? -1 : 1);
}

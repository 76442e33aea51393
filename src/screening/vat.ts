import type { Oere } from '../shared/money.ts';

/**
 * The amount without the 25 % VAT: 4/5 of one entered with it, to the nearest øre (a fifth of an øre never falls half
 * way). Each entered price is rounded on its own, before it is multiplied, so that the terms shown add up to the sum shown.
 */
export function withoutVat({ amountOere, vat }: { amountOere: Oere; vat: 'excluded' | 'included' }): Oere {
  if (vat === 'excluded') return amountOere;
  const fifths = amountOere % 5;
  return ((amountOere - fifths) / 5) * 4 + Math.round((fifths * 4) / 5);
}

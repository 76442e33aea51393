import { dayNumber, inYear } from '../shared/days/day.ts';
import { distribute, sumOere, type Oere } from '../shared/money.ts';
import type { Commitment } from './commitment.schema.ts';
import type { OfferView } from './offer.schema.ts';
import { amountByBasis, priceInYear } from './price.ts';
import { bases } from './scales.ts';

/**
 * What the contract on an offer still costs in each of the years once the offer has left the vifte: the year's price by days,
 * half an øre rounded up, parted among what the price rests on so that the parts sum to it. Nothing where no contract runs.
 */
export function commitmentsOf(offer: OfferView, years: readonly number[]): Commitment[] {
  return years.flatMap(year => commitmentsIn(offer, year));
}

/** Whose contracts still cost something; when the offer comes back with the same supplier, its contract is its own again. */
export function commitmentsBeside(
  commitments: readonly Commitment[],
  { code, supplier }: Pick<OfferView, 'code' | 'supplier'>,
): Commitment[] {
  return commitments.filter(one => one.offer !== code || one.supplier !== supplier);
}

/** What is known of them, and of how many contracts the price is unknown in at least one year. */
export type Committed = { amountOere: Oere; assumedOere: Oere; contracts: number; unknownContracts: number };

export function committed(commitments: readonly Commitment[]): Committed {
  return {
    amountOere: amounts(commitments),
    assumedOere: amounts(commitments.filter(({ basis }) => basis === 'assumption')),
    contracts: contracts(commitments),
    unknownContracts: contracts(commitments.filter(({ amountOere }) => amountOere === null)),
  };
}

function amounts(rows: readonly Commitment[]): Oere {
  return sumOere(rows.map(({ amountOere }) => amountOere ?? 0));
}

function contracts(rows: readonly Commitment[]): number {
  return new Set(rows.map(({ offer, supplier }) => `${offer} ${supplier}`)).size;
}

/** As they are read: by name, offer, year and basis. */
export function inOrder(commitments: readonly Commitment[]): Commitment[] {
  return commitments.toSorted(
    (a, b) =>
      a.name.localeCompare(b.name, 'da') ||
      a.offer.localeCompare(b.offer) ||
      a.year - b.year ||
      bases.indexOf(a.basis) - bases.indexOf(b.basis),
  );
}

function commitmentsIn(offer: OfferView, year: number): Commitment[] {
  const contractUntil = offer.binding.contractUntil;
  const price = priceInYear(offer, year);
  const from = inYear(year, '01-01');
  const end = inYear(year, '12-31');
  if (contractUntil === null || contractUntil < from || price.kind === 'does-not-run') return [];
  const until = contractUntil < end ? contractUntil : end;
  const { code, name, supplier } = offer;
  const row = { offer: code, name, supplier, year, from, until };
  if (price.kind === 'unknown') return [{ ...row, amountOere: null, basis: 'contract' }];
  const days = daysOf(from, until);
  const [amountOere = 0] = distribute(price.amountOere, [days, daysOf(from, end) - days]);
  const byBasis = amountByBasis(price.lines);
  const known = bases.filter(basis => byBasis[basis] !== undefined);
  const amounts = distribute(
    amountOere,
    known.map(basis => byBasis[basis] ?? 0),
  );
  return known.map((basis, i) => ({ ...row, amountOere: amounts[i] ?? 0, basis }));
}

/** Both days counted. */
export function daysOf(from: string, until: string): number {
  return dayNumber(until) - dayNumber(from) + 1;
}

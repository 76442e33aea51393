import { plusOere, timesOere, type Oere } from '../shared/money.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import type { Basis } from '../shared/source.schema.ts';
import type { OfferView, PriceLine } from './offer.schema.ts';
import type { PortfolioView } from './portfolio.schema.ts';

export type PricedLine = { line: PriceLine; amountOere: Oere };

/** What an offer costs over some years. `partly`: the amount is what is known, `unknownYears` the years that have no line. */
export type Price =
  | { kind: 'known'; amountOere: Oere; assumedOere: Oere; lines: PricedLine[] }
  | { kind: 'partly'; amountOere: Oere; assumedOere: Oere; lines: PricedLine[]; unknownYears: number[] }
  | { kind: 'unknown'; unknownYears: number[] }
  | { kind: 'does-not-run' };

/** The years a figure is about: the one asked for, or for null every year that has a budget frame. */
export function coveredYears(portfolio: PortfolioView, year: number | null): number[] {
  const years = [...new Set(portfolio.frames.map(frame => frame.year))].toSorted((a, b) => a - b);
  if (year === null) return years;
  if (years.includes(year)) return [year];
  throw new RuleBroken('year-not-covered', `Viften dækker ${years.join(', ')}, men ikke ${year}.`, {
    status: 404,
  });
}

/** The price over the years asked for; years the offer does not run in add nothing and are not unknown. */
export function priceOver(offer: OfferView, years: readonly number[]): Price {
  const lines: PricedLine[] = [];
  const unknownYears: number[] = [];
  let runs = false;
  for (const year of years) {
    if (!offer.years.includes(year)) continue;
    runs = true;
    const before = lines.length;
    for (const line of offer.priceLines)
      if (line.year === year) lines.push({ line, amountOere: lineAmount(line) });
    if (lines.length === before) unknownYears.push(year);
  }
  if (!runs) return { kind: 'does-not-run' };
  if (lines.length === 0) return { kind: 'unknown', unknownYears };
  const amountOere = lines.reduce((sum, line) => plusOere(sum, line.amountOere), 0);
  const assumedOere = amountByBasis(lines).assumption ?? 0;
  return unknownYears.length === 0
    ? { kind: 'known', amountOere, assumedOere, lines }
    : { kind: 'partly', amountOere, assumedOere, lines, unknownYears };
}

export function priceInYear(offer: OfferView, year: number): Exclude<Price, { kind: 'partly' }> {
  const price = priceOver(offer, [year]);
  return price.kind === 'partly' ? { kind: 'unknown', unknownYears: price.unknownYears } : price;
}

export function lineAmount(line: PriceLine): Oere {
  return line.kind === 'fixed'
    ? line.amountOere
    : timesOere(line.pricePerWeekOere, line.weeks, line.participants);
}

/** How much of the money rests on what; a basis that no line has is left out. */
export function amountByBasis(lines: readonly PricedLine[]): Partial<Record<Basis, Oere>> {
  const amounts: Partial<Record<Basis, Oere>> = {};
  for (const { line, amountOere } of lines)
    amounts[line.basis] = plusOere(amounts[line.basis] ?? 0, amountOere);
  return amounts;
}

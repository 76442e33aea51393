import { lineAmount } from '../offers/price.ts';
import { purposeLabels, type OfferView } from '../offers/offer.schema.ts';
import type { ContractTerms, Payment } from './contract-value.schema.ts';
import type { ScreenedOffer } from './screening.ts';
import { atLeastTendered, overTenderedTerm, type TenderedTerm } from './tendered-term.ts';
import type { Category } from './threshold.ts';

/** The services of an employment vifte are social and other specific services (udbudsloven, bilag 2), until somebody says otherwise. */
export const usualCategory: Category = 'light';

/**
 * An offer as the screening sees it. Without terms of its own its price lines are the contract: a fixed term of the years it
 * runs, without VAT as the vifte's prices are, and a year without a line has an unknown price. Where it is tendered, the term
 * and the options of the tender are what is screened.
 */
export function screenedOffer(
  offer: OfferView,
  category: Category,
  terms: ContractTerms | null,
  tendered: TenderedTerm | null = null,
): ScreenedOffer {
  const { type } = offer.purpose;
  return {
    code: offer.code,
    name: offer.name,
    delivery: offer.delivery,
    purpose: { code: type, name: purposeLabels[type] },
    category,
    contract: contractOf(offer, terms, tendered),
  };
}

/** The term that is tendered counts, whether or not somebody has written terms down. */
function contractOf(
  offer: OfferView,
  terms: ContractTerms | null,
  tendered: TenderedTerm | null,
): ContractTerms {
  if (terms !== null) return tendered === null ? terms : atLeastTendered(terms, tendered);
  const years = offer.years.map(year => ({ year, payments: paymentsIn(offer, year) }));
  if (tendered !== null) return overTenderedTerm(years, tendered);
  return { kind: 'fixed-term', years: years.flatMap(({ payments }) => payments), options: [], other: [] };
}

function paymentsIn({ priceLines }: OfferView, year: number): Payment[] {
  const lines = priceLines.filter(line => line.year === year);
  if (lines.length === 0) return [{ label: `${year}`, price: null }];
  return lines.map((line, i) => ({
    label: lines.length === 1 ? `${year}` : `${year}, prislinje ${i + 1}`,
    price: { amountOere: lineAmount(line), vat: 'excluded', basis: line.basis, source: line.source },
  }));
}

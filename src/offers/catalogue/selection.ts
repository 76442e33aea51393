import { page, type Order, type Page } from '../../shared/http/paging.ts';
import { hasWords } from '../../shared/words.ts';
import { groupTree, wayOf, type GroupTree } from '../../target-groups/group-tree.ts';
import type { Breadth, Certainty, Delivery, OfferView, PurposeType } from '../offer.schema.ts';
import { coveredYears, priceOver } from '../price.ts';
import { certainties, purposes } from '../scales.ts';
import type { WholePortfolio } from '../whole-portfolio.ts';

export const offerSorts = [
  'name',
  '-name',
  'price',
  '-price',
  'purpose',
  '-purpose',
  'certainty',
  '-certainty',
] as const;
export type OfferSort = (typeof offerSorts)[number];

/** Every condition given must hold; within a list any one of its values. An empty list asks for nothing. */
export type OfferFilter = {
  purpose?: readonly PurposeType[] | undefined;
  certainty?: readonly Certainty[] | undefined;
  breadth?: readonly Breadth[] | undefined;
  delivery?: readonly Delivery[] | undefined;
  supplier?: readonly string[] | undefined;
  /** Offers that serve the group or a part of it. */
  targetGroup?: readonly string[] | undefined;
  /** Offers that run in the year. */
  year?: number | undefined;
  /** Words that must all be found in the name, the code or the supplier's name. */
  text?: string | undefined;
  /** No price in the year (without one: in some year of the portfolio), or evidence not assessed. */
  missing?: 'price' | 'evidence' | undefined;
};

export type OfferQuery = OfferFilter & {
  sort?: OfferSort | undefined;
  cursor?: string | null | undefined;
  limit: number;
};

export function selectOffers(whole: WholePortfolio, query: OfferQuery): Page<OfferView> {
  const years = yearsOf(whole, query.year);
  const order = offerOrder(query.sort ?? 'name', years);
  return page(filterOffers(whole, query), order, query.cursor ?? null, query.limit);
}

export function filterOffers(whole: WholePortfolio, filter: OfferFilter): OfferView[] {
  const tree = groupTree(whole.targetGroups);
  const suppliers = new Map(whole.suppliers.map(supplier => [supplier.code, supplier.name]));
  const years = yearsOf(whole, filter.year);
  return whole.offers.filter(
    offer =>
      isAmong(filter.purpose, offer.purpose.type) &&
      isAmong(filter.certainty, offer.evidence.certainty) &&
      isAmong(filter.breadth, offer.breadth) &&
      isAmong(filter.delivery, offer.delivery) &&
      isAmong(filter.supplier, offer.supplier) &&
      servesAny(tree, offer, filter.targetGroup) &&
      (filter.year === undefined || offer.years.includes(filter.year)) &&
      isMissing(offer, filter.missing, years) &&
      hasWords(filter.text ?? '', [offer.name, offer.code, suppliers.get(offer.supplier ?? '') ?? '']),
  );
}

/** A price that is unknown, or that there is none of since the offer does not run, has no place and comes last. */
function offerOrder(sort: OfferSort, years: readonly number[]): Order<OfferView> {
  const descending = sort.startsWith('-');
  switch (sort) {
    case 'name':
    case '-name':
      return { name: 'name', of: 'text', descending, value: offer => offer.name, code: codeOf };
    case 'price':
    case '-price': {
      const name = `price ${years.join(' ')}`;
      return { name, of: 'number', descending, value: offer => knownPrice(offer, years), code: codeOf };
    }
    case 'purpose':
    case '-purpose':
      return { name: 'purpose', of: 'number', descending, value: purposePlace, code: codeOf };
    case 'certainty':
    case '-certainty':
      return { name: 'certainty', of: 'number', descending, value: certaintyPlace, code: codeOf };
  }
}

function codeOf(offer: OfferView): string {
  return offer.code;
}

function purposePlace(offer: OfferView): number {
  return purposes.indexOf(offer.purpose.type);
}

function certaintyPlace(offer: OfferView): number {
  return certainties.indexOf(offer.evidence.certainty);
}

function knownPrice(offer: OfferView, years: readonly number[]): number | null {
  const price = priceOver(offer, years);
  return price.kind === 'known' || price.kind === 'partly' ? price.amountOere : null;
}

function yearsOf(whole: WholePortfolio, year: number | undefined): number[] {
  return coveredYears(whole.portfolio, year ?? null);
}

function isAmong<Value>(wanted: readonly Value[] | undefined, value: Value | null): boolean {
  return !wanted || wanted.length === 0 || (value !== null && wanted.includes(value));
}

function servesAny(tree: GroupTree, offer: OfferView, wanted: readonly string[] | undefined): boolean {
  if (!wanted || wanted.length === 0) return true;
  return offer.targetGroups.some(served => wayOf(tree, served.group).some(code => wanted.includes(code)));
}

function isMissing(offer: OfferView, missing: OfferFilter['missing'], years: readonly number[]): boolean {
  switch (missing) {
    case undefined:
      return true;
    case 'price':
      return 'unknownYears' in priceOver(offer, years);
    case 'evidence':
      return offer.evidence.certainty === 'not-assessed';
  }
}

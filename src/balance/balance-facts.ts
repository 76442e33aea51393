import { balance, type Balance } from './balance.ts';
import type { NewOffer, OfferView } from '../offers/offer.schema.ts';
import { coveredYears } from '../offers/price.ts';
import { portfolioReach, type PortfolioReach } from '../offers/reach.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { namesOf, type Names } from '../offers/wording.ts';

/** Everything the page about a vifte's balances shows, for one year or for null over all of them. */
export type BalanceFacts = {
  whole: WholePortfolio;
  year: number | null;
  years: number[];
  /** The offers that run in the years. */
  offers: OfferView[];
  balance: Balance;
  reach: PortfolioReach;
  names: Names;
};

export type AssumableField = NewOffer['assumptions'][number]['field'];

export function balanceFacts(whole: WholePortfolio, year: number | null): BalanceFacts {
  const years = coveredYears(whole.portfolio, year);
  return {
    whole,
    year,
    years,
    offers: whole.offers.filter(offer => offer.years.some(year => years.includes(year))),
    balance: balance(whole, year),
    reach: portfolioReach(whole, year),
    names: namesOf(whole),
  };
}

/** The offers of which somebody has assumed what the field says. */
export function assumedIn(offers: readonly OfferView[], field: AssumableField): OfferView[] {
  return offers.filter(offer => offer.assumptions.some(assumption => assumption.field === field));
}

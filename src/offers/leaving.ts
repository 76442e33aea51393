import { commitmentsBeside, commitmentsOf, inOrder } from './commitment.ts';
import type { OfferView } from './offer.schema.ts';
import { coveredYears } from './price.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/** The vifte when an offer leaves it: what its contract still costs stays as commitments. */
export function withoutOffer(whole: WholePortfolio, code: string): WholePortfolio {
  const left = whole.offers.find(offer => offer.code === code);
  if (!left) return whole;
  const made = commitmentsOf(left, coveredYears(whole.portfolio, null));
  return {
    ...whole,
    offers: whole.offers.filter(offer => offer !== left),
    commitments: made.length === 0 ? whole.commitments : inOrder([...whole.commitments, ...made]),
  };
}

/** The vifte with the offer in place of the one of that code, at the end where it is new or comes back. */
export function withOffer(whole: WholePortfolio, offer: OfferView): WholePortfolio {
  const others = whole.offers.filter(({ code }) => code !== offer.code);
  return { ...whole, offers: [...others, offer], commitments: commitmentsBeside(whole.commitments, offer) };
}

import type { Slice } from '../shared/http/slice.ts';
import { offerPages } from './catalogue/offer.pages.tsx';
import { offers as offerRoutes } from './catalogue/offer.routes.ts';
import { Commitment } from './commitment.entity.ts';
import { Offer, PriceLine, ServedGoal, ServedGroup } from './offer.entity.ts';
import { AddressedGroup, BudgetFrame, Portfolio } from './portfolio.entity.ts';
import { portfolioPages } from './portfolio/portfolio.pages.tsx';
import { portfolios } from './portfolio/portfolio.routes.ts';
import type { Weighing } from './weighing.query.ts';

/** Handed what the balances say of a change. */
export function offers(weighing: Weighing): Slice {
  return {
    entities: [AddressedGroup, BudgetFrame, Commitment, Offer, Portfolio, PriceLine, ServedGoal, ServedGroup],
    tags: [
      ['Tilbudsvifter', 'En vifte med sine år, rammer og de målgrupper, den henvender sig til.'],
      ['Tilbud', 'Viftens tilbud med formål, evidens, priser, målgrupper og leverandør.'],
    ],
    api: [portfolios, offerRoutes],
    pages: () => [offerPages(weighing), portfolioPages(weighing)],
  };
}

import type { OffersOfSupplier } from '../../suppliers/suppliers-seen.query.ts';
import type { UsesOfGroup } from '../../target-groups/groups-seen.query.ts';
import { offerNameFindings } from '../offer-names.verbs.ts';
import { Offer } from '../offer.entity.ts';
import { Portfolio } from '../portfolio.entity.ts';

export const usesOfGroup: UsesOfGroup = {
  offersIn: (em, named) => offerNameFindings(em, named, { strictly: true }),
  addressedBy: async (em, group) => {
    const portfolios = await em.find(Portfolio, { addresses: { group } }, { orderBy: { code: 'asc' } });
    return portfolios.map(portfolio => portfolio.code);
  },
  names: async (em, group) => {
    const offers = await em.find(Offer, { servedGroups: { group } }, { orderBy: { name: 'asc' } });
    const portfolios = await em.find(Portfolio, { addresses: { group } }, { orderBy: { title: 'asc' } });
    return [...offers.map(offer => offer.named()), ...portfolios.map(portfolio => portfolio.title)];
  },
};

export const offersOfSupplier: OffersOfSupplier = async (em, supplier) => {
  const offers = await em.find(Offer, { supplier }, { orderBy: { name: 'asc' } });
  return [...new Set(offers.map(offer => offer.named()))];
};

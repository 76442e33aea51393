import { IsolationLevel, type EntityManager } from '@mikro-orm/core';
import type { Database } from '../database/database.ts';
import { byRevision } from '../database/by-revision.ts';
import { Commitment } from './commitment.entity.ts';
import { inOrder } from './commitment.ts';
import { Goal } from '../goals/goal.entity.ts';
import { Offer, inVifte } from './offer.entity.ts';
import { findPortfolio } from './portfolio.query.ts';
import { Supplier } from '../suppliers/supplier.entity.ts';
import { TargetGroup } from '../target-groups/target-group.entity.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/** `name` says that it is dropped. */
export type DroppedOffer = { code: string; name: string };

/** The portfolio with all its figures rest on, as of one moment; kept until somebody commits a change. */
export const wholePortfolio = byRevision((database: Database, code: string): Promise<WholePortfolio> =>
  database.orm.em
    .fork()
    .transactional(em => readPortfolio(em, code), { isolationLevel: IsolationLevel.REPEATABLE_READ }),
);

/** The same, within the transaction of one who writes. */
export async function readPortfolio(em: EntityManager, code: string): Promise<WholePortfolio> {
  const portfolio = await findPortfolio(em, code);
  const groups = await em.findAll(TargetGroup, { orderBy: { name: 'asc' } });
  const suppliers = await em.findAll(Supplier, { orderBy: { name: 'asc' } });
  const goals = await em.findAll(Goal, { orderBy: { code: 'asc' } });
  const offers = await em.find(
    Offer,
    { portfolio, ...inVifte },
    {
      populate: ['servedGroups', 'goals', 'priceLines'],
      orderBy: { name: 'asc', code: 'asc' },
      strategy: 'select-in',
    },
  );
  const commitments = await em.find(Commitment, { portfolio }, { populate: ['supplier'] });
  return {
    portfolio: portfolio.view(),
    offers: offers.map(offer => offer.view()),
    commitments: inOrder(commitments.map(commitment => commitment.view())),
    targetGroups: groups.map(group => group.view()),
    suppliers: suppliers.map(supplier => supplier.view()),
    goals: goals.map(goal => goal.view()),
  };
}

/** The offers that have been dropped from the vifte and that tenders still tell of. */
export async function droppedOffers(em: EntityManager, portfolio: string): Promise<DroppedOffer[]> {
  const offers = await em.find(
    Offer,
    { portfolio: { code: portfolio }, droppedOn: { $ne: null } },
    { orderBy: { name: 'asc', code: 'asc' } },
  );
  return offers.map(offer => ({ code: offer.code, name: offer.named() }));
}

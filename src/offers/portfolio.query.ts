import { LockMode, type EntityManager } from '@mikro-orm/core';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Portfolio } from './portfolio.entity.ts';

/** Locked, it stays as it is until the transaction ends: nobody takes a year from it while an offer is put into that year. */
export async function findPortfolio(
  em: EntityManager,
  code: string,
  lockMode = LockMode.NONE,
): Promise<Portfolio> {
  const portfolio = await em.findOne(Portfolio, { code }, { lockMode });
  if (!portfolio) throw new RuleBroken('not-found', `Tilbudsviften ${code} findes ikke.`, { status: 404 });
  await em.populate(portfolio, ['frames', 'addresses.group']);
  return portfolio;
}

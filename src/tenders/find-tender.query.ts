import { LockMode, type EntityManager } from '@mikro-orm/core';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Tender } from './tender.entity.ts';

export async function findTender(em: EntityManager, code: string, lockMode = LockMode.NONE): Promise<Tender> {
  const tender = await em.findOne(Tender, { code }, { lockMode });
  if (!tender) throw new RuleBroken('not-found', `Udbuddet ${code} findes ikke.`, { status: 404 });
  await em.populate(tender, ['portfolio', 'committee']);
  return tender;
}

/** Locked, so that what is checked still holds when it is written: plans, records and gates of a tender change one at a time. */
export function lockTender(em: EntityManager, code: string): Promise<Tender> {
  return findTender(em, code, LockMode.PESSIMISTIC_WRITE);
}

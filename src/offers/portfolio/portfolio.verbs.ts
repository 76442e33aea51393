import { LockMode, type EntityManager } from '@mikro-orm/core';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../../database/transaction.ts';
import { Offer, inVifte } from '../offer.entity.ts';
import { Portfolio } from '../portfolio.entity.ts';
import { findPortfolio } from '../portfolio.query.ts';
import { portfolioFindings } from './portfolio-findings.ts';
import { NewPortfolio, type PortfolioChange } from '../portfolio.schema.ts';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';

export function createPortfolio(em: EntityManager, input: NewPortfolio): Promise<Portfolio> {
  return transaction(em, async em => {
    if ((await em.count(Portfolio, { code: input.code })) > 0) throw codeTaken();
    const groups = await allGroups(em);
    refuseIf(portfolioFindings(input, { groups, offers: [] }));
    const portfolio = em.create(Portfolio, { code: input.code }, { partial: true });
    portfolio.revise(input, groups);
    await em.flush();
    return portfolio;
  });
}

/** `seen` is the tag of the version the change was made on. Refused when it leaves out a year that offers still run in. */
export function revisePortfolio(
  em: EntityManager,
  code: string,
  change: PortfolioChange,
  seen: string | undefined,
): Promise<Portfolio> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, portfolio);
    const groups = await allGroups(em);
    const offers = await em.find(Offer, { portfolio, ...inVifte }, { orderBy: { name: 'asc' } });
    const input = parsed(NewPortfolio, { ...portfolio.view(), ...change });
    refuseIf(portfolioFindings(input, { groups, offers }));
    portfolio.revise(input, groups);
    await em.flush();
    return portfolio;
  });
}

/** Refused while it has offers; those that have left it go with it, unless something still tells of them. */
export function deletePortfolio(em: EntityManager, code: string, seen: string | undefined): Promise<void> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, portfolio);
    const offers = await em.count(Offer, { portfolio, ...inVifte });
    if (offers > 0) {
      throw new RuleBroken(
        'in-use',
        `${portfolio.title} har stadig ${offers} tilbud og kan derfor ikke slettes. Slet først tilbuddene.`,
      );
    }
    for (const dropped of await em.find(Offer, { portfolio })) em.remove(dropped);
    await em.flush();
    em.remove(portfolio);
    await em.flush();
  });
}

async function allGroups(em: EntityManager): Promise<Map<string, TargetGroup>> {
  const groups = await em.findAll(TargetGroup, {
    lockMode: LockMode.PESSIMISTIC_READ,
    orderBy: { id: 'asc' },
  });
  return new Map(groups.map(group => [group.code, group]));
}

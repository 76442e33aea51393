import { IsolationLevel, type EntityManager } from '@mikro-orm/core';
import type { Database } from '../database/database.ts';
import { Offer, inVifte } from '../offers/offer.entity.ts';
import { findPortfolio } from '../offers/portfolio.query.ts';
import { byRevision } from '../database/by-revision.ts';
import type { InsourcingPlan as InsourcingTerms } from './insourcing.schema.ts';
import { screenedOffer, usualCategory } from './screened-offer.ts';
import { InsourcingPlan, OfferContract, RecordedAssessment } from './screening.entity.ts';
import type { Assessment } from './screening.schema.ts';
import type { ScreenedOffer } from './screening.ts';

/** What a vifte is screened by. */
export type Screened = {
  offers: ScreenedOffer[];
  /** In the order recorded. */
  assessments: Assessment[];
  /** Those of offers that have been dropped from the vifte since. */
  dropped: (Assessment & { name: string })[];
  insourcing: { offer: string; terms: InsourcingTerms }[];
};

export const screenedPortfolio = byRevision((database: Database, portfolio: string): Promise<Screened> =>
  database.orm.em
    .fork()
    .transactional(em => readScreened(em, portfolio), { isolationLevel: IsolationLevel.REPEATABLE_READ }),
);

export async function readScreened(em: EntityManager, code: string): Promise<Screened> {
  const portfolio = await findPortfolio(em, code);
  const offers = await em.find(
    Offer,
    { portfolio, ...inVifte },
    {
      populate: ['supplier', 'servedGroups.group', 'goals.goal', 'priceLines'],
      orderBy: { name: 'asc', code: 'asc' },
      strategy: 'select-in',
    },
  );
  const contracts = await em.find(
    OfferContract,
    { offer: { portfolio, ...inVifte } },
    { populate: ['offer'] },
  );
  const assessments = await em.find(
    RecordedAssessment,
    { offer: { portfolio } },
    { populate: ['offer'], orderBy: { number: 'asc' } },
  );
  const plans = await em.find(InsourcingPlan, { offer: { portfolio, ...inVifte } }, { populate: ['offer'] });
  const contractOf = new Map(contracts.map(contract => [contract.offer, contract]));
  return {
    offers: offers.map(offer => {
      const contract = contractOf.get(offer);
      return screenedOffer(offer.view(), contract?.category ?? usualCategory, contract?.terms ?? null);
    }),
    assessments: assessments.filter(({ offer }) => offer.droppedOn === null).map(one => one.view()),
    dropped: assessments.flatMap(one =>
      one.offer.droppedOn === null ? [] : [{ ...one.view(), name: one.offer.name }],
    ),
    insourcing: plans.map(plan => ({ offer: plan.offer.code, terms: plan.terms })),
  };
}

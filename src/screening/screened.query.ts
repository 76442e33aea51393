import { IsolationLevel, type EntityManager } from '@mikro-orm/core';
import type { Database } from '../database/database.ts';
import { Offer, inVifte } from '../offers/offer.entity.ts';
import { findPortfolio } from '../offers/portfolio.query.ts';
import { byRevision } from '../database/by-revision.ts';
import type { InsourcingPlan as InsourcingTerms } from './insourcing.schema.ts';
import { screenedOffer, usualCategory } from './screened-offer.ts';
import { Lot } from '../tenders/lot.entity.ts';
import { TenderEvent } from '../tenders/tender-event.entity.ts';
import type { TenderedTerm } from './tendered-term.ts';
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
  const tendered = await tenderedTerms(em, code);
  const contractOf = new Map(contracts.map(contract => [contract.offer, contract]));
  return {
    offers: offers.map(offer => {
      const contract = contractOf.get(offer);
      return screenedOffer(
        offer.view(),
        contract?.category ?? usualCategory,
        contract?.terms ?? null,
        tendered.get(offer.code) ?? null,
      );
    }),
    assessments: assessments.filter(({ offer }) => offer.droppedOn === null).map(one => one.view()),
    dropped: assessments.flatMap(one =>
      one.offer.droppedOn === null ? [] : [{ ...one.view(), name: one.offer.name }],
    ),
    insourcing: plans.map(plan => ({ offer: plan.offer.code, terms: plan.terms })),
  };
}

/** The term of the lot, or else of its tender, that buys an offer; the longest where several do, without those called off. */
async function tenderedTerms(em: EntityManager, portfolio: string): Promise<Map<string, TenderedTerm>> {
  const lots = await em.find(
    Lot,
    { tender: { portfolio: { code: portfolio } } },
    { populate: ['tender', 'offers.offer'], strategy: 'select-in' },
  );
  const ended = await em.find(TenderEvent, {
    tender: { portfolio: { code: portfolio } },
    kind: { $in: ['annulled', 'given-up', 'no-bids'] },
  });
  const terms = new Map<string, TenderedTerm>();
  for (const lot of lots) {
    if (ended.some(({ tender, lot: of }) => tender.id === lot.tender.id && (!of || of === lot.code)))
      continue;
    const contractMonths = lot.contractMonths ?? lot.tender.contractMonths ?? null;
    if (contractMonths === null) continue;
    const optionMonths = lot.options?.reduce((sum, { months }) => sum + months, 0) ?? lot.tender.optionMonths;
    for (const { offer } of lot.offers) {
      const before = terms.get(offer.code);
      if (!before || before.contractMonths + before.optionMonths < contractMonths + optionMonths)
        terms.set(offer.code, { contractMonths, optionMonths });
    }
  }
  return terms;
}

import { LockMode, type EntityManager } from '@mikro-orm/core';
import type { Day } from '../shared/days/day.ts';
import { parsed } from '../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { Commitment } from './commitment.entity.ts';
import { commitmentsBeside, commitmentsOf } from './commitment.ts';
import { Goal } from '../goals/goal.entity.ts';
import { mostOffers, offerFindings } from './offer-findings.ts';
import { Offer, inVifte, type OfferReferences } from './offer.entity.ts';
import { NewOffer, type OfferChange } from './offer.schema.ts';
import type { Portfolio } from './portfolio.entity.ts';
import { findPortfolio } from './portfolio.query.ts';
import { Supplier } from '../suppliers/supplier.entity.ts';
import { TargetGroup } from '../target-groups/target-group.entity.ts';

/** One that has left the vifte comes back by its code; its contract is then its own again. */
export function createOffer(em: EntityManager, portfolioCode: string, input: NewOffer): Promise<Offer> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const before = await em.findOne(Offer, { portfolio, code: input.code });
    if (before?.droppedOn === null) throw codeTaken();
    if ((await em.count(Offer, { portfolio, ...inVifte })) >= mostOffers) {
      throw new RuleBroken('too-many-offers', `En tilbudsvifte kan højst have ${mostOffers} tilbud.`);
    }
    const references = await referencesOf(em);
    refuseIf(offerFindings(input, { ...references, years: yearsOf(portfolio) }));
    if (before) await populated(em, before);
    const offer = before ?? em.create(Offer, { code: input.code, portfolio }, { partial: true });
    offer.droppedOn = null;
    offer.revise(input, references);
    await endCommitments(em, portfolio, input);
    await em.flush();
    return offer;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseOffer(
  em: EntityManager,
  portfolioCode: string,
  offerCode: string,
  change: OfferChange,
  seen: string | undefined,
): Promise<Offer> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const offer = await offerOf(em, portfolio, offerCode, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, offer);
    const references = await referencesOf(em);
    const input = parsed(NewOffer, { ...offer.view(), ...change });
    refuseIf(offerFindings(input, { ...references, years: yearsOf(portfolio) }));
    offer.revise(input, references);
    await em.flush();
    return offer;
  });
}

/**
 * Takes it out of the vifte as of a day: it stays in the archive, where tenders and decisions find it, and what its contract
 * still costs stays in the vifte as commitments.
 */
export function dropOffer(
  em: EntityManager,
  portfolioCode: string,
  offerCode: string,
  day: Day,
  seen: string | undefined,
): Promise<void> {
  return transaction(em, async em => {
    const portfolio = await findPortfolio(em, portfolioCode, LockMode.PESSIMISTIC_READ);
    const offer = await offerOf(em, portfolio, offerCode, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, offer);
    offer.droppedOn = day;
    offer.changedAt = new Date();
    for (const { offer: code, supplier: _, ...row } of commitmentsOf(offer.view(), yearsOf(portfolio)))
      em.create(Commitment, { ...row, portfolio, offer: code, supplier: offer.supplier ?? null });
    await em.flush();
  });
}

async function endCommitments(em: EntityManager, portfolio: Portfolio, offer: NewOffer): Promise<void> {
  const { code } = offer;
  const rows = await em.find(Commitment, { portfolio, offer: code }, { populate: ['supplier'] });
  for (const row of rows) if (commitmentsBeside([row.view()], offer).length === 0) em.remove(row);
}

export async function findOffer(em: EntityManager, portfolioCode: string, offerCode: string): Promise<Offer> {
  return offerOf(em, await findPortfolio(em, portfolioCode), offerCode);
}

async function offerOf(em: EntityManager, portfolio: Portfolio, code: string, lockMode = LockMode.NONE) {
  const offer = await em.findOne(Offer, { portfolio, code, ...inVifte }, { lockMode });
  if (!offer) {
    throw new RuleBroken('not-found', `Tilbuddet ${code} findes ikke i ${portfolio.title}.`, { status: 404 });
  }
  return populated(em, offer);
}

async function populated(em: EntityManager, offer: Offer): Promise<Offer> {
  await em.populate(offer, ['supplier', 'servedGroups.group', 'goals.goal', 'priceLines']);
  return offer;
}

async function referencesOf(em: EntityManager): Promise<OfferReferences> {
  return {
    suppliers: byCode(await em.findAll(Supplier)),
    groups: byCode(await em.findAll(TargetGroup)),
    goals: byCode(await em.findAll(Goal)),
  };
}

function byCode<Thing extends { code: string }>(things: Thing[]): Map<string, Thing> {
  return new Map(things.map(thing => [thing.code, thing]));
}

function yearsOf(portfolio: Portfolio): number[] {
  return portfolio.frames.getItems().map(frame => frame.year);
}

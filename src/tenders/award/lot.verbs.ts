import { LockMode, type EntityManager } from '@mikro-orm/core';
import { Offer, inVifte } from '../../offers/offer.entity.ts';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../../database/transaction.ts';
import { awardFindings, modelFindings } from './award-findings.ts';
import { Bid as BidInput, type AwardModel, type BidChange } from '../award-model.schema.ts';
import { Bid, Lot } from '../lot.entity.ts';
import { NewLot, type LotChange } from '../lot.schema.ts';
import type { Tender } from '../tender.entity.ts';
import { findTender } from '../find-tender.query.ts';

type Finding = { pointer: string; message: string };

export function createLot(em: EntityManager, tenderCode: string, input: NewLot): Promise<Lot> {
  return transaction(em, async em => {
    const tender = await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE);
    if ((await em.count(Lot, { tender, code: input.code })) > 0) throw codeTaken();
    const offers = await offersOf(em, tender, []);
    refuseIf(lotFindings(input, offers));
    const lot = em.create(Lot, { tender, code: input.code }, { partial: true });
    lot.revise(input, offers);
    tender.touch();
    await em.flush();
    return lot;
  });
}

/** `seen` is the tag of the version the change was made on. Once bids are in, the award model stands as it was published. */
export function reviseLot(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  change: LotChange,
  seen: string | undefined,
): Promise<Lot> {
  return transaction(em, async em => {
    const tender = await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE);
    const lot = await lotOf(em, tender, lotCode);
    requireMatch(seen, lot);
    const before = lot.view();
    const input = parsed(NewLot, { ...before, ...change });
    const offers = await offersOf(em, tender, before.offers);
    refuseIf(lotFindings(input, offers));
    if (lot.bids.length > 0 && JSON.stringify(input.awardModel) !== JSON.stringify(before.awardModel)) {
      throw new RuleBroken(
        'bids-received',
        'Der er modtaget bud, og de skal vurderes efter den evalueringsmodel, der blev offentliggjort.',
      );
    }
    lot.revise(input, offers);
    tender.touch();
    await em.flush();
    return lot;
  });
}

export function deleteLot(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  seen: string | undefined,
): Promise<void> {
  return transaction(em, async em => {
    const tender = await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE);
    const lot = await lotOf(em, tender, lotCode);
    requireMatch(seen, lot);
    if (lot.bids.length > 0) {
      throw new RuleBroken('in-use', 'Der er modtaget bud på delaftalen; den kan derfor ikke slettes.');
    }
    tender.touch();
    em.remove(lot);
    await em.flush();
  });
}

function lotFindings({ offers, awardModel }: NewLot, known: { has(code: string): boolean }): Finding[] {
  return [
    ...offers.flatMap((code, i) =>
      known.has(code)
        ? offers.indexOf(code) < i
          ? [{ pointer: `/offers/${i}`, message: `Tilbuddet ${code} står to gange.` }]
          : []
        : [{ pointer: `/offers/${i}`, message: `Tilbuddet ${code} findes ikke i viften.` }],
    ),
    ...(awardModel === null ? [] : replaced(modelFindings(awardModel), '/model', '/awardModel')),
  ];
}

export function addBid(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  input: BidInput,
): Promise<Bid> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    if ((await em.count(Bid, { lot, code: input.code })) > 0) throw codeTaken();
    refuseIf(bidFindings(modelOf(lot), input));
    lot.touch();
    const bid = em.create(Bid, { ...input, lot });
    await em.flush();
    return bid;
  });
}

export function reviseBid(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  bidCode: string,
  change: BidChange,
  seen: string | undefined,
): Promise<Bid> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    const bid = await bidOf(em, lot, bidCode);
    requireMatch(seen, bid);
    const input = parsed(BidInput, { ...bid.view(), ...change });
    refuseIf(bidFindings(modelOf(lot), input));
    bid.revise(input);
    lot.touch();
    await em.flush();
    return bid;
  });
}

export function removeBid(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  bidCode: string,
  seen: string | undefined,
): Promise<void> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    const bid = await bidOf(em, lot, bidCode);
    requireMatch(seen, bid);
    lot.touch();
    em.remove(bid);
    await em.flush();
  });
}

/** What is wrong with a bid by itself. One that still lacks a price or points can be kept; it cannot be ranked. */
function bidFindings(model: AwardModel, bid: BidInput): Finding[] {
  const lacking = new Set(['/bids/0/prices', '/bids/0/scores']);
  const own = awardFindings(model, [bid]).filter(
    finding => 'pointer' in finding && finding.pointer.startsWith('/bids/0') && !lacking.has(finding.pointer),
  );
  return replaced(own, '/bids/0', '');
}

function modelOf({ awardModel }: Lot): AwardModel {
  if (awardModel) return awardModel;
  throw new RuleBroken(
    'no-award-model',
    'Delaftalen har ingen evalueringsmodel. Skriv den ind, før der kommer bud.',
  );
}

function replaced(findings: ReturnType<typeof awardFindings>, from: string, to: string): Finding[] {
  return findings.flatMap(finding =>
    'pointer' in finding ? [{ pointer: finding.pointer.replace(from, to), message: finding.message }] : [],
  );
}

export async function findLot(em: EntityManager, tenderCode: string, lotCode: string): Promise<Lot> {
  return lotOf(em, await findTender(em, tenderCode), lotCode);
}

export async function findBid(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  bidCode: string,
): Promise<Bid> {
  return bidOf(em, await findLot(em, tenderCode, lotCode), bidCode);
}

async function lockLot(em: EntityManager, tenderCode: string, lotCode: string): Promise<Lot> {
  return lotOf(em, await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE), lotCode);
}

async function lotOf(em: EntityManager, tender: Tender, code: string): Promise<Lot> {
  const lot = await em.findOne(Lot, { tender, code });
  if (!lot) throw new RuleBroken('not-found', `Delaftalen ${code} findes ikke.`, { status: 404 });
  await em.populate(lot, ['offers.offer', 'bids']);
  return lot;
}

async function bidOf(em: EntityManager, lot: Lot, code: string): Promise<Bid> {
  const bid = await em.findOne(Bid, { lot, code });
  if (!bid) throw new RuleBroken('not-found', `Buddet ${code} findes ikke.`, { status: 404 });
  return bid;
}

/** Those of the vifte, and those the lot buys already, whatever has become of them since. */
async function offersOf(
  em: EntityManager,
  { portfolio }: Tender,
  bought: readonly string[],
): Promise<Map<string, Offer>> {
  const offers = await em.find(Offer, { portfolio, $or: [inVifte, { code: { $in: [...bought] } }] });
  return new Map(offers.map(offer => [offer.code, offer]));
}

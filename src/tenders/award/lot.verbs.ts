import { LockMode, type EntityManager } from '@mikro-orm/core';
import { Offer, inVifte } from '../../offers/offer.entity.ts';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../../database/transaction.ts';
import { formatDay, type Day } from '../../shared/days/day.ts';
import { knownEvents } from '../timeline/event.ts';
import { happenedOn } from '../timeline/life.ts';
import { readTender } from '../whole-tender.query.ts';
import { sceneOf } from '../whole-tender.ts';
import { modelFindings, type awardFindings } from './award-findings.ts';
import { Bid, Lot } from '../lot.entity.ts';
import { Lot as Fields, type LotChange, type LotView, type NewLot } from '../lot.schema.ts';
import type { Tender } from '../tender.entity.ts';
import { findTender } from '../find-tender.query.ts';

type Finding = { pointer: string; message: string };

export function createLot(em: EntityManager, tenderCode: string, input: NewLot, today: Day): Promise<Lot> {
  return transaction(em, async em => {
    const tender = await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE);
    if ((await em.count(Lot, { tender, code: input.code })) > 0) throw codeTaken();
    await refusePublished(em, tenderCode, today, 'delingen i delaftaler');
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
  today: Day,
): Promise<Lot> {
  return transaction(em, async em => {
    const tender = await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE);
    const lot = await lotOf(em, tender, lotCode);
    requireMatch(seen, lot);
    const before = lot.view();
    const input = parsed(Fields, { ...before, ...change });
    const offers = await offersOf(em, tender, before.offers);
    refuseIf(lotFindings(input, offers));
    if (lot.bids.length > 0 && JSON.stringify(input.awardModel) !== JSON.stringify(before.awardModel)) {
      throw new RuleBroken(
        'bids-received',
        'Der er modtaget bud, og de skal vurderes efter den evalueringsmodel, der blev offentliggjort.',
      );
    }
    if (asPublished(input) !== asPublished(before))
      await refusePublished(em, tenderCode, today, 'delaftalen');
    lot.revise(input, offers);
    tender.touch();
    await em.flush();
    return lot;
  });
}

/** What bidders have read of a lot and count on; its title and note are not among it. */
function asPublished({
  offers,
  awardModel,
  winners,
  contractMonths,
  options,
  variantsAllowed,
  orders,
}: LotView) {
  return JSON.stringify({ offers, awardModel, winners, contractMonths, options, variantsAllowed, orders });
}

export function deleteLot(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  seen: string | undefined,
  today: Day,
): Promise<void> {
  return transaction(em, async em => {
    const tender = await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE);
    const lot = await lotOf(em, tender, lotCode);
    requireMatch(seen, lot);
    if (lot.bids.length > 0) {
      throw new RuleBroken('in-use', 'Der er modtaget bud på delaftalen; den kan derfor ikke slettes.');
    }
    await refusePublished(em, tenderCode, today, 'delingen i delaftaler');
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

/** After the notice a lot stands as it was published; a change is a new notice, recorded the same day. */
async function refusePublished(
  em: EntityManager,
  tenderCode: string,
  today: Day,
  what: string,
): Promise<void> {
  const whole = await readTender(em, tenderCode);
  const scene = sceneOf(whole, today);
  const events = knownEvents(whole.events, today);
  const published = happenedOn('notice', scene.planned, events, scene.lots, today);
  if (published === null) return;
  const isChanged = events.some(({ kind, day }) => kind === 'notice-changed' && day === today);
  const hasBids = whole.lots.some(({ bids }) => bids.length > 0);
  if (isChanged && !hasBids) return;
  throw new RuleBroken(
    'published',
    `Udbudsbekendtgørelsen er offentliggjort ${formatDay(published)}, og ${what} står, som den blev offentliggjort. ${hasBids ? 'Der er modtaget bud; annullér og udbyd igen, hvis det skal være anderledes.' : 'En ændring kræver en ændringsbekendtgørelse: skriv den ind i udbuddets forløb, og ret derefter samme dag.'}`,
  );
}

export function replaced(findings: ReturnType<typeof awardFindings>, from: string, to: string): Finding[] {
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
  const bid = await bidOf(em, await findLot(em, tenderCode, lotCode), bidCode);
  await em.populate(bid, ['events', 'before'], { refresh: true });
  return bid;
}

export async function lockLot(em: EntityManager, tenderCode: string, lotCode: string): Promise<Lot> {
  return lotOf(em, await findTender(em, tenderCode, LockMode.PESSIMISTIC_WRITE), lotCode);
}

async function lotOf(em: EntityManager, tender: Tender, code: string): Promise<Lot> {
  const lot = await em.findOne(Lot, { tender, code });
  if (!lot) throw new RuleBroken('not-found', `Delaftalen ${code} findes ikke.`, { status: 404 });
  await em.populate(lot, ['offers.offer', 'bids']);
  return lot;
}

export async function bidOf(em: EntityManager, lot: Lot, code: string): Promise<Bid> {
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

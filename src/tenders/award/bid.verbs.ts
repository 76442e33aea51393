import type { EntityManager } from '@mikro-orm/core';
import { codeTaken, requireMatch, transaction } from '../../database/transaction.ts';
import { formatDay, type Day } from '../../shared/days/day.ts';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import {
  Bid as BidInput,
  type AwardModel,
  type BidChange,
  type NewBid,
  type NewBidEvent,
} from '../award-model.schema.ts';
import { Bid, BidEvent, BidVersion, LotAward, type Lot } from '../lot.entity.ts';
import { calledOff, knownEvents, lastOf } from '../timeline/event.ts';
import { happenedOn } from '../timeline/life.ts';
import { readTender } from '../whole-tender.query.ts';
import { sceneOf, type WholeTender } from '../whole-tender.ts';
import { awardFindings } from './award-findings.ts';
import { evaluate } from './award-model.ts';
import type { NewAward } from './frozen-award.schema.ts';
import { bidOf, lockLot, replaced } from './lot.verbs.ts';
import { leftBy, lowPriceOpen, standingBids } from '../standing-bids.ts';

type Finding = { pointer: string; message: string };

/** Writes a bid in. One that came after the deadline is kept, and does not compete. */
export function addBid(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  input: NewBid,
  today: Day,
): Promise<Bid> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    if ((await em.count(Bid, { lot, code: input.code })) > 0) throw codeTaken();
    const { receivedOn, ...bid } = input;
    const whole = await readTender(em, tenderCode);
    refuseDecided(whole, lotCode, today);
    const twin = lot.bids.getItems().find(({ bidder }) => sameName(bidder, bid.bidder));
    refuseIf([
      ...bidFindings(modelOf(lot), bid),
      ...(receivedOn !== null && receivedOn > today
        ? [{ pointer: '/receivedOn', message: 'Dagen er ikke kommet endnu.' }]
        : []),
      ...(twin && !lot.variantsAllowed && (await stands(em, twin, today))
        ? [
            {
              pointer: '/bidder',
              message: `${bid.bidder} har allerede et bud på delaftalen, og alternative bud er ikke tilladt. Træk det første tilbage, hvis det andet skal gælde.`,
            },
          ]
        : []),
    ]);
    lot.touch();
    const kept = em.create(Bid, { ...bid, lot, receivedOn });
    const closed = deadlineOf(whole, today);
    if (receivedOn !== null && closed !== null && receivedOn > closed) {
      const reason = `Modtaget ${formatDay(receivedOn)}, fristen var ${formatDay(closed)}.`;
      em.create(BidEvent, { bid: kept, kind: 'late', day: receivedOn, knownOn: today, reason });
    }
    await em.flush();
    return kept;
  });
}

/** Corrects a bid; what it said is kept. After the opening a new price or name needs a reason, after the choice nothing changes. */
export function reviseBid(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  bidCode: string,
  { reason = null, ...change }: BidChange,
  seen: string | undefined,
  today: Day,
): Promise<Bid> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    const bid = await bidOf(em, lot, bidCode);
    requireMatch(seen, bid);
    const before = bid.view();
    const input = parsed(BidInput, { ...before, ...change });
    const whole = await readTender(em, tenderCode);
    refuseDecided(whole, lotCode, today);
    refuseIf(bidFindings(modelOf(lot), input));
    if (offered(input) !== offered(before) && deadlineOf(whole, today) !== null && !reason)
      refuseIf([
        {
          pointer: '/reason',
          message:
            'Fristen for bud er nået. Skriv, hvorfor tilbudsgiver eller pris rettes; det gamle bliver stående i historikken.',
        },
      ]);
    const { code: _, ...said } = before;
    em.create(BidVersion, { ...said, bid, knownUntil: today, reason });
    bid.revise(input);
    lot.touch();
    await em.flush();
    return bid;
  });
}

/** What happens to a bid after it came in; nothing is taken away. */
export function recordBidEvent(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  bidCode: string,
  input: NewBidEvent,
  today: Day,
): Promise<Bid> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    const bid = await bidOf(em, lot, bidCode);
    const whole = await readTender(em, tenderCode);
    refuseDecided(whole, lotCode, today);
    const kept = whole.lots.find(({ code }) => code === lotCode)?.bids.find(({ code }) => code === bidCode);
    const left = kept ? leftBy(kept, today) : null;
    refuseIf([
      ...(input.day > today ? [{ pointer: '/day', message: 'Dagen er ikke kommet endnu.' }] : []),
      ...(needsReason.has(input.kind) && !input.reason
        ? [{ pointer: '/reason', message: 'Skriv begrundelsen; tilbudsgiveren skal have den.' }]
        : []),
      ...(input.kind === 'reinstated' && left === null
        ? [{ pointer: '/kind', message: 'Buddet er ikke taget ud.' }]
        : []),
      ...(input.kind !== 'reinstated' && left !== null
        ? [{ pointer: '/kind', message: `Buddet er allerede taget ud ${formatDay(left.day)}.` }]
        : []),
    ]);
    em.create(BidEvent, { ...input, bid, knownOn: today });
    lot.touch();
    await em.flush();
    return bid;
  });
}

const needsReason: ReadonlySet<NewBidEvent['kind']> = new Set<NewBidEvent['kind']>([
  'rejected',
  'non-compliant',
  'low-price-asked',
  'reinstated',
]);

/** Freezes the evaluation those who decide are shown, with its winners. A tie on the line must be broken, and said how. */
export function freezeAward(
  em: EntityManager,
  tenderCode: string,
  lotCode: string,
  { tieWinners, tieBreak }: NewAward,
  today: Day,
): Promise<LotAward> {
  return transaction(em, async em => {
    const lot = await lockLot(em, tenderCode, lotCode);
    const whole = await readTender(em, tenderCode);
    refuseDecided(whole, lotCode, today);
    const model = modelOf(lot);
    const bids = whole.lots.find(({ code }) => code === lotCode)?.bids ?? [];
    const standing = standingBids(bids, today);
    const evaluation = evaluate(
      model,
      standing.map(({ code, bidder, prices, scores }) => ({ code, bidder, prices, scores })),
      lot.winners,
    );
    if (evaluation.kind === 'incomplete')
      throw new RuleBroken('incomplete', 'Buddene kan ikke rangeres endnu.', {
        status: 422,
        findings: evaluation.findings,
      });
    const { line, ranking } = evaluation;
    const places = lot.winners - line.in.length;
    const asked = standing.filter(
      bid => (line.in.includes(bid.code) || tieWinners.includes(bid.code)) && lowPriceOpen(bid, today),
    );
    refuseIf([
      ...(line.tied.length > 0 &&
      (tieWinners.length !== places || !tieWinners.every(code => line.tied.includes(code)))
        ? [
            {
              pointer: '/tieWinners',
              message: `${line.tied.length} bud står lige til ${places === 1 ? 'én plads' : `${places} pladser`}. Skriv, hvem af dem der får ${places === 1 ? 'den' : 'dem'}.`,
            },
          ]
        : []),
      ...(line.tied.length > 0 && !tieBreak
        ? [
            {
              pointer: '/tieBreak',
              message: 'Skriv, hvordan det er afgjort, og hvor udbudsmaterialet siger det.',
            },
          ]
        : []),
      ...(line.tied.length === 0 && tieWinners.length > 0
        ? [{ pointer: '/tieWinners', message: 'Ingen bud står lige på grænsen; pointene afgør det.' }]
        : []),
      ...asked.map(({ bidder }) => ({
        pointer: '',
        message: `${bidder} er spurgt til en unormalt lav pris og har ikke forklaret den. Skriv svaret ind, eller afvis buddet.`,
      })),
    ]);
    const award = em.create(LotAward, {
      lot,
      knownOn: today,
      frozen: {
        model,
        bids: [...evaluation.bids],
        ranking: ranking.map(({ rank, code, bidder, total }) => ({ rank, code, bidder, total })),
        winners: [...line.in, ...ranking.map(({ code }) => code).filter(code => tieWinners.includes(code))],
        tieBreak,
        left: bids.flatMap(bid => {
          const left = leftBy(bid, today);
          return left === null
            ? []
            : [{ code: bid.code, bidder: bid.bidder, kind: left.kind, reason: left.reason }];
        }),
      },
    });
    lot.touch();
    await em.flush();
    return award;
  });
}

/** What a bidder has offered; the points are the municipality's. */
function offered({ bidder, prices }: BidInput): string {
  return JSON.stringify([bidder, prices]);
}

async function stands(em: EntityManager, bid: Bid, today: Day): Promise<boolean> {
  await em.populate(bid, ['events', 'before']);
  return leftBy(bid.kept(), today) === null;
}

function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase('da')
    .replaceAll(/[\s.,]+/g, '');
}

/** The day the bids were due, once it is written down as passed: the final ones where there are such. */
function deadlineOf(whole: WholeTender, today: Day): Day | null {
  const { planned, lots } = sceneOf(whole, today);
  const events = knownEvents(whole.events, today);
  const on = (kind: 'bids' | 'final-bids') => happenedOn(kind, planned, events, lots, today);
  return on('final-bids') ?? on('bids');
}

/** Once the bidders have been told, or the suppliers chosen, the bids and their evaluation are what was decided on. */
function refuseDecided(whole: WholeTender, lotCode: string, today: Day): void {
  const { planned, lots, undecided, decidedOn } = sceneOf(whole, today);
  const events = knownEvents(whole.events, today);
  const letter =
    lastOf(events, 'award-letter', lotCode)?.day ?? happenedOn('award-letter', planned, events, lots, today);
  const end = calledOff(events, lotCode);
  if (end !== null)
    throw new RuleBroken(
      'called-off',
      `Delaftalen er slut ${formatDay(end.on)}. Buddene står, som de stod da.`,
    );
  if (letter !== null)
    throw new RuleBroken(
      'evaluation-frozen',
      `Tilbudsgiverne er underrettet ${formatDay(letter)}. Bud og evaluering står, som de var, da der blev truffet beslutning.`,
    );
  if (undecided === null && decidedOn !== null)
    throw new RuleBroken(
      'evaluation-frozen',
      `Der er truffet beslutning ${formatDay(decidedOn)}. Bud og evaluering står, som de var da.`,
    );
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

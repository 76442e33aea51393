import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  answerChanged,
  answerCreated,
  answerKept,
  answerOne,
  answerPage,
  keptJson,
  router,
  type Env,
} from '../../shared/http/http.ts';
import {
  byTitleOrCode,
  listing,
  operations,
  paging,
  reading,
  recording,
} from '../../shared/http/operations.ts';
import { byText, page } from '../../shared/http/paging.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { seenFrom } from '../../shared/days/day.ts';
import { Code, Day } from '../../shared/source.schema.ts';
import { BidChange, KeptBid, NewBid, NewBidEvent } from '../award-model.schema.ts';
import { evaluate } from './award-model.ts';
import { bidsVisible, viewer } from './bid-visibility.ts';
import { Evaluation } from './evaluation.schema.ts';
import { Lot, LotChange, NewLot, type LotView } from '../lot.schema.ts';
import { awardLetters } from './award-letters.ts';
import { addBid, freezeAward, recordBidEvent, reviseBid } from './bid.verbs.ts';
import { FrozenAward, NewAward } from './frozen-award.schema.ts';
import { createLot, deleteLot, findBid, findLot, reviseLot } from './lot.verbs.ts';
import { standingBids } from '../standing-bids.ts';
import type { Bid as BidEntity } from '../lot.entity.ts';
import { knownEvents } from '../timeline/event.ts';
import { standstillEnds } from '../timeline/life.ts';
import { readTender, wholeTender } from '../whole-tender.query.ts';
import { sceneOf, type WholeTender } from '../whole-tender.ts';

const within = z.object({ tender: Code.meta({ title: 'Udbud' }) });
const one = within.extend({ lot: Code.meta({ title: 'Delaftale' }) });

const lot = operations({
  name: 'Lot',
  tag: 'Delaftaler',
  words: { a: 'en delaftale', the: 'delaftalen', many: 'delaftaler' },
  path: '/tenders/{tender}/lots',
  onePath: '/tenders/{tender}/lots/{lot}',
  within,
  one,
  schema: Lot,
  input: NewLot,
  change: LotChange,
  query: z.strictObject({ ...paging, sort: byTitleOrCode.default('code') }),
});

const bid = operations({
  name: 'Bid',
  tag: 'Delaftaler',
  words: { a: 'et bud', the: 'buddet', many: 'bud' },
  path: '/tenders/{tender}/lots/{lot}/bids',
  onePath: '/tenders/{tender}/lots/{lot}/bids/{bid}',
  within: one,
  one: one.extend({ bid: Code.meta({ title: 'Bud' }) }),
  schema: KeptBid,
  input: NewBid,
  change: BidChange,
  query: z.strictObject(paging),
});

const oneBid = one.extend({ bid: Code.meta({ title: 'Bud' }) });
const recorded = z.object({
  today: Day.optional().meta({
    title: 'Dagen i dag',
    description: 'Skrevet ind som på den dag; en senere dag end i dag tæller som i dag.',
  }),
});

const bidEvent = recording({
  path: '/tenders/{tender}/lots/{lot}/bids/{bid}/events',
  operationId: 'recordBidEvent',
  summary: 'Skriv ind, hvad der er sket med buddet',
  description:
    'Et bud bliver aldrig slettet; det bliver trukket tilbage, afvist eller taget ud med en grund.',
  tag: 'Delaftaler',
  params: oneBid,
  query: recorded,
  input: NewBidEvent,
  schema: KeptBid,
});

const freeze = recording({
  path: '/tenders/{tender}/lots/{lot}/awards',
  operationId: 'freezeAward',
  summary: 'Læg evalueringen frem til beslutning',
  description:
    'Model, bud, rangering og vindere bliver stående, som de er; en ny følger efter, indtil der er truffet beslutning.',
  tag: 'Delaftaler',
  params: one,
  query: recorded,
  input: NewAward,
  schema: FrozenAward,
});

const frozen = listing({
  name: 'listAwards',
  tag: 'Delaftaler',
  words: { many: 'evalueringer, der er lagt frem' },
  path: '/tenders/{tender}/lots/{lot}/awards',
  within: one,
  schema: FrozenAward,
  query: z.strictObject(paging),
});

const ranking = reading({
  path: '/tenders/{tender}/lots/{lot}/ranking',
  operationId: 'readRanking',
  summary: 'Læs rangeringen af buddene',
  description: 'Point for point, og hvor langt en vægt kan flyttes, før rækkefølgen ændrer sig.',
  tag: 'Delaftaler',
  params: one,
  query: z.object({}),
  schema: Evaluation,
});

async function visibleLot(c: Context<Env>, tender: string, code: string) {
  const whole = await wholeTender(c.var.database, tender);
  const found = whole.lots.find(one => one.code === code);
  if (!found) throw new RuleBroken('not-found', `Delaftalen ${code} findes ikke.`, { status: 404 });
  if (!bidsVisible(viewer, whole, c.var.today())) {
    throw new RuleBroken('bids-hidden', 'Buddene kan ses, når udvalget har valgt leverandører.', {
      status: 403,
    });
  }
  return { whole, found };
}

export const lots = router()
  .openapi(lot.list, async c => {
    const { cursor = null, limit, sort } = c.req.valid('query');
    const whole = await wholeTender(c.var.database, c.req.valid('param').tender);
    const all = whole.lots.map(({ bids: _bids, awards: _awards, ...lot }) => lot);
    const order = byText(sort, { title: (one: LotView) => one.title, code: one => one.code });
    return answerPage(c, page(all, order, cursor, limit));
  })
  .openapi(lot.create, c =>
    answerCreated(c, em => createLot(em, c.req.valid('param').tender, c.req.valid('json'), c.var.today())),
  )
  .openapi(lot.read, async c => {
    const { tender, lot: code } = c.req.valid('param');
    return answerOne(c, await findLot(c.var.em, tender, code));
  })
  .openapi(lot.change, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(
      c,
      await reviseLot(c.var.em, tender, code, c.req.valid('json'), seen, c.var.today()),
    );
  })
  .openapi(lot.remove, async c => {
    const { tender, lot: code } = c.req.valid('param');
    await deleteLot(c.var.em, tender, code, c.req.header('If-Match'), c.var.today());
    return c.body(null, 204);
  })
  .openapi(bid.list, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const { cursor = null, limit } = c.req.valid('query');
    const { bids } = (await visibleLot(c, tender, code)).found;
    return answerPage(
      c,
      page(bids, byText('code', { code: (one: { code: string }) => one.code }), cursor, limit),
    );
  })
  .openapi(bid.create, c => {
    const { tender, lot: code } = c.req.valid('param');
    const today = c.var.today();
    return answerCreated(c, async em => keptView(await addBid(em, tender, code, c.req.valid('json'), today)));
  })
  .openapi(bid.read, async c => {
    const { tender, lot: code, bid: own } = c.req.valid('param');
    await visibleLot(c, tender, code);
    return answerOne(c, keptView(await findBid(c.var.em, tender, code, own)));
  })
  .openapi(bid.change, async c => {
    const { tender, lot: code, bid: own } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    const today = c.var.today();
    await reviseBid(c.var.em, tender, code, own, c.req.valid('json'), seen, today);
    return answerChanged(c, keptView(await findBid(c.var.em, tender, code, own)));
  })
  .openapi(bidEvent, c => {
    const { tender, lot: code, bid: own } = c.req.valid('param');
    const today = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em => {
      await recordBidEvent(em, tender, code, own, c.req.valid('json'), today);
      const kept = keptView(await findBid(em, tender, code, own));
      return { ...kept, location: `/api/tenders/${tender}/lots/${code}/bids/${own}` };
    });
  })
  .openapi(frozen, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const { cursor = null, limit } = c.req.valid('query');
    const { whole, found } = await visibleLot(c, tender, code);
    const all = found.awards.map(award => shownAward(award, whole, code, c.var.today()));
    return answerPage(c, page(all, byNumber, cursor, limit));
  })
  .openapi(freeze, c => {
    const { tender, lot: code } = c.req.valid('param');
    const today = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em => {
      const { id, number, knownOn, frozen } = await freezeAward(em, tender, code, c.req.valid('json'), today);
      const whole = await readTender(em, tender);
      return {
        id,
        version: 1,
        location: `/api/tenders/${tender}/lots/${code}/awards`,
        view: () => shownAward({ number, knownOn, frozen }, whole, code, today),
      };
    });
  })
  .openapi(ranking, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const { awardModel, bids, winners } = (await visibleLot(c, tender, code)).found;
    if (awardModel === null) {
      throw new RuleBroken('no-award-model', 'Delaftalen har ingen evalueringsmodel.', { status: 404 });
    }
    return answerKept(c, keptJson(evaluate(awardModel, judged(bids, c.var.today()), winners)));
  });

function judged(bids: WholeTender['lots'][number]['bids'], today: string) {
  return standingBids(bids, today).map(({ code, bidder, prices, scores }) => ({
    code,
    bidder,
    prices,
    scores,
  }));
}

function keptView(bid: BidEntity) {
  const { id, version, code } = bid;
  return { id, version, code, view: () => bid.kept() };
}

function shownAward(
  { number, knownOn, frozen }: WholeTender['lots'][number]['awards'][number],
  whole: WholeTender,
  code: string,
  today: string,
) {
  const { procedure, planned, closingDays } = sceneOf(whole, today);
  const lot = whole.lots.find(one => one.code === code)?.title ?? code;
  const known = knownEvents(whole.events, today);
  const ends = standstillEnds(procedure, planned, known, today, closingDays, code);
  const about = { tender: whole.tender.title, lot, standstillEnds: ends };
  return { number, knownOn, ...frozen, letters: awardLetters(frozen, about) };
}

const byNumber = {
  name: 'number',
  of: 'number' as const,
  descending: false,
  value: ({ number }: { number: number }) => number,
  code: ({ number }: { number: number }) => String(number),
};

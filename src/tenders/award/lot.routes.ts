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
import { byTitleOrCode, operations, paging, reading } from '../../shared/http/operations.ts';
import { byText, page } from '../../shared/http/paging.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Code } from '../../shared/source.schema.ts';
import { Bid, BidChange } from '../award-model.schema.ts';
import { evaluate } from './award-model.ts';
import { bidsVisible, viewer } from './bid-visibility.ts';
import { Evaluation } from './evaluation.schema.ts';
import { Lot, LotChange, NewLot, type LotView } from '../lot.schema.ts';
import {
  addBid,
  createLot,
  deleteLot,
  findBid,
  findLot,
  removeBid,
  reviseBid,
  reviseLot,
} from './lot.verbs.ts';
import { wholeTender } from '../whole-tender.query.ts';

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
  schema: Bid,
  input: Bid,
  change: BidChange,
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
  return found;
}

export const lots = router()
  .openapi(lot.list, async c => {
    const { cursor = null, limit, sort } = c.req.valid('query');
    const whole = await wholeTender(c.var.database, c.req.valid('param').tender);
    const all = whole.lots.map(({ code, title, offers, awardModel, note }) => ({
      code,
      title,
      offers,
      awardModel,
      note,
    }));
    const order = byText(sort, { title: (one: LotView) => one.title, code: one => one.code });
    return answerPage(c, page(all, order, cursor, limit));
  })
  .openapi(lot.create, c =>
    answerCreated(c, em => createLot(em, c.req.valid('param').tender, c.req.valid('json'))),
  )
  .openapi(lot.read, async c => {
    const { tender, lot: code } = c.req.valid('param');
    return answerOne(c, await findLot(c.var.em, tender, code));
  })
  .openapi(lot.change, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseLot(c.var.em, tender, code, c.req.valid('json'), seen));
  })
  .openapi(lot.remove, async c => {
    const { tender, lot: code } = c.req.valid('param');
    await deleteLot(c.var.em, tender, code, c.req.header('If-Match'));
    return c.body(null, 204);
  })
  .openapi(bid.list, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const { cursor = null, limit } = c.req.valid('query');
    const { bids } = await visibleLot(c, tender, code);
    return answerPage(c, page(bids, byText('code', { code: (one: Bid) => one.code }), cursor, limit));
  })
  .openapi(bid.create, c => {
    const { tender, lot: code } = c.req.valid('param');
    return answerCreated(c, em => addBid(em, tender, code, c.req.valid('json')));
  })
  .openapi(bid.read, async c => {
    const { tender, lot: code, bid: own } = c.req.valid('param');
    await visibleLot(c, tender, code);
    return answerOne(c, await findBid(c.var.em, tender, code, own));
  })
  .openapi(bid.change, async c => {
    const { tender, lot: code, bid: own } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseBid(c.var.em, tender, code, own, c.req.valid('json'), seen));
  })
  .openapi(bid.remove, async c => {
    const { tender, lot: code, bid: own } = c.req.valid('param');
    await removeBid(c.var.em, tender, code, own, c.req.header('If-Match'));
    return c.body(null, 204);
  })
  .openapi(ranking, async c => {
    const { tender, lot: code } = c.req.valid('param');
    const { awardModel, bids } = await visibleLot(c, tender, code);
    if (awardModel === null) {
      throw new RuleBroken('no-award-model', 'Delaftalen har ingen evalueringsmodel.', { status: 404 });
    }
    return answerKept(c, keptJson(evaluate(awardModel, bids)));
  });

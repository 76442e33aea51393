import { etagOf } from '../../database/transaction.ts';
import { router } from '../../shared/http/http.ts';
import { Field, type Form } from '../../shared/page/form-fields.tsx';
import { answerForm, showForm, type Editor } from '../../shared/page/form-page.tsx';
import { CodeField, withCode } from '../../shared/page/form-parts.tsx';
import { rememberSaved } from '../../shared/page/saved.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { TenderPage } from '../tender-parts.tsx';
import { seeing, type Seen } from '../tender-seen.query.ts';
import type { WholeTender } from '../whole-tender.ts';
import type { AwardModel } from '../award-model.schema.ts';
import { bidsVisible, viewer } from './bid-visibility.ts';
import { bidForm, bidFormOf, bidOf, placeInBidForm, type BidForm } from './lot-form.schema.ts';
import { addBid, reviseBid } from './bid.verbs.ts';
import { findBid } from './lot.verbs.ts';
import { placing } from './placing.ts';

type Lot = WholeTender['lots'][number];
type EntityManager = Seen['c']['var']['em'];

export const bidPages = router();

bidPages.get(
  '/udbud/:tender/delaftaler/:lot/bud/nyt',
  seeing(seen => showForm(seen.c, async () => newBid(seen))),
);
bidPages.post(
  '/udbud/:tender/delaftaler/:lot/bud/nyt',
  seeing(seen => answerForm(seen.c, async () => newBid(seen))),
);
bidPages.get(
  '/udbud/:tender/delaftaler/:lot/bud/:bid',
  seeing(seen => showForm(seen.c, em => changedBid(seen, em))),
);
bidPages.post(
  '/udbud/:tender/delaftaler/:lot/bud/:bid',
  seeing(seen => answerForm(seen.c, em => changedBid(seen, em))),
);

function newBid(seen: Seen): Editor<BidForm> {
  const { c, whole, link } = seen;
  const { lot, model } = lotForBids(seen);
  return {
    schema: bidForm(model),
    choices: {},
    stored: null,
    supply: typed => withCode(typed, '/bidder'),
    page: content => (
      <TenderPage seen={seen} title="Nyt bud" path={`/delaftaler/${lot.code}/bud/nyt`}>
        <h1>Skriv et bud på {lot.title} ind</h1>
        {content}
      </TenderPage>
    ),
    fields: form => <BidFields form={form} model={model} isNew />,
    saveLabel: 'Skriv buddet ind',
    cancel: link('/delaftaler'),
    save: async input => {
      const bid = bidOf(input);
      await placing(
        addBid(
          c.var.em,
          whole.tender.code,
          lot.code,
          { ...bid, receivedOn: input.receivedOn },
          seen.recordedOn,
        ),
        pointer => placeInBidForm(pointer, bid),
      );
      rememberSaved(c, { what: `Buddet fra ${input.bidder} er skrevet ind.` });
      return link('/delaftaler');
    },
  };
}

async function changedBid(seen: Seen, em: EntityManager): Promise<Editor<BidForm>> {
  const { c, whole, link } = seen;
  const { lot, model } = lotForBids(seen);
  const kept = await findBid(em, whole.tender.code, lot.code, c.req.param('bid') ?? '');
  const { code, bidder } = kept.view();
  return {
    schema: bidForm(model),
    choices: {},
    stored: { value: bidFormOf(kept.view(), model), version: etagOf(kept) },
    supply: typed => new Map([...typed, ['/code', [code]]]),
    page: content => (
      <TenderPage seen={seen} title={`Bud fra ${bidder}`} path={`/delaftaler/${lot.code}/bud/${code}`}>
        <h1>
          Bud fra {bidder} på {lot.title}
        </h1>
        {content}
      </TenderPage>
    ),
    fields: form => <BidFields form={form} model={model} isNew={false} />,
    saveLabel: 'Gem',
    cancel: link('/delaftaler'),
    save: async (input, version) => {
      const bid = bidOf(input);
      const change = { bidder: bid.bidder, prices: bid.prices, scores: bid.scores, reason: input.reason };
      await placing(
        reviseBid(c.var.em, whole.tender.code, lot.code, code, change, version, seen.recordedOn),
        pointer => placeInBidForm(pointer, bid),
      );
      rememberSaved(c, { what: `Buddet fra ${input.bidder} er gemt.` });
      return link('/delaftaler');
    },
  };
}

function BidFields({ form, model, isNew }: { form: Form; model: AwardModel; isNew: boolean }) {
  const { lowest, highest } = model.scale;
  return (
    <>
      <Field form={form} at="/bidder" />
      {isNew && <CodeField form={form} />}
      {isNew ? <Field form={form} at="/receivedOn" /> : <Field form={form} at="/reason" />}
      {model.criteria.map(({ kind, code }) =>
        kind === 'price' ? (
          <Field form={form} at={`/prices/${code}Oere`} suffix="kr." />
        ) : (
          <Field form={form} at={`/scores/${code}`} hint={`Fra ${lowest} til ${highest} point.`} />
        ),
      )}
    </>
  );
}

function lotForBids({ c, whole, today }: Seen): { lot: Lot; model: AwardModel } {
  const code = c.req.param('lot') ?? '';
  const lot = whole.lots.find(lot => lot.code === code);
  if (!lot) throw new RuleBroken('not-found', `Delaftalen ${code} findes ikke.`, { status: 404 });
  if (!bidsVisible(viewer, whole, today))
    throw new RuleBroken('bids-hidden', 'Buddene kan ses, når udvalget har valgt leverandører.', {
      status: 403,
    });
  if (!lot.awardModel)
    throw new RuleBroken(
      'no-award-model',
      'Delaftalen har ingen evalueringsmodel. Skriv den ind, før der kommer bud.',
    );
  return { lot, model: lot.awardModel };
}

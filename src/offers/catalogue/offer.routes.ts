import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../../shared/http/http.ts';
import { operations, paging, searched, severalOf } from '../../shared/http/operations.ts';
import { Code, Year, digits, inWords } from '../../shared/source.schema.ts';
import { Breadth, Certainty, Delivery, NewOffer, Offer, OfferChange, PurposeType } from '../offer.schema.ts';
import { createOffer, dropOffer, findOffer, reviseOffer } from '../offer.verbs.ts';
import { offerSorts, selectOffers } from './selection.ts';
import { wholePortfolio } from '../whole-portfolio.query.ts';

const sorts = inWords(z.enum(offerSorts), {
  name: 'Navn',
  '-name': 'Navn, bagfra',
  price: 'Pris, laveste først',
  '-price': 'Pris, højeste først',
  purpose: 'Formål',
  '-purpose': 'Formål, bagfra',
  certainty: 'Evidens, sikreste først',
  '-certainty': 'Evidens, usikreste først',
}).meta({ title: 'Sortering' });

const missings = inWords(z.enum(['price', 'evidence']), { price: 'Pris', evidence: 'Evidensvurdering' }).meta(
  {
    title: 'Mangler',
  },
);

const within = z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) });

const { list, create, read, change, remove } = operations({
  name: 'Offer',
  tag: 'Tilbud',
  words: { a: 'et tilbud', the: 'tilbuddet', many: 'tilbud' },
  path: '/portfolios/{portfolio}/offers',
  onePath: '/portfolios/{portfolio}/offers/{offer}',
  within,
  one: within.extend({ offer: Code.meta({ title: 'Tilbud' }) }),
  schema: Offer,
  input: NewOffer,
  change: OfferChange,
  query: z.strictObject({
    ...paging,
    sort: sorts.default('name'),
    purpose: severalOf(PurposeType),
    certainty: severalOf(Certainty),
    breadth: severalOf(Breadth),
    delivery: severalOf(Delivery),
    supplier: severalOf(Code.meta({ title: 'Leverandør' })),
    targetGroup: severalOf(Code.meta({ title: 'Målgruppe, eller en del af den' })),
    year: digits(Year.optional().meta({ title: 'År, tilbuddet løber' })),
    missing: missings.optional(),
    text: searched,
  }),
});

export const offers = router()
  .openapi(list, async c => {
    const whole = await wholePortfolio(c.var.database, c.req.valid('param').portfolio);
    return answerPage(c, selectOffers(whole, c.req.valid('query')));
  })
  .openapi(create, c =>
    answerCreated(c, em => createOffer(em, c.req.valid('param').portfolio, c.req.valid('json'))),
  )
  .openapi(read, async c => {
    const { portfolio, offer } = c.req.valid('param');
    return answerOne(c, await findOffer(c.var.em, portfolio, offer));
  })
  .openapi(change, async c => {
    const { portfolio, offer } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseOffer(c.var.em, portfolio, offer, c.req.valid('json'), seen));
  })
  .openapi(remove, async c => {
    const { portfolio, offer } = c.req.valid('param');
    await dropOffer(c.var.em, portfolio, offer, c.var.today(), c.req.header('If-Match'));
    return c.body(null, 204);
  });

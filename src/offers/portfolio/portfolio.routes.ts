import { z } from '@hono/zod-openapi';
import { byRevision } from '../../database/by-revision.ts';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../../shared/http/http.ts';
import { byTitleOrCode, operations, paging, searched } from '../../shared/http/operations.ts';
import { byText, page } from '../../shared/http/paging.ts';
import { Code, Year, digits } from '../../shared/source.schema.ts';
import { hasWords } from '../../shared/words.ts';
import { Portfolio as PortfolioEntity } from '../portfolio.entity.ts';
import { NewPortfolio, Portfolio, PortfolioChange } from '../portfolio.schema.ts';
import { findPortfolio } from '../portfolio.query.ts';
import { createPortfolio, deletePortfolio, revisePortfolio } from './portfolio.verbs.ts';

const { list, create, read, change, remove } = operations({
  name: 'Portfolio',
  tag: 'Tilbudsvifter',
  words: { a: 'en tilbudsvifte', the: 'tilbudsviften', many: 'tilbudsvifter' },
  path: '/portfolios',
  onePath: '/portfolios/{portfolio}',
  within: z.object({}),
  one: z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) }),
  schema: Portfolio,
  input: NewPortfolio,
  change: PortfolioChange,
  query: z.strictObject({
    ...paging,
    sort: byTitleOrCode.default('title'),
    year: digits(Year.optional()),
    text: searched,
  }),
});

const everyPortfolio = byRevision(async (database, _all: string) => {
  const all = await database.orm.em
    .fork()
    .findAll(PortfolioEntity, { populate: ['frames', 'addresses.group'] });
  return all.map(one => one.view());
});

export const portfolios = router()
  .openapi(list, async c => {
    const { cursor = null, limit, sort, year, text = '' } = c.req.valid('query');
    const all = await everyPortfolio(c.var.database, 'all');
    const chosen = all.filter(
      ({ code, title, frames }) =>
        (!year || frames.some(frame => frame.year === year)) && hasWords(text, [title, code]),
    );
    const order = byText(sort, {
      title: (portfolio: (typeof all)[number]) => portfolio.title,
      code: portfolio => portfolio.code,
    });
    return answerPage(c, page(chosen, order, cursor, limit));
  })
  .openapi(create, c => answerCreated(c, em => createPortfolio(em, c.req.valid('json'))))
  .openapi(read, async c => answerOne(c, await findPortfolio(c.var.em, c.req.valid('param').portfolio)))
  .openapi(change, async c => {
    const { portfolio } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await revisePortfolio(c.var.em, portfolio, c.req.valid('json'), seen));
  })
  .openapi(remove, async c => {
    await deletePortfolio(c.var.em, c.req.valid('param').portfolio, c.req.header('If-Match'));
    return c.body(null, 204);
  });

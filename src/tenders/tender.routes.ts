import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerPage, router } from '../shared/http/http.ts';
import { byTitleOrCode, operations, paging, searched } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { Code } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import { findTender } from './find-tender.query.ts';
import { NewTender, Tender, TenderChange, type TenderView } from './tender.schema.ts';
import { createTender, reviseTender } from './tender.verbs.ts';
import { everyTender, readTender } from './whole-tender.query.ts';
import { tenderView } from './whole-tender.ts';

const { list, create, read, change } = operations({
  name: 'Tender',
  tag: 'Udbud',
  words: { a: 'et udbud', the: 'udbuddet', many: 'udbud' },
  path: '/tenders',
  onePath: '/tenders/{tender}',
  within: z.object({}),
  one: z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) }),
  schema: Tender,
  input: NewTender,
  change: TenderChange,
  query: z.strictObject({
    ...paging,
    sort: byTitleOrCode.default('title'),
    portfolio: Code.optional().meta({ title: 'Tilbudsvifte' }),
    committee: Code.optional().meta({ title: 'Udvalg' }),
    text: searched,
  }),
});

export const tenders = router()
  .openapi(list, async c => {
    const { cursor = null, limit, sort, text = '', ...asked } = c.req.valid('query');
    const today = c.var.today();
    const all = (await everyTender(c.var.database, 'all')).map(whole => tenderView(whole, today));
    const chosen = all.filter(
      ({ code, title, portfolio, committee }) =>
        (!asked.portfolio || portfolio === asked.portfolio) &&
        (!asked.committee || committee === asked.committee) &&
        hasWords(text, [title, code]),
    );
    const order = byText(sort, { title: (tender: TenderView) => tender.title, code: tender => tender.code });
    return answerPage(c, page(chosen, order, cursor, limit));
  })
  .openapi(create, c => {
    const today = c.var.today();
    return answerCreated(c, async em => {
      const { id, version, code } = await createTender(em, c.req.valid('json'), today);
      const whole = await readTender(em, code);
      return { id, version, code, view: () => tenderView(whole, today) };
    });
  })
  .openapi(read, async c => {
    const { id, version, code } = await findTender(c.var.em, c.req.valid('param').tender);
    const whole = await readTender(c.var.em, code);
    // Never 304: the plan in force and the approved one move with the day and with the committee's decisions.
    c.header('Cache-Control', 'no-cache');
    return answerChanged(c, { id, version, view: () => tenderView(whole, c.var.today()) });
  })
  .openapi(change, async c => {
    const { tender } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    const { id, version } = await reviseTender(c.var.em, tender, c.req.valid('json'), seen);
    const whole = await readTender(c.var.em, tender);
    return answerChanged(c, { id, version, view: () => tenderView(whole, c.var.today()) });
  });

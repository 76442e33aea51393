import { z } from '@hono/zod-openapi';
import { seenFrom } from '../../shared/days/day.ts';
import { answerCreated, answerPage, router } from '../../shared/http/http.ts';
import { listing, paging, recording } from '../../shared/http/operations.ts';
import { page } from '../../shared/http/paging.ts';
import { Code, Day } from '../../shared/source.schema.ts';
import { findTender } from '../find-tender.query.ts';
import { wholeTender } from '../whole-tender.query.ts';
import { knownEvents, type LifeEvent } from '../timeline/event.ts';
import { NewTenderEvent, TenderEvent } from './event.schema.ts';
import { recordEvent } from './event.verbs.ts';

const one = z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) });

const list = listing({
  name: 'listTenderEvents',
  tag: 'Udbud',
  words: { many: 'hændelser i udbuddet' },
  path: '/tenders/{tender}/events',
  within: one,
  schema: TenderEvent,
  query: z.strictObject({
    ...paging,
    today: Day.optional().meta({
      title: 'Dagen i dag',
      description: 'Det, der vidstes den dag. Uden: i dag.',
    }),
  }),
});

const record = recording({
  path: '/tenders/{tender}/events',
  operationId: 'recordTenderEvent',
  summary: 'Skriv ind, hvad der er sket med udbuddet eller en delaftale',
  description:
    'En hændelse bliver aldrig rettet; den trækkes tilbage af en anden. Et skridt, loven eller udbudsformen ikke giver lov til, bliver afvist med reglen.',
  tag: 'Udbud',
  params: one,
  query: z.object({
    today: Day.optional().meta({
      title: 'Dagen i dag',
      description: 'Skrevet ind som på den dag; en senere dag end i dag tæller som i dag.',
    }),
  }),
  input: NewTenderEvent,
  schema: TenderEvent,
});

export const tenderEvents = router()
  .openapi(list, async c => {
    const { cursor = null, limit, today = c.var.today() } = c.req.valid('query');
    const { events } = await wholeTender(c.var.database, c.req.valid('param').tender);
    return answerPage(c, page(knownEvents(events, today), byNumber, cursor, limit));
  })
  .openapi(record, c => {
    const { tender } = c.req.valid('param');
    const today = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em => {
      const event = await recordEvent(em, tender, c.req.valid('json'), today);
      const { id, version } = await findTender(em, tender);
      return {
        id,
        version,
        location: `/api/tenders/${tender}/events?today=${today}`,
        view: () => event.view(),
      };
    });
  });

const byNumber = {
  name: 'number',
  of: 'number' as const,
  descending: false,
  value: ({ number }: LifeEvent) => number,
  code: ({ number }: LifeEvent) => String(number),
};

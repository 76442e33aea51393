import { z } from '@hono/zod-openapi';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../../shared/http/http.ts';
import { operations, paging } from '../../shared/http/operations.ts';
import { page } from '../../shared/http/paging.ts';
import { Code } from '../../shared/source.schema.ts';
import { MilestoneChange, MilestoneKind, NewMilestone } from '../tender.schema.ts';
import { findTender } from '../find-tender.query.ts';
import { findMilestone, removeMilestone, reviseMilestone, setMilestone } from './milestone.verbs.ts';
import { wholeTender } from '../whole-tender.query.ts';

const within = z.object({ tender: Code.meta({ title: 'Udbud' }) });

const { list, create, read, change, remove } = operations({
  name: 'Milestone',
  tag: 'Udbud',
  words: { a: 'en milepæl', the: 'milepælen', many: 'milepæle' },
  path: '/tenders/{tender}/milestones',
  onePath: '/tenders/{tender}/milestones/{milestone}',
  within,
  one: within.extend({ milestone: MilestoneKind }),
  schema: NewMilestone,
  input: NewMilestone,
  change: MilestoneChange,
  query: z.strictObject(paging),
});

export const milestones = router()
  .openapi(list, async c => {
    const { cursor = null, limit } = c.req.valid('query');
    const { milestones } = await wholeTender(c.var.database, c.req.valid('param').tender);
    return answerPage(c, page(milestones, byDue, cursor, limit));
  })
  .openapi(create, c =>
    answerCreated(c, async em => {
      const milestone = await setMilestone(
        em,
        c.req.valid('param').tender,
        c.req.valid('json'),
        c.var.today(),
      );
      const { id, version, kind } = milestone;
      return { id, version, code: kind, view: () => milestone.view() };
    }),
  )
  .openapi(read, async c => {
    const { tender, milestone } = c.req.valid('param');
    const { em } = c.var;
    return answerOne(c, await findMilestone(em, await findTender(em, tender), milestone));
  })
  .openapi(change, async c => {
    const { tender, milestone } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    const { em, today } = c.var;
    return answerChanged(c, await reviseMilestone(em, tender, milestone, c.req.valid('json'), seen, today()));
  })
  .openapi(remove, async c => {
    const { tender, milestone } = c.req.valid('param');
    await removeMilestone(c.var.em, tender, milestone, c.req.header('If-Match'), c.var.today());
    return c.body(null, 204);
  });

const byDue = {
  name: 'due',
  of: 'text' as const,
  descending: false,
  value: ({ dueOn }: NewMilestone) => dueOn,
  code: ({ kind }: NewMilestone) => kind,
};

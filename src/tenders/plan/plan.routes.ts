import { z } from '@hono/zod-openapi';
import { seenFrom } from '../../shared/days/day.ts';
import {
  answerChanged,
  answerCreated,
  answerKept,
  answerPage,
  keptJson,
  router,
} from '../../shared/http/http.ts';
import { operations, paging, reading, recording, replacing } from '../../shared/http/operations.ts';
import { page } from '../../shared/http/paging.ts';
import { Code, Day } from '../../shared/source.schema.ts';
import { findTender } from '../find-tender.query.ts';
import {
  Asked,
  NewPhaseRecord,
  NewPlan,
  PhaseDecision,
  Plan,
  inAddress,
  type PlanView,
} from '../tender.schema.ts';
import { planDifference } from '../timeline/plan-difference.ts';
import { readTender, wholeTender } from '../whole-tender.query.ts';
import { baselineOn, planOn, planView, type KeptPlan, type WholeTender } from '../whole-tender.ts';
import { decidePhase, linkGate, recordPhase } from './phase.verbs.ts';
import { PlanDifference } from './plan-difference.schema.ts';
import { addPlan, linkApproval, unknownPlan } from './plan.verbs.ts';
import { tenderTimeline } from './tender-timeline.ts';
import { TenderTimeline } from './timeline.schema.ts';

const tag = 'Udbud';
const one = z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) });
const onePhase = one.extend({ phase: inAddress.phase });
const onePlan = one.extend({ plan: inAddress.plan });

const recorded = z.object({
  today: Day.optional().meta({
    title: 'Dagen i dag',
    description: 'Skrevet ind som på den dag; en senere dag end i dag tæller som i dag.',
  }),
});

const planOperations = operations({
  name: 'Plan',
  tag,
  words: { a: 'en plan', the: 'planen', many: 'planer' },
  path: '/tenders/{tender}/plans',
  onePath: '/tenders/{tender}/plans/{plan}',
  within: one,
  one: onePlan,
  schema: Plan,
  input: NewPlan,
  change: NewPlan,
  query: z.strictObject(paging),
});

const comparePlans = reading({
  path: '/tenders/{tender}/plans/comparison',
  operationId: 'comparePlans',
  summary: 'Sammenlign to planer',
  description:
    'For hver fase forskellen i arbejdsdage; nye og udgåede faser er med. Uden from og to: den godkendte med den gældende.',
  tag,
  params: one,
  query: z.strictObject({
    from: inAddress.plan.optional().meta({ title: 'Fra plan' }),
    to: inAddress.plan.optional().meta({ title: 'Til plan' }),
  }),
  schema: PlanDifference,
});

const record = recording({
  path: '/tenders/{tender}/phases/{phase}/records',
  operationId: 'recordPhase',
  summary: 'Skriv ind, at fasen er begyndt, slut eller taget op igen',
  description: 'En fase begynder ikke, før portene før den er passeret; portens navn står i svaret.',
  tag,
  params: onePhase,
  query: recorded,
  input: NewPhaseRecord,
  schema: TenderTimeline,
});

const decide = recording({
  path: '/tenders/{tender}/phases/{phase}/decisions',
  operationId: 'decidePhase',
  summary: 'Skriv udvalgets beslutning om fasen ind',
  description:
    'På den sag, fasen venter på; en fase uden sag får en. En beslutning bliver aldrig rettet, den følges af en ny.',
  tag,
  params: onePhase,
  query: recorded,
  input: PhaseDecision,
  schema: TenderTimeline,
});

const gate = replacing({
  path: '/tenders/{tender}/phases/{phase}/gate',
  operationId: 'linkGate',
  summary: 'Sæt den indstilling, fasen venter på',
  description: 'Er der truffet beslutning om den, fasen har, bliver den stående. If-Match er udbuddets.',
  tag,
  params: onePhase,
  input: Asked,
  schema: Asked,
});

const approval = replacing({
  path: '/tenders/{tender}/plans/{plan}/approval',
  operationId: 'linkApproval',
  summary: 'Sæt den indstilling, hvor udvalget godkender planen',
  description: 'Planen er godkendt, når der er truffet den beslutning. If-Match er udbuddets.',
  tag,
  params: onePlan,
  input: Asked,
  schema: Asked,
});

export const plans = router()
  .openapi(comparePlans, async c => {
    const whole = await wholeTender(c.var.database, c.req.valid('param').tender);
    const today = c.var.today();
    const { from = baselineOn(whole, today)?.number ?? 1, to = planOn(whole, today).number } =
      c.req.valid('query');
    const difference = planDifference(numbered(whole, from), numbered(whole, to), whole.closingDays);
    return answerKept(c, keptJson(difference));
  })
  .openapi(planOperations.list, async c => {
    const { cursor = null, limit } = c.req.valid('query');
    const whole = await wholeTender(c.var.database, c.req.valid('param').tender);
    const plans = whole.plans.map(plan => planView(plan, c.var.today()));
    return answerPage(c, page(plans, byNumber, cursor, limit));
  })
  .openapi(planOperations.create, c => {
    const { tender } = c.req.valid('param');
    const today = c.var.today();
    return answerCreated(c, async em => {
      const { id, number } = await addPlan(em, tender, c.req.valid('json'), today);
      const plan = numbered(await readTender(em, tender), number);
      return { id, version: 1, code: String(number), view: () => planView(plan, today) };
    });
  })
  .openapi(planOperations.read, async c => {
    const { tender, plan } = c.req.valid('param');
    const whole = await wholeTender(c.var.database, tender);
    return answerKept(c, keptJson(planView(numbered(whole, plan), c.var.today())));
  })
  .openapi(approval, async c => {
    const { tender, plan } = c.req.valid('param');
    const linked = await linkApproval(c.var.em, tender, plan, c.req.valid('json'), c.req.header('If-Match'));
    return answerChanged(c, versionOf(linked.plan.tender, linked));
  })
  .openapi(gate, async c => {
    const { tender, phase } = c.req.valid('param');
    const linked = await linkGate(c.var.em, tender, phase, c.req.valid('json'), c.req.header('If-Match'));
    return answerChanged(c, versionOf(linked.tender, linked));
  })
  .openapi(record, c => {
    const { tender, phase } = c.req.valid('param');
    const today = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em => {
      await recordPhase(em, tender, phase, c.req.valid('json'), today);
      return laid(tender, await findTender(em, tender), await readTender(em, tender), today);
    });
  })
  .openapi(decide, c => {
    const { tender, phase } = c.req.valid('param');
    const today = seenFrom(c.req.valid('query').today, c.var.today());
    return answerCreated(c, async em => {
      await decidePhase(em, tender, phase, c.req.valid('json'), today, c.var.follow);
      return laid(tender, await findTender(em, tender), await readTender(em, tender), today);
    });
  });

/** A link has no version of its own: it is the tender's. */
function versionOf({ id, version }: { id: string; version: number }, linked: { view(): Asked }) {
  return { id, version, view: () => linked.view() };
}

/** What has been recorded is read in the timeline it has moved. */
function laid(
  code: string,
  { id, version }: { id: string; version: number },
  whole: WholeTender,
  today: string,
) {
  const location = `/api/tenders/${code}/timeline?today=${today}`;
  return { id, version, location, view: () => tenderTimeline(whole, today) };
}

function numbered({ plans }: WholeTender, number: number): KeptPlan {
  const plan = plans.find(one => one.number === number);
  if (plan === undefined) throw unknownPlan(number);
  return plan;
}

const byNumber = {
  name: 'number',
  of: 'number' as const,
  descending: false,
  value: ({ number }: PlanView) => number,
  code: ({ number }: PlanView) => String(number),
};

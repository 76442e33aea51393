import { z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import { seenFrom } from '../shared/days/day.ts';
import {
  answerChanged,
  answerCreated,
  answerKept,
  answerPage,
  keptJson,
  router,
} from '../shared/http/http.ts';
import {
  byTitleOrCode,
  operations,
  paging,
  reading,
  recording,
  replacing,
  searched,
  severalOf,
} from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Code, Day } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import { tenderTimeline } from './plan/tender-timeline.ts';
import {
  Asked,
  NewPhaseRecord,
  NewPlan,
  NewTender,
  PhaseDecision,
  Plan,
  Tender,
  TenderChange,
  inAddress,
  type PlanView,
  type TenderView,
} from './tender.schema.ts';
import { findTender } from './find-tender.query.ts';
import { decidePhase, linkGate, recordPhase } from './plan/phase.verbs.ts';
import { addPlan, linkApproval, unknownPlan } from './plan/plan.verbs.ts';
import { createTender, reviseTender } from './tender.verbs.ts';
import { PlanDifference } from './plan/plan-difference.schema.ts';
import { TenderTimeline } from './plan/timeline.schema.ts';
import { planDifference } from './timeline/plan-difference.ts';
import type { Change } from './timeline/what-if.ts';
import { everyTender, readTender, wholeTender } from './whole-tender.query.ts';
import { baselineOn, planOn, planView, tenderView, type KeptPlan, type WholeTender } from './whole-tender.ts';

const tag = 'Udbud';
const one = z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) });
const onePhase = one.extend({ phase: inAddress.phase });
const onePlan = one.extend({ plan: inAddress.plan });

const seen = z.strictObject({
  today: Day.optional().meta({
    title: 'Dagen i dag',
    description: 'Set fra den dag. Uden: fra i dag.',
    examples: ['2023-05-09'],
  }),
});
const recorded = z.object({
  today: Day.optional().meta({
    title: 'Dagen i dag',
    description: 'Skrevet ind som på den dag; en senere dag end i dag tæller som i dag.',
  }),
});

const tenderOperations = operations({
  name: 'Tender',
  tag,
  words: { a: 'et udbud', the: 'udbuddet', many: 'udbud' },
  path: '/tenders',
  onePath: '/tenders/{tender}',
  within: z.object({}),
  one,
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

const readTimeline = reading({
  path: '/tenders/{tender}/timeline',
  operationId: 'readTimeline',
  summary: 'Læs udbuddets tidsplan',
  description:
    'Prognose, seneste plan og luft for hver fase, og om kontrakterne kan starte til tiden. Hvad nu hvis: slip og cancel svarer uden at gemme.',
  tag,
  params: one,
  query: seen.extend({
    slip: severalOf(
      z
        .string()
        .regex(/^[1-9]\d?:[1-9]\d{0,2}$/, 'Skriv fase og arbejdsdage som 4:10.')
        .meta({ title: 'Hvad nu hvis fasen forsinkes' }),
    ),
    cancel: severalOf(Code.meta({ title: 'Hvad nu hvis mødet aflyses' })),
  }),
  schema: TenderTimeline,
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

/** Worked out and written once for each revision: the page and the committee's screens ask for it again and again. */
const timelineBytes = byRevision(async (database, key: string) => {
  const [tender = '', today = '', changes = '[]'] = key.split(' ');
  const whole = await wholeTender(database, tender);
  return keptJson(tenderTimeline(whole, today, changesIn(whole, JSON.parse(changes))));
});

type WhatIfAsked = { slip?: string[] | undefined; cancel?: string[] | undefined };

export const timelines = router().openapi(readTimeline, async c => {
  const { tender } = c.req.valid('param');
  const { today = c.get('today')(), slip, cancel } = c.req.valid('query');
  const asked = JSON.stringify({ slip, cancel });
  return answerKept(c, await timelineBytes(c.get('database'), `${tender} ${today} ${asked}`));
});

export const tenders = router()
  .openapi(tenderOperations.list, async c => {
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
  .openapi(tenderOperations.create, c => {
    const today = c.var.today();
    return answerCreated(c, async em => {
      const { id, version, code } = await createTender(em, c.req.valid('json'), today);
      const whole = await readTender(em, code);
      return { id, version, code, view: () => tenderView(whole, today) };
    });
  })
  .openapi(tenderOperations.read, async c => {
    const { id, version, code } = await findTender(c.var.em, c.req.valid('param').tender);
    const whole = await readTender(c.var.em, code);
    // Never 304: the plan in force and the approved one move with the day and with the committee's decisions.
    c.header('Cache-Control', 'no-cache');
    return answerChanged(c, { id, version, view: () => tenderView(whole, c.var.today()) });
  })
  .openapi(tenderOperations.change, async c => {
    const { tender } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    const { id, version } = await reviseTender(c.var.em, tender, c.req.valid('json'), seen);
    const whole = await readTender(c.var.em, tender);
    return answerChanged(c, { id, version, view: () => tenderView(whole, c.var.today()) });
  })
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
      await decidePhase(em, tender, phase, c.req.valid('json'), today);
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

/** The changes asked about; one that names no phase or meeting of the tender is refused at its parameter. */
function changesIn({ plans, meetings }: WholeTender, { slip = [], cancel = [] }: WhatIfAsked): Change[] {
  const phases = new Set(plans.flatMap(plan => plan.phases.map(({ number }) => number)));
  const slips = slip
    .map(text => text.split(':').map(Number))
    .map(([phase = 0, workingDays = 0]) => ({ change: 'phase-slips' as const, phase, workingDays }));
  const cancelled = cancel.map(meeting => ({ change: 'meeting-cancelled' as const, meeting }));
  const findings = [
    ...slips
      .filter(({ phase }) => !phases.has(phase))
      .map(({ phase }) => ({ parameter: 'slip', message: `Fase ${phase} findes ikke i planen.` })),
    ...cancelled
      .filter(({ meeting }) => !meetings.some(({ code }) => code === meeting))
      .map(({ meeting }) => ({
        parameter: 'cancel',
        message: `Mødet ${meeting} findes ikke i udvalgets kalender.`,
      })),
  ];
  if (findings.length === 0) return [...slips, ...cancelled];
  throw new RuleBroken('not-found', 'Udbuddet har ikke det, der spørges om.', { status: 404, findings });
}

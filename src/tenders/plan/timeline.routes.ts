import { z } from '@hono/zod-openapi';
import { byRevision } from '../../database/by-revision.ts';
import { answerKept, keptJson, router } from '../../shared/http/http.ts';
import { reading, severalOf } from '../../shared/http/operations.ts';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Code, Day } from '../../shared/source.schema.ts';
import type { Change } from '../timeline/what-if.ts';
import { wholeTender } from '../whole-tender.query.ts';
import type { WholeTender } from '../whole-tender.ts';
import { tenderTimeline } from './tender-timeline.ts';
import { TenderTimeline } from './timeline.schema.ts';

const seen = z.strictObject({
  today: Day.optional().meta({
    title: 'Dagen i dag',
    description: 'Set fra den dag. Uden: fra i dag.',
    examples: ['2023-05-09'],
  }),
});
const readTimeline = reading({
  path: '/tenders/{tender}/timeline',
  operationId: 'readTimeline',
  summary: 'Læs udbuddets tidsplan',
  description:
    'Prognose, seneste plan og luft for hver fase, og om kontrakterne kan starte til tiden. Hvad nu hvis: slip og cancel svarer uden at gemme.',
  tag: 'Udbud',
  params: z.object({ tender: Code.meta({ title: 'Udbud', examples: ['udbud-2024-2025'] }) }),
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

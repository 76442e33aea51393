import type { EntityManager } from '@mikro-orm/core';
import type { Committee } from '../committees/committee.entity.ts';
import { Meeting } from '../committees/meeting.entity.ts';
import type { Day } from '../shared/days/day.ts';
import { known } from '../shared/known.ts';
import { Phase, Plan, type Tender } from './tender.entity.ts';
import type { NewPlan } from './tender.schema.ts';
import { planFindings, type PlanFinding } from './timeline/plan-findings.ts';

/** What is wrong with a plan of a tender of the committee. */
export async function findingsOf(
  em: EntityManager,
  plan: NewPlan,
  committee: Committee,
  today: Day,
): Promise<PlanFinding[]> {
  const meetings = await em.find(Meeting, { committee });
  return [
    ...planFindings(plan, meetings),
    ...(plan.madeOn > today
      ? [{ pointer: '/madeOn', message: 'Dagen er ikke kommet endnu. Skriv den dag, planen er lagt.' }]
      : []),
  ];
}

/** The rows of a plan that has been checked; the caller holds the tender's lock and flushes. */
export async function writePlan(
  em: EntityManager,
  tender: Tender,
  number: number,
  input: NewPlan,
): Promise<Plan> {
  const { phases, reason, madeOn, contractStart } = input;
  const meetings = await em.find(Meeting, { committee: tender.committee });
  const byCode = new Map(meetings.map(meeting => [meeting.code, meeting]));
  const plan = em.create(Plan, { tender, number, reason, madeOn, contractStart });
  for (const phase of phases) {
    const meeting = phase.meeting === null ? null : known(byCode, phase.meeting);
    em.create(Phase, { ...phase, plan, meeting });
  }
  return plan;
}

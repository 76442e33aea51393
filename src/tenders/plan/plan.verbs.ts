import type { EntityManager } from '@mikro-orm/core';
import { requireMatch, transaction } from '../../database/transaction.ts';
import { formatDay, type Day } from '../../shared/days/day.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { lockTender } from '../find-tender.query.ts';
import { findingsOf, writePlan } from '../lay-plan.verbs.ts';
import { Plan, PlanApproval } from '../tender.entity.ts';
import type { Asked, NewPlan } from '../tender.schema.ts';
import { askedCase, refuseIfDecided } from './asked-case.query.ts';

/** A renewed plan, the next number; earlier plans stand as they are. */
export function addPlan(em: EntityManager, code: string, input: NewPlan, today: Day): Promise<Plan> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    const plans = await em.find(Plan, { tender }, { orderBy: { number: 'asc' } });
    const last = plans.at(-1);
    const findings = await findingsOf(em, input, tender.committee, today);
    if (last && input.madeOn < last.madeOn) {
      const message = `Plan ${last.number} er lagt ${formatDay(last.madeOn)}; en ny plan kan ikke være ældre.`;
      findings.push({ pointer: '/madeOn', message });
    }
    refuseIf(findings);
    tender.touch();
    const plan = await writePlan(em, tender, (last?.number ?? 0) + 1, input);
    await em.flush();
    return plan;
  });
}

/** Says which recommendation asks the committee to approve the plan; its decision is what approves it. `seen` is the tender's tag. */
export function linkApproval(
  em: EntityManager,
  code: string,
  number: number,
  asked: Asked,
  seen: string | undefined,
): Promise<PlanApproval> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    requireMatch(seen, tender);
    const plan = await em.findOne(Plan, { tender, number }, { populate: ['approval.case'] });
    if (!plan) throw unknownPlan(number);
    const asking = await askedCase(em, asked, tender);
    const approval = plan.approval;
    if (approval) {
      await refuseIfDecided(em, approval, asked);
      approval.case = asking;
      approval.recommendation = asked.recommendation;
    }
    const linked =
      approval ?? em.create(PlanApproval, { plan, case: asking, recommendation: asked.recommendation });
    tender.touch();
    await em.flush();
    return linked;
  });
}

export function unknownPlan(number: number): RuleBroken {
  return new RuleBroken('not-found', `Plan ${number} findes ikke.`, { status: 404 });
}

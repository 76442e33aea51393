import { LockMode, type EntityManager } from '@mikro-orm/core';
import { Case } from '../../committees/case.entity.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import type { Gate, PlanApproval, Tender } from '../tender.entity.ts';
import type { Asked } from '../tender.schema.ts';

/** The case that is asked for, locked against change; refused where the tender cannot wait for it. */
export async function askedCase(em: EntityManager, asked: Asked, tender: Tender): Promise<Case> {
  const asking = await em.findOne(Case, { code: asked.case }, { lockMode: LockMode.PESSIMISTIC_READ });
  if (!asking) {
    refuseIf([{ pointer: '/case', message: `Sagen ${asked.case} findes ikke.` }]);
    throw new Error('refused above');
  }
  const count = asking.recommendations.length;
  refuseIf([
    ...(asking.committee === tender.committee
      ? []
      : [{ pointer: '/case', message: 'Sagen hører til et andet udvalg end udbuddet.' }]),
    ...(asked.recommendation > count
      ? [{ pointer: '/recommendation', message: `Sagen har kun ${count} indstilling(er).` }]
      : []),
  ]);
  return asking;
}

/** A recommendation somebody has decided on stays linked. */
export async function refuseIfDecided(
  em: EntityManager,
  linked: Gate | PlanApproval,
  asked: Asked,
): Promise<void> {
  const before = linked.view();
  if (before.case === asked.case && before.recommendation === asked.recommendation) return;
  await em.populate(linked.case, ['decisions']);
  if (linked.case.decisions.getItems().some(decision => decision.recommendation === before.recommendation)) {
    throw new RuleBroken(
      'decided',
      `Der er truffet beslutning om indstilling ${before.recommendation} i sagen ${linked.case.title}; den bliver stående.`,
    );
  }
}

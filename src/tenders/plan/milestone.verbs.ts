import type { EntityManager } from '@mikro-orm/core';
import { requireMatch, transaction } from '../../database/transaction.ts';
import type { Day } from '../../shared/days/day.ts';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { lockTender } from '../find-tender.query.ts';
import { Milestone, type Tender } from '../tender.entity.ts';
import { NewMilestone, type MilestoneChange, type MilestoneKind } from '../tender.schema.ts';
import { readTender } from '../whole-tender.query.ts';
import { lastPlan } from '../whole-tender.ts';

export function setMilestone(
  em: EntityManager,
  code: string,
  input: NewMilestone,
  today: Day,
): Promise<Milestone> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    if ((await em.count(Milestone, { tender, kind: input.kind })) > 0) {
      const message = 'Udbuddet har allerede den milepæl. Ret den i stedet.';
      throw new RuleBroken('already-exists', message, { findings: [{ pointer: '/kind', message }] });
    }
    await refuseMilestone(em, code, input, today);
    tender.touch();
    const milestone = em.create(Milestone, { ...input, tender });
    await em.flush();
    return milestone;
  });
}

/** Moves a milestone, or says when it was met; `seen` is the tag of the version the change was made on. */
export function reviseMilestone(
  em: EntityManager,
  code: string,
  kind: MilestoneKind,
  change: MilestoneChange,
  seen: string | undefined,
  today: Day,
): Promise<Milestone> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    const milestone = await findMilestone(em, tender, kind);
    requireMatch(seen, milestone);
    const input = parsed(NewMilestone, { ...milestone.view(), ...change });
    await refuseMilestone(em, code, input, today);
    milestone.revise(input);
    tender.touch();
    await em.flush();
    return milestone;
  });
}

export function removeMilestone(
  em: EntityManager,
  code: string,
  kind: MilestoneKind,
  seen: string | undefined,
): Promise<void> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    const milestone = await findMilestone(em, tender, kind);
    requireMatch(seen, milestone);
    tender.touch();
    em.remove(milestone);
    await em.flush();
  });
}

async function refuseMilestone(
  em: EntityManager,
  code: string,
  { phase, metOn }: NewMilestone,
  today: Day,
): Promise<void> {
  const { phases } = lastPlan(await readTender(em, code));
  refuseIf([
    ...(phases.some(({ number }) => number === phase)
      ? []
      : [{ pointer: '/phase', message: `Fase ${phase} findes ikke i planen.` }]),
    ...(metOn !== null && metOn > today
      ? [
          {
            pointer: '/metOn',
            message: 'Dagen er ikke kommet endnu. Skriv den dag, milepælen blev nået.',
          },
        ]
      : []),
  ]);
}

export async function findMilestone(
  em: EntityManager,
  tender: Tender,
  kind: MilestoneKind,
): Promise<Milestone> {
  const milestone = await em.findOne(Milestone, { tender, kind });
  if (!milestone) {
    throw new RuleBroken('not-found', 'Udbuddet har ikke den milepæl.', { status: 404 });
  }
  return milestone;
}

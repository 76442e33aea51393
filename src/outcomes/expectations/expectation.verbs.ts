import { LockMode, type EntityManager } from '@mikro-orm/core';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf, type Finding } from '../../shared/rule-broken.ts';
import { requireMatch, transaction } from '../../database/transaction.ts';
import { Area } from '../area.entity.ts';
import { Expectation } from './expectation.entity.ts';
import { NewExpectation, type ExpectationChange } from './expectation.schema.ts';
import { Measure } from '../measure.entity.ts';

export function stateExpectation(em: EntityManager, input: NewExpectation): Promise<Expectation> {
  return transaction(em, async em => {
    const place = await placeOf(em, input);
    await refuseTaken(em, input, null);
    const expectation = em.create(Expectation, { ...input, ...place });
    await em.flush();
    return expectation;
  });
}

/** `seen` is the tag of the version the change was made on. */
export function reviseExpectation(
  em: EntityManager,
  id: string,
  change: ExpectationChange,
  seen: string | undefined,
): Promise<Expectation> {
  return transaction(em, async em => {
    const expectation = await findExpectation(em, id, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, expectation);
    const { id: _, ...stored } = expectation.view();
    const input = parsed(NewExpectation, { ...stored, ...change });
    const place = await placeOf(em, input);
    await refuseTaken(em, input, id);
    expectation.revise(input, place);
    await em.flush();
    return expectation;
  });
}

export function removeExpectation(em: EntityManager, id: string, seen: string | undefined): Promise<void> {
  return transaction(em, async em => {
    const expectation = await findExpectation(em, id, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, expectation);
    em.remove(expectation);
    await em.flush();
  });
}

export async function findExpectation(em: EntityManager, id: string, lockMode = LockMode.NONE) {
  const expectation = await em.findOne(Expectation, { id }, { lockMode });
  if (!expectation) throw new RuleBroken('not-found', `Forventningen ${id} findes ikke.`, { status: 404 });
  await em.populate(expectation, ['measure', 'targetGroup', 'area']);
  return expectation;
}

async function placeOf(em: EntityManager, input: NewExpectation) {
  const measure = await em.findOne(Measure, { code: input.measure });
  const targetGroup = await em.findOne(TargetGroup, { code: input.targetGroup });
  const area = await em.findOne(Area, { code: input.area });
  const findings: Finding[] = [];
  const missing = (pointer: string, message: string) => findings.push({ pointer, message });
  if (!measure) missing('/measure', `Målingen ${input.measure} findes ikke.`);
  if (!targetGroup) missing('/targetGroup', `Målgruppen ${input.targetGroup} findes ikke.`);
  if (!area) missing('/area', `Området ${input.area} findes ikke.`);
  refuseIf(findings);
  if (!measure || !targetGroup || !area) throw new Error('What is missing should have been refused');
  return { measure, targetGroup, area };
}

async function refuseTaken(em: EntityManager, input: NewExpectation, own: string | null): Promise<void> {
  const { measure, targetGroup, area, period } = input;
  const other = await em.findOne(Expectation, {
    measure: { code: measure },
    targetGroup: { code: targetGroup },
    area: { code: area },
    period,
  });
  if (other === null || other.id === own) return;
  const message = 'Der er allerede en forventning til målgruppen for den måling, det område og den periode.';
  throw new RuleBroken('already-exists', message, { findings: [{ pointer: '/period', message }] });
}

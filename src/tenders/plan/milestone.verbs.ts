import type { EntityManager } from '@mikro-orm/core';
import { requireMatch, transaction } from '../../database/transaction.ts';
import type { Day } from '../../shared/days/day.ts';
import { parsed } from '../../shared/http/invalid-input.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { lockTender } from '../find-tender.query.ts';
import { knownEvents } from '../timeline/event.ts';
import { planContradictions, unlawful } from '../timeline/lawful.ts';
import { MilestoneVersion, TenderEvent } from '../tender-event.entity.ts';
import { Milestone, type Tender } from '../tender.entity.ts';
import { NewMilestone, type MilestoneChange, type MilestoneKind } from '../tender.schema.ts';
import { readTender } from '../whole-tender.query.ts';
import { lastPlan, plannedDecision, sceneOf, type WholeTender } from '../whole-tender.ts';

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
    const whole = await readTender(em, code);
    refuseMilestone(whole, input, today);
    tender.touch();
    const milestone = em.create(Milestone, { ...input, tender, knownOn: today });
    if (input.metOn !== null) recordMet(em, tender, whole, input, today);
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
    const before = milestone.view();
    const input = parsed(NewMilestone, { ...before, ...change });
    const whole = await readTender(em, code);
    refuseMilestone(whole, input, today);
    keep(em, tender, milestone, today);
    milestone.revise(input, today);
    if (input.metOn !== before.metOn) {
      takeBack(em, tender, whole, before, today);
      if (input.metOn !== null) recordMet(em, tender, whole, input, today);
    }
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
  today: Day,
): Promise<void> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    const milestone = await findMilestone(em, tender, kind);
    requireMatch(seen, milestone);
    keep(em, tender, milestone, today);
    takeBack(em, tender, await readTender(em, code), milestone.view(), today);
    tender.touch();
    em.remove(milestone);
    await em.flush();
  });
}

/** What a milestone said is kept beside what it says now. */
function keep(em: EntityManager, tender: Tender, milestone: Milestone, today: Day): void {
  const knownOn = milestone.knownOn ?? null;
  // said and changed on one day: nobody has read it from another
  if (knownOn !== null && knownOn >= today) return;
  em.create(MilestoneVersion, { ...milestone.view(), tender, knownOn, knownUntil: today });
}

/** A milestone that is met has happened, and stands among what has happened. */
function recordMet(
  em: EntityManager,
  tender: Tender,
  whole: WholeTender,
  { kind, metOn: day }: NewMilestone,
  today: Day,
): void {
  if (kind === 'standstill-ends' || day === null) return;
  const noMore = { lot: null, electronic: null, by: null, reason: null, retracts: null };
  const known = knownEvents(whole.events, today);
  if (known.some(event => event.kind === kind && event.lot === null && event.day === day)) return;
  em.create(TenderEvent, { ...noMore, tender, kind, day, knownOn: today });
}

function takeBack(
  em: EntityManager,
  tender: Tender,
  whole: WholeTender,
  { kind, metOn }: NewMilestone,
  today: Day,
): void {
  const known = knownEvents(whole.events, today);
  const event = known.findLast(one => one.kind === kind && one.lot === null && one.day === metOn);
  if (event === undefined) return;
  em.create(TenderEvent, {
    tender,
    kind: 'retracted',
    lot: null,
    day: today,
    knownOn: today,
    electronic: null,
    by: null,
    reason: 'Milepælen er rettet.',
    retracts: event.number,
  });
}

/** Refuses a milestone outside the plan, one that is met ahead of time or unlawfully, and a day that contradicts another. */
function refuseMilestone(whole: WholeTender, input: NewMilestone, today: Day): void {
  const { phases } = lastPlan(whole);
  const { phase, kind, metOn } = input;
  const scene = sceneOf(whole, today);
  const decision = plannedDecision(whole, today);
  const others = scene.planned.filter(one => one.kind !== kind);
  const stood = planContradictions(scene.planned, scene, decision).map(({ message }) => message);
  const contradictions = planContradictions([...others, input], scene, decision).filter(
    ({ message }) => !stood.includes(message),
  );
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
    ...(kind === 'standstill-ends' && metOn !== null
      ? [
          {
            pointer: '/metOn',
            message: 'Standstill udløber af sig selv, regnet fra underretningen. Skriv underretningen ind.',
          },
        ]
      : []),
    ...contradictions.map(({ message }) => ({ pointer: metOn === null ? '/dueOn' : '/metOn', message })),
  ]);
  if (metOn === null || kind === 'standstill-ends') return;
  const step = {
    kind,
    day: metOn,
    lot: null,
    electronic: null,
    by: null,
    reason: input.note,
    retracts: null,
  };
  const events = scene.events.filter(one => one.kind !== kind || one.lot !== null);
  const found = unlawful(step, { ...scene, events, planned: others });
  if (found === null) return;
  throw new RuleBroken(found.rule, found.message, {
    findings: [{ pointer: '/metOn', message: found.message }],
  });
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

import type { EntityManager } from '@mikro-orm/core';
import type { Follow } from '../../shared/follow.ts';
import { Case } from '../../committees/case.entity.ts';
import { createCase, putOnAgenda, recordDecision } from '../../committees/case.verbs.ts';
import type { NewCase } from '../../committees/committee.schema.ts';
import { Meeting } from '../../committees/meeting.entity.ts';
import { requireMatch, transaction } from '../../database/transaction.ts';
import { formatDay, type Day } from '../../shared/days/day.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import { lockTender } from '../find-tender.query.ts';
import { Gate, PhaseRecord, type Tender } from '../tender.entity.ts';
import type { Asked, NewPhaseRecord, PhaseDecision } from '../tender.schema.ts';
import { readTender } from '../whole-tender.query.ts';
import { factsOf, lastPlan, standing, type WholeTender } from '../whole-tender.ts';
import { askedCase, refuseIfDecided } from './asked-case.query.ts';
import { haltedBy } from '../timeline/gates.ts';
import { mayBegin, mayEnd, type Permission } from '../timeline/permission.ts';
import { atStart, isCommitteePhase, phaseName, type Phase as PlanPhase } from '../timeline/phase.ts';

/** Says which recommendation a committee phase waits for. What has been decided keeps its gate. `seen` is the tender's tag. */
export function linkGate(
  em: EntityManager,
  code: string,
  number: number,
  asked: Asked,
  seen: string | undefined,
): Promise<Gate> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    requireMatch(seen, tender);
    const { phase } = await standingPhase(em, code, number);
    if (!isCommitteePhase(phase)) throw isWork(phase);
    const asking = await askedCase(em, asked, tender);
    const gate = await em.findOne(Gate, { tender, phase: number }, { populate: ['case'] });
    if (gate) {
      await refuseIfDecided(em, gate, asked);
      gate.case = asking;
      gate.recommendation = asked.recommendation;
    }
    const linked =
      gate ?? em.create(Gate, { tender, phase: number, case: asking, recommendation: asked.recommendation });
    tender.touch();
    await em.flush();
    return linked;
  });
}

/** That a phase started, ended or was taken up again; refused with the gate's name where a gate before it has not passed. */
export function recordPhase(
  em: EntityManager,
  code: string,
  number: number,
  input: NewPhaseRecord,
  today: Day,
): Promise<PhaseRecord> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    const { whole, phase, plan } = await standingPhase(em, code, number);
    const before = whole.records.filter(record => record.phase === number);
    const last = before.reduce<Day | null>(
      (latest, { day }) => (latest && latest > day ? latest : day),
      null,
    );
    if (input.day > today) {
      refuseIf([{ pointer: '/day', message: 'Dagen er ikke kommet endnu. Skriv den dag, det skete.' }]);
    }
    if (last !== null && input.day < last) {
      const message = `Det sidste, der er skrevet om fasen, er fra ${formatDay(last)}. Skriv en dag, der ikke ligger før.`;
      refuseIf([{ pointer: '/day', message }]);
    }
    const facts = factsOf(whole, today);
    if (input.kind === 'started') refuseUnless(mayBegin(phase, plan, facts, input.day));
    else if (input.kind === 'ended') refuseUnless(mayEnd(phase, plan, facts, input.day));
    else if (standing(before).length === 0) {
      throw new RuleBroken(
        'not-begun',
        `${atStart(phaseName(phase))} er ikke begyndt og kan derfor ikke tages op igen.`,
      );
    }
    tender.touch();
    const record = em.create(PhaseRecord, { ...input, tender, phase: number });
    await em.flush();
    return record;
  });
}

/**
 * Records what the committee or the council decided on a phase: on the recommendation that gates it. A phase without one gets a
 * case of its own; a case that was not on the meeting's agenda is put there. Refused before the gates ahead have passed.
 */
export function decidePhase(
  em: EntityManager,
  code: string,
  number: number,
  input: PhaseDecision,
  today: Day,
  follow: Follow,
): Promise<Tender> {
  return transaction(em, async em => {
    await lockTender(em, code);
    const { whole, phase, plan } = await standingPhase(em, code, number);
    if (!isCommitteePhase(phase)) throw isWork(phase);
    const meeting = await em.findOne(Meeting, { code: input.meeting });
    refuseIf(meeting ? [] : [{ pointer: '/meeting', message: `Mødet ${input.meeting} findes ikke.` }]);
    const asked =
      whole.gates.find(gate => gate.phase === number) ?? (await gateCase(em, whole, phase, input));
    await onAgenda(em, asked.case, input.meeting);
    const decision = { ...input, recommendation: asked.recommendation };
    await recordDecision(em, asked.case, decision, today, follow);
    const on = meeting?.day ?? today;
    const facts = factsOf(whole, today);
    const halted = haltedBy(plan, facts, on);
    // the council's decision on the phase that halts the tender is what it waits for
    if (halted?.number !== number) {
      const others = facts.filter(fact => fact.phase !== number);
      refuseUnless(mayBegin(phase, plan, others, on));
    }
    const tender = await lockTender(em, code);
    tender.touch();
    await em.flush();
    return tender;
  });
}

async function gateCase(
  em: EntityManager,
  { tender }: WholeTender,
  phase: PlanPhase,
  { meeting }: PhaseDecision,
): Promise<Asked> {
  const wanted = `${tender.code}-fase-${phase.number}`;
  let code = wanted;
  for (let number = 2; (await em.count(Case, { code })) > 0; number += 1) code = `${wanted}-${number}`;
  const kinds: Record<PlanPhase['kind'], NewCase['kind']> = {
    decision: 'decision',
    discussion: 'discussion',
    presentation: 'briefing',
    work: 'briefing',
  };
  await createCase(em, {
    code,
    committee: tender.committee,
    kind: kinds[phase.kind],
    journalNumber: null,
    title: phase.title,
    summary: null,
    recommendations: [phase.title],
    economy: null,
    nextSteps: [],
    agenda: [{ meeting, number: null }],
    sources: [],
  });
  const asked = { case: code, recommendation: 1 };
  await linkGate(em, tender.code, phase.number, asked, '*');
  return asked;
}

async function onAgenda(em: EntityManager, code: string, meeting: string): Promise<void> {
  const asked = await em.findOneOrFail(Case, { code }, { populate: ['agenda.meeting'], refresh: true });
  if (asked.agenda.getItems().some(item => item.meeting.code === meeting)) return;
  await putOnAgenda(em, code, { meeting, number: null });
}

function refuseUnless(permission: Permission): void {
  if (permission.allowed) return;
  throw new RuleBroken(permission.rule, permission.message);
}

async function standingPhase(em: EntityManager, code: string, number: number) {
  const whole = await readTender(em, code);
  const plan = lastPlan(whole);
  const phase = plan.phases.find(one => one.number === number);
  if (!phase) throw new RuleBroken('not-found', `Fase ${number} findes ikke i planen.`, { status: 404 });
  return { whole, plan, phase };
}

function isWork(phase: PlanPhase): RuleBroken {
  return new RuleBroken(
    'no-gate',
    `${atStart(phaseName(phase))} er arbejde; udvalget træffer ingen beslutning om den.`,
  );
}

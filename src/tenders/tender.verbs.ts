import { LockMode, type EntityManager } from '@mikro-orm/core';
import { Case } from '../committees/case.entity.ts';
import { createCase, putOnAgenda, recordDecision } from '../committees/case.verbs.ts';
import { Committee } from '../committees/committee.entity.ts';
import type { NewCase } from '../committees/committee.schema.ts';
import { Meeting } from '../committees/meeting.entity.ts';
import { Portfolio } from '../offers/portfolio/portfolio.entity.ts';
import { formatDay, type Day } from '../shared/days/day.ts';
import { parsed } from '../shared/http/invalid-input.ts';
import { known } from '../shared/known.ts';
import { RuleBroken, refuseIf } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { haltedBy } from './plan/gates.ts';
import { mayBegin, mayEnd, type Permission } from './plan/permission.ts';
import { atStart, isCommitteePhase, phaseName, type Phase as PlanPhase } from './plan/phase.ts';
import { planFindings, type PlanFinding } from './plan/plan-findings.ts';
import { Gate, Milestone, Phase, PhaseRecord, Plan, PlanApproval, Tender } from './tender.entity.ts';
import {
  NewMilestone,
  TenderFields,
  type Asked,
  type MilestoneChange,
  type MilestoneKind,
  type NewPhaseRecord,
  type NewPlan,
  type NewTender,
  type PhaseDecision,
  type PlannedPhase,
  type TenderChange,
} from './tender.schema.ts';
import { readTender } from './whole-tender.query.ts';
import { factsOf, planOn, standing, type WholeTender } from './whole-tender.ts';

/** Made with its first plan; with a template the phases are another tender's, without their days and meetings. */
export function createTender(em: EntityManager, input: NewTender, today: Day): Promise<Tender> {
  return transaction(em, async em => {
    const { plan: first, ...fields } = input;
    if ((await em.count(Tender, { code: fields.code })) > 0) throw codeTaken();
    const portfolio = await em.findOne(Portfolio, { code: fields.portfolio });
    const committee = await em.findOne(Committee, { code: fields.committee });
    const { template, ...written } = first;
    const plan = { ...written, phases: await firstPhases(em, first, today) };
    refuseIf([
      ...(portfolio
        ? []
        : [{ pointer: '/portfolio', message: `Tilbudsviften ${fields.portfolio} findes ikke.` }]),
      ...(committee ? [] : [{ pointer: '/committee', message: `Udvalget ${fields.committee} findes ikke.` }]),
      ...(template !== null && first.phases.length > 0
        ? [{ pointer: '/plan/phases', message: 'Skriv enten faser eller en skabelon, ikke begge dele.' }]
        : []),
      ...(committee ? under('/plan', await findingsOf(em, plan, committee, today)) : []),
    ]);
    if (!portfolio || !committee) throw new Error('refused above');
    const tender = em.create(Tender, { code: fields.code, portfolio, committee }, { partial: true });
    tender.revise(fields);
    await writePlan(em, tender, 1, plan);
    await em.flush();
    return tender;
  });
}

async function firstPhases(
  em: EntityManager,
  { template, phases }: NewTender['plan'],
  today: Day,
): Promise<PlannedPhase[]> {
  if (template === null) return phases;
  if ((await em.count(Tender, { code: template })) === 0) {
    refuseIf([{ pointer: '/plan/template', message: `Udbuddet ${template} findes ikke.` }]);
  }
  const { phases: copied } = planOn(await readTender(em, template), today);
  return copied.map(phase => ({ ...phase, plannedFrom: null, plannedTo: null, meeting: null }));
}

/** `seen` is the tag of the version the change was made on. */
export function reviseTender(
  em: EntityManager,
  code: string,
  change: TenderChange,
  seen: string | undefined,
): Promise<Tender> {
  return transaction(em, async em => {
    const tender = await lockTender(em, code);
    requireMatch(seen, tender);
    tender.revise(parsed(TenderFields, { ...tender.fields(), ...change }));
    await em.flush();
    return tender;
  });
}

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

async function findingsOf(
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

async function writePlan(em: EntityManager, tender: Tender, number: number, input: NewPlan): Promise<Plan> {
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

async function askedCase(em: EntityManager, asked: Asked, tender: Tender): Promise<Case> {
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

async function refuseIfDecided(em: EntityManager, linked: Gate | PlanApproval, asked: Asked): Promise<void> {
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
    await recordDecision(em, asked.case, { ...input, recommendation: asked.recommendation }, today);
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

export async function findTender(em: EntityManager, code: string, lockMode = LockMode.NONE): Promise<Tender> {
  const tender = await em.findOne(Tender, { code }, { lockMode });
  if (!tender) throw new RuleBroken('not-found', `Udbuddet ${code} findes ikke.`, { status: 404 });
  await em.populate(tender, ['portfolio', 'committee']);
  return tender;
}

/** Locked, so that what is checked still holds when it is written: plans, records and gates of a tender change one at a time. */
function lockTender(em: EntityManager, code: string): Promise<Tender> {
  return findTender(em, code, LockMode.PESSIMISTIC_WRITE);
}

async function standingPhase(em: EntityManager, code: string, number: number) {
  const whole = await readTender(em, code);
  const plan = lastPlan(whole);
  const phase = plan.phases.find(one => one.number === number);
  if (!phase) throw new RuleBroken('not-found', `Fase ${number} findes ikke i planen.`, { status: 404 });
  return { whole, plan, phase };
}

function lastPlan({ plans }: WholeTender) {
  const plan = plans.at(-1);
  if (plan === undefined) throw new Error('A tender always has a plan');
  return plan;
}

export function unknownPlan(number: number): RuleBroken {
  return new RuleBroken('not-found', `Plan ${number} findes ikke.`, { status: 404 });
}

function isWork(phase: PlanPhase): RuleBroken {
  return new RuleBroken(
    'no-gate',
    `${atStart(phaseName(phase))} er arbejde; udvalget træffer ingen beslutning om den.`,
  );
}

function under(place: string, findings: readonly PlanFinding[]): PlanFinding[] {
  return findings.map(({ pointer, message }) => ({ pointer: `${place}${pointer}`, message }));
}

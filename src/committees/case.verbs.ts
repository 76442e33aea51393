import { LockMode, type EntityManager } from '@mikro-orm/core';
import { formatDay, type Day } from '../shared/days/day.ts';
import type { Follow } from '../shared/follow.ts';
import { parsed } from '../shared/http/invalid-input.ts';
import { known } from '../shared/known.ts';
import { RuleBroken, refuseIf } from '../shared/rule-broken.ts';
import { codeTaken, requireMatch, transaction } from '../database/transaction.ts';
import { AgendaItem, Case, Condition, ConditionMet, Decision } from './case.entity.ts';
import { Committee } from './committee.entity.ts';
import {
  NewCase,
  type AgendaPlace,
  type CaseChange,
  type NewConditionMet,
  type NewDecision,
} from './committee.schema.ts';
import { caseFindings, decisionFindings, keptFindings } from './decision-findings.ts';
import { Meeting } from './meeting.entity.ts';

const whole = ['committee', 'agenda.meeting', 'decisions.meeting', 'decisions.conditions.met'] as const;

export function createCase(em: EntityManager, input: NewCase): Promise<Case> {
  return transaction(em, async em => {
    if ((await em.count(Case, { code: input.code })) > 0) throw codeTaken();
    const { committees, meetings, taken } = await references(em, input);
    refuseIf(caseFindings(input, { committees, meetings: taken }));
    const made = em.create(
      Case,
      { code: input.code, committee: known(committees, input.committee) },
      { partial: true },
    );
    made.revise(input, meetings);
    await em.flush();
    return made;
  });
}

/** `seen` is the tag of the version the change was made on. Refused where it would rewrite what has been decided. */
export function reviseCase(
  em: EntityManager,
  code: string,
  change: CaseChange,
  seen: string | undefined,
): Promise<Case> {
  return transaction(em, async em => {
    const revised = await findCase(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, revised);
    return rewritten(em, revised, change);
  });
}

/** Sets a case on a meeting's agenda, whatever else is being changed in it. */
export function putOnAgenda(em: EntityManager, code: string, place: AgendaPlace): Promise<Case> {
  return transaction(em, async em => {
    const placed = await findCase(em, code, LockMode.PESSIMISTIC_WRITE);
    const { agenda } = placed.view();
    if (agenda.some(({ meeting }) => meeting === place.meeting)) {
      refuseIf([{ pointer: '/meeting', message: 'Sagen står allerede på det mødes dagsorden.' }]);
    }
    const own = `/agenda/${agenda.length}`;
    return rewritten(em, placed, { agenda: [...agenda, place] }, pointer =>
      pointer.startsWith(own) ? pointer.slice(own.length) : pointer,
    );
  });
}

/** `place` says where in what was sent a finding belongs. */
async function rewritten(
  em: EntityManager,
  revised: Case,
  change: CaseChange,
  place = (pointer: string) => pointer,
): Promise<Case> {
  const { decisions, ...before } = revised.view();
  const input = parsed(NewCase, { ...before, ...change });
  const { committees, meetings, taken } = await references(em, input, revised);
  const findings = [
    ...caseFindings(input, { committees, meetings: taken }),
    ...keptFindings(input, { recommendations: before.recommendations, decisions }),
  ];
  refuseIf(findings.map(({ pointer, message }) => ({ pointer: place(pointer), message })));
  revised.revise(input, meetings);
  await em.flush();
  return revised;
}

/** Refused once something has been decided on it. */
export function deleteCase(em: EntityManager, code: string, seen: string | undefined): Promise<void> {
  return transaction(em, async em => {
    const deleted = await findCase(em, code, LockMode.PESSIMISTIC_WRITE);
    requireMatch(seen, deleted);
    if (deleted.decisions.length > 0) {
      throw new RuleBroken(
        'decided',
        `Der er truffet beslutning om ${deleted.title}; sagen kan derfor ikke slettes.`,
      );
    }
    em.remove(deleted);
    await em.flush();
  });
}

/**
 * Records what a committee decided on one recommendation, and that the meeting was held; `today` is the day of the one who
 * records, and what `follow` brings about is done with it or not at all. There is no verb that changes a decision: another one
 * follows it.
 */
export function recordDecision(
  em: EntityManager,
  code: string,
  input: NewDecision,
  today: Day,
  follow: Follow,
): Promise<Case> {
  return transaction(em, async em => {
    const decided = await findCase(em, code, LockMode.PESSIMISTIC_WRITE);
    const meeting = await em.findOne(
      Meeting,
      { code: input.meeting },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const { recommendations, agenda, decisions } = decided.view();
    const before = { recommendations, agenda: agenda.map(place => place.meeting), decisions };
    refuseIf(decisionFindings(input, before, meeting ?? undefined, today));
    if (!meeting) throw new Error('an unknown meeting is refused above');
    meeting.status = 'held';
    decided.touch();
    const { conditions, meeting: _, ...words } = input;
    const decision = em.create(Decision, { ...words, case: decided, meeting });
    conditions.forEach((condition, position) => em.create(Condition, { ...condition, decision, position }));
    await em.flush();
    await follow(em, decision, today);
    return decided;
  });
}

/** Records that a condition has been met, once. */
export function recordConditionMet(
  em: EntityManager,
  id: string,
  input: NewConditionMet,
  today: Day,
): Promise<Case> {
  return transaction(em, async em => {
    const { code } = (await findCondition(em, id)).decision.case;
    em.clear(); // what was read before the lock may have changed
    const decided = await findCase(em, code, LockMode.PESSIMISTIC_WRITE);
    const condition = await findCondition(em, id);
    if (condition.met) {
      throw new RuleBroken('already-met', `Betingelsen blev opfyldt ${formatDay(condition.met.day)}.`);
    }
    const { day } = condition.decision.meeting;
    if (input.day > today) {
      const message = 'Dagen er ikke kommet endnu. Skriv den dag, betingelsen blev opfyldt.';
      refuseIf([{ pointer: '/day', message }]);
    } else if (input.day < day) {
      const message = `Betingelsen blev først stillet ${formatDay(day)}. Skriv en dag, der ikke ligger før.`;
      refuseIf([{ pointer: '/day', message }]);
    }
    decided.touch();
    em.create(ConditionMet, { ...input, condition });
    await em.flush();
    return decided;
  });
}

export async function findCondition(em: EntityManager, id: string): Promise<Condition> {
  const condition = await em.findOne(
    Condition,
    { id },
    { populate: ['met', 'decision.case', 'decision.meeting'] },
  );
  if (!condition) throw new RuleBroken('not-found', 'Betingelsen findes ikke.', { status: 404 });
  return condition;
}

/** Locked, nobody changes it or records a decision on it until the transaction ends. */
export async function findCase(em: EntityManager, code: string, lockMode = LockMode.NONE): Promise<Case> {
  const found = await em.findOne(Case, { code }, { lockMode });
  if (!found) throw new RuleBroken('not-found', `Sagen ${code} findes ikke.`, { status: 404 });
  await em.populate(found, whole);
  return found;
}

export function findCases(em: EntityManager): Promise<Case[]> {
  return em.findAll(Case, { populate: whole, orderBy: { code: 'asc' } });
}

/** What a case refers to. Its meetings are locked, so that no two cases take one number of an agenda. */
async function references(em: EntityManager, input: NewCase, revised?: Case) {
  const committees = await em.findAll(Committee);
  const meetings = await em.find(
    Meeting,
    { code: { $in: input.agenda.map(place => place.meeting) } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  const items = await em.find(AgendaItem, { meeting: { $in: meetings } }, { populate: ['case'] });
  const already = new Set(revised?.agenda.getItems().map(item => item.meeting.code));
  const taken = meetings.map(meeting => {
    const others = items.filter(item => item.meeting === meeting && item.case !== revised);
    const numbers = others.flatMap(({ number, case: other }) =>
      typeof number === 'number' ? [[number, other.title] as const] : [],
    );
    return {
      code: meeting.code,
      committee: meeting.committee,
      taken: new Map(numbers),
      cancelled: meeting.status === 'cancelled' && !already.has(meeting.code),
    };
  });
  return { committees: byCode(committees), meetings: byCode(meetings), taken: byCode(taken) };
}

function byCode<T extends { code: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map(thing => [thing.code, thing]));
}

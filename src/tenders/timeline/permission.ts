import { formatDay, type Day } from '../../shared/days/day.ts';
import { endOf, gateOf, haltedBy, inWords, startOf } from './gates.ts';
import { allBefore } from './phase-order.ts';
import { atStart, isCommitteePhase, phaseName, type Fact, type Phase, type Plan } from './phase.ts';

export type Permission =
  /** `unfinished`: predecessors that are not over yet; no gates, so they are pointed out only. */
  | { allowed: true; unfinished: readonly number[] }
  | {
      allowed: false;
      rule:
        | 'gate-not-passed'
        | 'tender-halted'
        | 'already-begun'
        | 'already-ended'
        | 'committee-decides'
        | 'ends-before-it-starts';
      gates: readonly number[];
      message: string;
    };

/** Whether a phase may be recorded as begun on `day`: every committee phase before it must have passed. */
export function mayBegin(phase: Phase, plan: Plan, facts: readonly Fact[], day: Day): Permission {
  const halted = haltedBy(plan, facts, day);
  if (halted) return refusedWhileHalted(phase, halted);
  if (startOf(phase, facts, day) !== null || endOf(phase, facts, day) !== null) {
    return refused('already-begun', `${atStart(phaseName(phase))} er allerede begyndt.`);
  }
  const before = allBefore(phase, plan.phases);
  const gates = before.filter(gate => isCommitteePhase(gate) && endOf(gate, facts, day) === null);
  if (gates.length > 0) {
    const reasons = gates.map(gate => `${phaseName(gate)} ${inWords(gateOf(gate, facts, day))}`);
    return refused(
      'gate-not-passed',
      `${atStart(phaseName(phase))} kan ikke begynde: ${reasons.join('; ')}. Skriv udvalgets beslutning ind først.`,
      gates.map(({ number }) => number),
    );
  }
  const unfinished = before.filter(other => endOf(other, facts, day) === null);
  return { allowed: true, unfinished: unfinished.map(({ number }) => number) };
}

/** Whether a phase may be recorded as ended on `day`; a committee phase never, its committee ends it. */
export function mayEnd(phase: Phase, plan: Plan, facts: readonly Fact[], day: Day): Permission {
  const name = atStart(phaseName(phase));
  if (isCommitteePhase(phase)) {
    return refused(
      'committee-decides',
      `${name} slutter først med udvalgets beslutning. Skriv beslutningen ind på sagen.`,
    );
  }
  const halted = haltedBy(plan, facts, day);
  if (halted) return refusedWhileHalted(phase, halted);
  const ended = facts.some(({ fact, phase: of }) => fact === 'ended' && of === phase.number);
  if (ended) return refused('already-ended', `${name} er allerede slut.`);
  const started = facts.find(({ fact, phase: of }) => fact === 'started' && of === phase.number);
  if (started?.fact === 'started' && started.day > day) {
    return refused(
      'ends-before-it-starts',
      `${name} begyndte ${formatDay(started.day)} og kan ikke slutte ${formatDay(day)}.`,
    );
  }
  return mayEndAfterGates(phase, plan, facts, day);
}

function mayEndAfterGates(phase: Phase, plan: Plan, facts: readonly Fact[], day: Day): Permission {
  // ending implies having begun, so what bars the beginning bars the end
  const withoutStart = facts.filter(({ fact, phase: of }) => !(fact === 'started' && of === phase.number));
  return mayBegin(phase, plan, withoutStart, day);
}

function refusedWhileHalted(phase: Phase, halted: Phase): Permission {
  return refused(
    'tender-halted',
    `${atStart(phaseName(phase))} må vente: udbuddet er stoppet ved ${phaseName(halted)} efter styrelseslovens § 23, indtil byrådets beslutning er skrevet ind.`,
    [halted.number],
  );
}

function refused(
  rule: Extract<Permission, { allowed: false }>['rule'],
  message: string,
  gates: readonly number[] = [],
): Permission {
  return { allowed: false, rule, gates, message };
}

import type { Outcome } from '../../committees/committee.schema.ts';
import { formatDay, type Day } from '../../shared/days/day.ts';
import { isCommitteePhase, type Decided, type Fact, type Phase, type Plan } from './phase.ts';

/** Where a committee phase stands with its committee. */
export type Gate =
  | { state: 'undecided' }
  | { state: 'passed'; on: Day; outcome: Outcome }
  | { state: 'postponed'; on: Day }
  | { state: 'rejected'; on: Day }
  /** Decided, but not as this kind of phase asks for: a decision that was only discussed. */
  | { state: 'short'; on: Day; outcome: Outcome }
  /** Taken to the council under § 23; only the council's decision leads on. */
  | { state: 'halted'; on: Day };

/** A decision must be approved, a discussion at least discussed; a presentation is passed by being received at all. */
const passing: Record<Phase['kind'], ReadonlySet<Outcome>> = {
  decision: new Set<Outcome>(['approved', 'approved-with-conditions']),
  discussion: new Set<Outcome>(['approved', 'approved-with-conditions', 'discussed']),
  presentation: new Set<Outcome>(['approved', 'approved-with-conditions', 'discussed', 'noted']),
  work: new Set<Outcome>(),
};

export function passes(outcome: Outcome, kind: Phase['kind']): boolean {
  return passing[kind].has(outcome);
}

/** The gate of a phase as it stood on `today`: its recommendations must all have passed. */
export function gateOf(phase: Phase, facts: readonly Fact[], today: Day): Gate {
  const decisions = decisionsOn(phase.number, facts, today);
  const byRecommendation = Map.groupBy(decisions, ({ recommendation }) => recommendation);
  const gates = [...byRecommendation.values()].map(path => gateOfRecommendation(path, phase.kind));
  return (
    gates.toSorted((a, b) => weight[b.state] - weight[a.state] || compareDays(b, a))[0] ?? {
      state: 'undecided',
    }
  );
}

/** The decisions on a phase until `today`, first to last: the path of its case, postponements included. */
export function decisionsOn(phase: number, facts: readonly Fact[], today: Day): Decided[] {
  return facts
    .filter(fact => fact.fact === 'decided')
    .filter(fact => fact.phase === phase && fact.day <= today)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function gateOfRecommendation(path: readonly Decided[], kind: Phase['kind']): Gate {
  let gate: Gate = { state: 'undecided' };
  for (const { day, outcome, by } of path) {
    if (gate.state === 'halted' && by !== 'council') continue;
    if (outcome === 'stopped') gate = { state: 'halted', on: day };
    else if (outcome === 'postponed') gate = { state: 'postponed', on: day };
    else if (outcome === 'rejected') gate = { state: 'rejected', on: day };
    else if (!passes(outcome, kind)) gate = { state: 'short', on: day, outcome };
    // a phase that has passed stays passed on its first day when it is passed again
    else if (gate.state !== 'passed') gate = { state: 'passed', on: day, outcome };
  }
  return gate;
}

/** The recommendation that is furthest from passing speaks for the phase. */
const weight: Record<Gate['state'], number> = {
  undecided: 0,
  passed: 1,
  short: 2,
  postponed: 3,
  rejected: 4,
  halted: 5,
};

function compareDays(a: Gate, b: Gate): number {
  const [first, second] = [a, b].map(gate => (gate.state === 'undecided' ? '' : gate.on));
  if (first === undefined || second === undefined || first === second) return 0;
  return first < second ? -1 : 1;
}

/** The phase that halts the whole tender under § 23, if any. */
export function haltedBy(plan: Plan, facts: readonly Fact[], today: Day): Phase | undefined {
  return plan.phases.find(phase => gateOf(phase, facts, today).state === 'halted');
}

/** The day a phase was over: work by its recorded end, a committee phase only by a decision that passes. */
export function endOf(phase: Phase, facts: readonly Fact[], today: Day): Day | null {
  if (isCommitteePhase(phase)) {
    const gate = gateOf(phase, facts, today);
    return gate.state === 'passed' ? gate.on : null;
  }
  return recorded('ended', phase.number, facts, today);
}

export function startOf(phase: Phase, facts: readonly Fact[], today: Day): Day | null {
  return recorded('started', phase.number, facts, today);
}

function recorded(kind: 'started' | 'ended', phase: number, facts: readonly Fact[], today: Day): Day | null {
  for (const fact of facts) {
    if (fact.fact === kind && fact.phase === phase && fact.day <= today) return fact.day;
  }
  return null;
}

export function inWords(gate: Gate): string {
  switch (gate.state) {
    case 'undecided':
      return 'mangler udvalgets beslutning';
    case 'passed':
      return `er passeret ${formatDay(gate.on)}`;
    case 'postponed':
      return `blev udsat ${formatDay(gate.on)}`;
    case 'rejected':
      return `blev afvist ${formatDay(gate.on)}`;
    case 'short':
      return `fik ${formatDay(gate.on)} ikke den beslutning, fasen kræver`;
    case 'halted':
      return `blev stoppet ${formatDay(gate.on)} efter styrelseslovens § 23`;
  }
}

import type { Outcome } from '../../committees/committee.schema.ts';
import type { Day } from '../../shared/days/day.ts';
import type { Basis } from '../../shared/source.schema.ts';
import type { ClosingDays } from '../../shared/days/working-days.ts';

/** A committee's meeting on the day it now stands; a moved meeting keeps its code. */
export type Meeting = {
  code: string;
  day: Day;
  status: 'planned' | 'held' | 'cancelled' | 'moved';
};

export type Phase = {
  number: number;
  title: string;
  owner: 'committee' | 'administration' | 'adviser' | 'unknown';
  /** All but work are committee phases: they end at a meeting, and only with a decision. */
  kind: 'decision' | 'discussion' | 'presentation' | 'work';
  predecessors: readonly number[];
  plannedFrom: Day | null;
  plannedTo: Day | null;
  /** Code of the meeting a committee phase is planned for. */
  meeting: string | null;
  /** The least it needs; for a committee phase to prepare its papers. */
  neededWorkingDays: number;
  neededBasis: Basis;
};

/** What a plan version holds; it is never changed, only followed by another. */
export type Plan = { contractStart: Day; phases: readonly Phase[] };

/** One thing that has happened to a phase; `delayed` is only expected: its end lies so many working days later. */
export type Fact =
  | { fact: 'started'; phase: number; day: Day }
  | { fact: 'ended'; phase: number; day: Day }
  | Decided
  | { fact: 'delayed'; phase: number; workingDays: number };

export type Decided = {
  fact: 'decided';
  phase: number;
  day: Day;
  by: 'committee' | 'council';
  recommendation: number;
  outcome: Outcome;
  conditions: readonly Condition[];
};

export type Condition = { text: string; dueOn: Day; metOn: Day | null };

/** What the tender's days are counted by. `paperDays`: working days from handing in papers to the meeting. */
export type Calendar = { closingDays: ClosingDays; paperDays: number };

export function isCommitteePhase({ kind }: Phase): boolean {
  return kind !== 'work';
}

/** `fase 4 (Rammeaftale og evalueringsmodel)`, as messages name it. */
export function phaseName({ number, title }: Pick<Phase, 'number' | 'title'>): string {
  return `fase ${number} (${title})`;
}

/** The text as a sentence begins. */
export function atStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

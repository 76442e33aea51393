import type { Outcome } from '../../../src/committees/committee.schema.ts';
import type { Awarded } from '../../../src/tenders/timeline/award.ts';
import type { Calendar, Decided, Fact, Meeting, Phase, Plan } from '../../../src/tenders/timeline/phase.ts';
import { quietLife } from '../../../src/tenders/timeline/life.ts';
import type { Situation } from '../../../src/tenders/timeline/laid-phase.ts';

/** The tender of punkt 42 with the needs and meetings that the worked cases assume. */
export const calendar: Calendar = {
  closingDays: { yearly: ['06-05', '12-24', '12-31'], once: [] },
  paperDays: 4,
};

const work = { kind: 'work', meeting: null, neededBasis: 'assumption' } as const;

const committee = { owner: 'committee', plannedFrom: null, neededBasis: 'assumption' } as const;

export const phases: readonly Phase[] = [
  {
    ...committee,
    number: 1,
    title: 'Proces vedtages',
    kind: 'decision',
    predecessors: [],
    plannedTo: '2023-04-12',
    meeting: 'm-04-12',
    neededWorkingDays: 0,
  },
  {
    ...work,
    number: 2,
    title: 'Aftale med rådgiver',
    owner: 'administration',
    predecessors: [1],
    plannedFrom: '2023-04-13',
    plannedTo: '2023-04-28',
    neededWorkingDays: 10,
  },
  {
    ...committee,
    number: 3,
    title: 'Principdrøftelse',
    kind: 'discussion',
    predecessors: [1],
    plannedTo: '2023-05-09',
    meeting: 'm-05-09',
    neededWorkingDays: 5,
  },
  {
    ...committee,
    number: 4,
    title: 'Rammeaftale',
    kind: 'decision',
    predecessors: [2, 3],
    plannedTo: '2023-06-13',
    meeting: 'm-06-13',
    neededWorkingDays: 15,
  },
  {
    ...committee,
    number: 5,
    title: 'Endeligt materiale',
    kind: 'presentation',
    owner: 'administration',
    predecessors: [4],
    plannedTo: '2023-08-15',
    meeting: 'm-08-15',
    neededWorkingDays: 20,
  },
  {
    ...work,
    number: 6,
    title: 'Udbud gennemføres',
    owner: 'unknown',
    predecessors: [5],
    plannedFrom: '2023-08-16',
    plannedTo: '2023-11-08',
    neededWorkingDays: 50,
  },
  {
    ...committee,
    number: 7,
    title: 'Valg af leverandører',
    kind: 'decision',
    predecessors: [6],
    plannedTo: '2023-11-14',
    meeting: 'm-11-14',
    neededWorkingDays: 0,
  },
];

export const plan: Plan = { contractStart: '2024-01-01', phases };

export const meetings: readonly Meeting[] = [
  '2023-04-12',
  '2023-05-09',
  '2023-06-13',
  '2023-08-15',
  '2023-09-12',
  '2023-10-10',
  '2023-11-14',
  '2023-12-12',
].map(day => ({ code: `m-${day.slice(5)}`, day, status: 'planned' }));

export const nothingAwarded: Awarded = { letterSent: null, contractSigned: null, noticeSent: null };

export function decided(phase: number, day: string, outcome: Outcome, more: Partial<Decided> = {}): Decided {
  return {
    fact: 'decided',
    phase,
    day,
    outcome,
    by: 'committee',
    recommendation: 1,
    conditions: [],
    ...more,
  };
}

export const phase1Done: readonly Fact[] = [decided(1, '2023-04-12', 'approved')];

export const phases1To3Done: readonly Fact[] = [
  ...phase1Done,
  { fact: 'started', phase: 2, day: '2023-04-13' },
  { fact: 'ended', phase: 2, day: '2023-04-28' },
  decided(3, '2023-05-09', 'discussed'),
];

/** The tender as it stood on 13 April 2023, with what a test changes. */
export function situation(changes: Partial<Situation> = {}): Situation {
  return {
    plan,
    facts: phase1Done,
    meetings,
    life: quietLife,
    today: '2023-04-13',
    calendar,
    ...changes,
  };
}

export function withPhase(number: number, changes: Partial<Phase>): Plan {
  return {
    ...plan,
    phases: phases.map(phase => (phase.number === number ? { ...phase, ...changes } : phase)),
  };
}

export function withMeeting(code: string, changes: Partial<Meeting>): Meeting[] {
  return meetings.map(meeting => (meeting.code === code ? { ...meeting, ...changes } : meeting));
}

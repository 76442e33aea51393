import { addDays, laterOf, type Day } from '../../shared/days/day.ts';
import { deadlineAfter } from '../../shared/days/deadline.ts';
import type { ClosingDays } from '../../shared/days/working-days.ts';
import { usualTerms, type Awarded, type AwardTerms } from './award.ts';
import {
  calledOff,
  doneOn,
  lastOf,
  suspensionOf,
  type CalledOff,
  type LifeEvent,
  type Suspension,
} from './event.ts';
import type { Procedure } from './procedures.ts';
import type { EventKind, StageKind } from './stage.ts';

/** A stage's day as it is planned, and when it was reached. */
export type Planned = { kind: StageKind; dueOn: Day; metOn: Day | null };

/** What a tender's life so far means for the way to its contract, as known on a day. */
export type Life = {
  awarded: Awarded;
  terms: AwardTerms;
  suspension: Suspension | null;
  calledOff: CalledOff | null;
  /** The stages that have a day. */
  planned: readonly Planned[];
  /** Where planned or recorded days contradict each other or the law, in words. */
  contradictions: readonly string[];
};

/** Nothing has happened, and nothing stands in the way. */
export const quietLife: Life = {
  awarded: { letterSent: null, contractSigned: null, noticeSent: null },
  terms: usualTerms,
  suspension: null,
  calledOff: null,
  planned: [],
  contradictions: [],
};

export function lifeOf(
  procedure: Procedure,
  planned: readonly Planned[],
  /** Known on `today`. */
  events: readonly LifeEvent[],
  lots: readonly string[],
  today: Day,
  closingDays: ClosingDays,
): Omit<Life, 'contradictions'> {
  const done = (kind: StageKind) => happenedOn(kind, planned, events, lots, today);
  const suspension = suspensionOf(events, isInStandstill(procedure, planned, events, today, closingDays));
  const open = planned.filter(({ kind }) => kind !== 'standstill-ends' && done(kind) === null);
  const due = (kind: StageKind) => open.find(one => one.kind === kind)?.dueOn ?? null;
  const before = open.filter(({ kind }) => beforeAward.has(kind)).map(({ dueOn }) => addDays(dueOn, 1));
  return {
    awarded: {
      letterSent: done('award-letter'),
      contractSigned: done('contract-signed'),
      noticeSent: done('award-notice'),
    },
    terms: {
      standstillDays: standstillDays(procedure, events),
      awardNoticeDays: procedure.awardNotice?.days ?? usualTerms.awardNoticeDays,
      letterFrom: laterOf(due('award-letter'), ...before),
      contractFrom: laterOf(
        due('contract-signed'),
        suspension === null || suspension.until === null ? null : addDays(suspension.until, 1),
      ),
    },
    suspension,
    calledOff: calledOff(events) ?? everyLotCalledOff(events, lots),
    planned: planned.map(one => ({ ...one, metOn: one.metOn ?? done(one.kind) })),
  };
}

/** What must be over before anybody is told of the award. */
const beforeAward: ReadonlySet<StageKind> = new Set<StageKind>([
  'notice',
  'questions',
  'answers',
  'applications',
  'selection',
  'bids',
  'opening',
  'negotiation',
  'final-bids',
  'evaluation',
]);

/** The day a stage was reached for the whole tender: by what is recorded, else by what its milestone says. */
export function happenedOn(
  kind: StageKind,
  planned: readonly Planned[],
  events: readonly LifeEvent[],
  lots: readonly string[],
  today: Day,
): Day | null {
  if (kind === 'standstill-ends') return null;
  const recorded = doneOn(events, kind, lots);
  if (recorded !== null) return recorded;
  const metOn = planned.find(one => one.kind === kind)?.metOn ?? null;
  return metOn !== null && metOn <= today ? metOn : null;
}

/** 15 days once a letter has gone out by other than electronic means, 0 where no rule asks for a standstill. */
export function standstillDays(
  { standstill }: Procedure,
  events: readonly LifeEvent[],
  lot: string | null = null,
): number {
  if (standstill === null) return 0;
  const kind: EventKind = 'award-letter';
  const letters = lot === null ? events.filter(event => event.kind === kind) : [lastOf(events, kind, lot)];
  return letters.some(letter => letter?.electronic === false) ? standstill.otherwise : standstill.electronic;
}

/** The last day of the standstill of a tender or a lot; null before its letter is out, or where there is none. */
export function standstillEnds(
  procedure: Procedure,
  planned: readonly Planned[],
  events: readonly LifeEvent[],
  today: Day,
  closingDays: ClosingDays,
  lot: string | null = null,
): Day | null {
  if (procedure.standstill === null) return null;
  const letter =
    lastOf(events, 'award-letter', lot)?.day ?? happenedOn('award-letter', planned, events, [], today);
  if (letter === null) return null;
  return deadlineAfter(letter, standstillDays(procedure, events, lot), closingDays);
}

export function isInStandstill(
  procedure: Procedure,
  planned: readonly Planned[],
  events: readonly LifeEvent[],
  today: Day,
  closingDays: ClosingDays,
) {
  return (day: Day, lot: string | null): boolean => {
    const letter =
      lastOf(events, 'award-letter', lot)?.day ?? happenedOn('award-letter', planned, events, [], today);
    const ends = standstillEnds(procedure, planned, events, today, closingDays, lot);
    return letter !== null && ends !== null && day >= letter && day <= ends;
  };
}

function everyLotCalledOff(events: readonly LifeEvent[], lots: readonly string[]): CalledOff | null {
  const ends = lots.map(lot => calledOff(events, lot));
  if (ends.length === 0 || ends.includes(null)) return null;
  const last = ends
    .flatMap(end => (end === null ? [] : [end]))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .at(-1);
  return last === undefined
    ? null
    : { ...last, how: 'annulled', reason: 'Ingen af delaftalerne er tilbage.' };
}

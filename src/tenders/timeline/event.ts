import type { Day } from '../../shared/days/day.ts';
import type { EventKind } from './stage.ts';

/** Something that happened to a tender or to one of its lots, as it was written down. */
export type LifeEvent = {
  /** In the order recorded. */
  number: number;
  kind: EventKind;
  /** Null where it is about the whole tender. */
  lot: string | null;
  day: Day;
  /** The day it was written down: nobody knew it before. */
  knownOn: Day;
  /** For a letter: whether it was sent electronically. */
  electronic: boolean | null;
  /** An organisation: who complained, or was asked. */
  by: string | null;
  reason: string | null;
  /** The number of the event that is taken back. */
  retracts: number | null;
};

/** What was known on `today`, without what had been taken back by then, first to last. */
export function knownEvents(events: readonly LifeEvent[], today: Day): LifeEvent[] {
  const known = events.filter(({ knownOn, day }) => knownOn <= today && day <= today);
  const gone = new Set(known.flatMap(({ retracts }) => (retracts === null ? [] : [retracts])));
  return known
    .filter(({ number, kind }) => kind !== 'retracted' && !gone.has(number))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.number - b.number));
}

/** The last of its kind about the whole tender, or about the lot where one is named. */
export function lastOf(
  events: readonly LifeEvent[],
  kind: EventKind,
  lot: string | null = null,
): LifeEvent | undefined {
  return events.findLast(event => event.kind === kind && (event.lot === null || event.lot === lot));
}

/** Why a tender or a lot will not end in a contract. */
export type CalledOff = { how: 'annulled' | 'given-up' | 'no-bids'; on: Day; reason: string | null };

export function calledOff(events: readonly LifeEvent[], lot: string | null = null): CalledOff | null {
  const end = events.find(
    ({ kind, lot: of }) =>
      ((kind === 'annulled' || kind === 'given-up') && (of === null || of === lot)) ||
      (kind === 'no-bids' && of === lot && lot !== null),
  );
  if (end === undefined) return null;
  const how = end.kind === 'annulled' || end.kind === 'given-up' ? end.kind : 'no-bids';
  return { how, on: end.day, reason: end.reason };
}

/** The lots that can still end in a contract. */
function liveLots(events: readonly LifeEvent[], lots: readonly string[]): string[] {
  return lots.filter(lot => calledOff(events, lot) === null);
}

/**
 * The day it was done for the whole tender: said of the whole, or of each lot that is still alive, the last of them; null as
 * long as it is not.
 */
export function doneOn(events: readonly LifeEvent[], kind: EventKind, lots: readonly string[]): Day | null {
  const whole = events.findLast(event => event.kind === kind && event.lot === null);
  if (whole) return whole.day;
  const live = liveLots(events, lots);
  if (live.length === 0) return null;
  const days = live.map(lot => events.findLast(event => event.kind === kind && event.lot === lot)?.day);
  return days.reduce<Day | null>(
    (last, day) => (last === null || day === undefined ? null : day > last ? day : last),
    days[0] ?? null,
  );
}

/** A complaint that keeps the contract from being signed; `until` is null as long as nothing has ended it. */
export type Suspension = { since: Day; until: Day | null };

/** `standstill` tells whether a day lay in the standstill of the lot the complaint is about. */
export function suspensionOf(
  events: readonly LifeEvent[],
  isStandstill: (day: Day, lot: string | null) => boolean,
  lot: string | null = null,
): Suspension | null {
  let held: Suspension | null = null;
  for (const { kind, day, lot: of } of events) {
    if (of !== null && lot !== null && of !== lot) continue;
    const begins = kind === 'suspension-granted' || (kind === 'complaint' && isStandstill(day, of));
    const ends = kind === 'suspension-lifted' || kind === 'complaint-withdrawn' || kind === 'complaint-ruled';
    if (begins && (held === null || held.until !== null)) held = { since: day, until: null };
    if (ends && held !== null && held.until === null) held = { ...held, until: day };
  }
  return held;
}

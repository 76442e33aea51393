import { format } from 'date-fns/format';
import { da } from 'date-fns/locale/da';
import { parseISO } from 'date-fns/parseISO';

/** A calendar day as text, `YYYY-MM-DD`: the same in the database, in JSON and in the pure rules. */
export type Day = string;

/** `9. maj 2023`, for people. */
export function formatDay(day: Day): string {
  return format(parseISO(day), 'd. MMMM yyyy', { locale: da });
}

const inDenmark = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Copenhagen' });

/** The day it is in Denmark at an instant. */
export function danishDayAt(instant: Date): Day {
  return inDenmark.format(instant);
}

/** The instant of an hour of the Danish clock, as `16:30`. */
export function danishInstant(day: Day, time: string): Date {
  const asUniversal = new Date(`${day}T${time}:00Z`);
  const guess = new Date(asUniversal.getTime() - ahead(asUniversal));
  return new Date(asUniversal.getTime() - ahead(guess));
}

/** How far the Danish clock is ahead of universal time, in milliseconds. */
function ahead(instant: Date): number {
  return Date.parse(`${wallClock.format(instant).replace(' ', 'T')}Z`) - instant.getTime();
}

/** The Danish clock with its offset from universal time: `2011-12-12T23:59:59+01:00`. */
export function danishTimestamp(day: Day, time: string): string {
  const instant = danishInstant(day, time.slice(0, 5)).getTime();
  const hours = Math.round((Date.parse(`${day}T${time.slice(0, 5)}:00Z`) - instant) / 3_600_000);
  return `${day}T${time}+${String(hours).padStart(2, '0')}:00`;
}

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export function weekdayName(day: Day): string {
  return format(parseISO(day), 'EEEE', { locale: da });
}

export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** Days since 1 January 1970: what day arithmetic counts in, free of clocks and time zones. */
export function dayNumber(day: Day): number {
  return Date.UTC(yearOf(day), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / msPerDay;
}

export function dayOf(number: number): Day {
  return new Date(number * msPerDay).toISOString().slice(0, 10);
}

/** Saturday or Sunday, told from the day's number. */
export function isWeekend(number: number): boolean {
  return sinceMonday(number) >= 5;
}

function sinceMonday(number: number): number {
  return (((number + 3) % 7) + 7) % 7; // day 0 was a Thursday
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function inYear(year: number, monthAndDate: string): Day {
  return `${String(year).padStart(4, '0')}-${monthAndDate}`;
}

/** The day to act from: somebody may act as on an earlier day than today, nobody as on a later one. */
export function seenFrom(asked: Day | undefined, today: Day): Day {
  return asked !== undefined && asked < today ? asked : today;
}

export function laterOf(...days: (Day | null)[]): Day | null {
  return days.reduce(
    (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
    null,
  );
}

const msPerDay = 86_400_000;

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

import { addDays, dayNumber, type Day } from './day.ts';

/** The same date so many months later, or the last one of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(count / 12)).padStart(4, '0');
  const month = String((count % 12) + 1).padStart(2, '0');
  const last = new Date(Date.UTC(Number(year), (count % 12) + 1, 0)).getUTCDate();
  const date = Math.min(Number(day.slice(8, 10)), last);
  return `${year}-${month}-${String(date).padStart(2, '0')}`;
}

/** The last day of so many months that begin on `start`: 36 months from 1 January 2025 end on 31 December 2027. */
export function lastDayOf(start: Day, months: number): Day {
  return addDays(addMonths(start, months), -1);
}

/** Calendar days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

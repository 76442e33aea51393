import { danishHolidays, holidayName } from './danish-holidays.ts';
import { dayNumber, dayOf, inYear, isWeekend, weekdayName, type Day } from './day.ts';

/** The days a municipality keeps closed of its own accord: `MM-DD` every year, `YYYY-MM-DD` once. */
export type ClosingDays = { yearly: readonly string[]; once: readonly Day[] };

/** Monday to Friday, neither a Danish public holiday nor a closing day. */
export function isWorkingDay(day: Day, closingDays: ClosingDays): boolean {
  return isWorking(dayNumber(day), closedDays(closingDays));
}

/** Why nobody works that day, as in `mødet ligger på …`; null where it is a working day. */
export function closedBecause(day: Day, closingDays: ClosingDays): string | null {
  if (isWorkingDay(day, closingDays)) return null;
  const holiday = holidayName(day);
  if (holiday) return holiday;
  return isWeekend(dayNumber(day)) ? `en ${weekdayName(day)}` : 'en lukkedag';
}

/** The n-th working day after `day`, or before it where n is negative; `day` itself is not counted. */
export function addWorkingDays(day: Day, workingDays: number, closingDays: ClosingDays): Day {
  const closed = closedDays(closingDays);
  const step = workingDays < 0 ? -1 : 1;
  let number = dayNumber(day);
  for (let left = Math.abs(workingDays); left > 0;) {
    number += step;
    if (isWorking(number, closed)) left -= 1;
  }
  return dayOf(number);
}

/** The first working day that is not before `day`. */
export function workingDayFrom(day: Day, closingDays: ClosingDays): Day {
  return isWorkingDay(day, closingDays) ? day : addWorkingDays(day, 1, closingDays);
}

/** The last working day that is not after `day`. */
export function workingDayUntil(day: Day, closingDays: ClosingDays): Day {
  return isWorkingDay(day, closingDays) ? day : addWorkingDays(day, -1, closingDays);
}

/** How many working days after `from` until `to` is over; negative where `to` lies first. */
export function workingDaysBetween(from: Day, to: Day, closingDays: ClosingDays): number {
  if (to < from) return 0 - workingDaysBetween(to, from, closingDays); // never -0
  const closed = closedDays(closingDays);
  const last = dayNumber(to);
  let count = 0;
  for (let number = dayNumber(from) + 1; number <= last; number += 1) {
    if (isWorking(number, closed)) count += 1;
  }
  return count;
}

type Closed = { has(number: number): boolean };

function isWorking(number: number, closed: Closed): boolean {
  return !isWeekend(number) && !closed.has(number);
}

const remembered = new WeakMap<ClosingDays, Closed>();

function closedDays(closingDays: ClosingDays): Closed {
  const known = remembered.get(closingDays);
  if (known) return known;
  const closed = growingYearByYear(closingDays);
  remembered.set(closingDays, closed);
  return closed;
}

/** Holidays and closing days by number, worked out for the years that are asked about and those between. */
function growingYearByYear({ yearly, once }: ClosingDays): Closed {
  const closed = new Set(once.map(dayNumber));
  let first = 2023;
  let next = first;
  let from = dayNumber(newYear(first));
  let until = from;
  const include = (year: number) => {
    for (const day of danishHolidays(year).keys()) closed.add(dayNumber(day));
    for (const monthAndDate of yearly) {
      const number = dayNumber(inYear(year, monthAndDate));
      if (dayOf(number).endsWith(monthAndDate)) closed.add(number); // 29 February only where there is one
    }
  };
  return {
    has(number) {
      while (number >= until) {
        include(next);
        next += 1;
        until = dayNumber(newYear(next));
      }
      while (number < from) {
        first -= 1;
        include(first);
        from = dayNumber(newYear(first));
      }
      return closed.has(number);
    },
  };
}

function newYear(year: number): Day {
  return inYear(year, '01-01');
}

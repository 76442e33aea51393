import { addDays, inYear, yearOf, type Day } from './day.ts';

/** The Danish public holidays of a year with their names; 5 June, 24 and 31 December are not among them. */
export function danishHolidays(year: number): ReadonlyMap<Day, string> {
  const known = computed.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const holidays = new Map([
    [inYear(year, '01-01'), 'nytårsdag'],
    [addDays(easter, -3), 'skærtorsdag'],
    [addDays(easter, -2), 'langfredag'],
    [easter, 'påskedag'],
    [addDays(easter, 1), '2. påskedag'],
    [addDays(easter, 39), 'Kristi himmelfartsdag'],
    [addDays(easter, 49), 'pinsedag'],
    [addDays(easter, 50), '2. pinsedag'],
    [inYear(year, '12-25'), '1. juledag'],
    [inYear(year, '12-26'), '2. juledag'],
  ]);
  if (year <= lastYearOfStoreBededag) holidays.set(addDays(easter, 26), 'store bededag');
  computed.set(year, holidays);
  return holidays;
}

export function holidayName(day: Day): string | undefined {
  return danishHolidays(yearOf(day)).get(day);
}

/** Folketinget abolished it as a public holiday from 2024 (L 13, 2022–23). */
const lastYearOfStoreBededag = 2023;

const computed = new Map<number, ReadonlyMap<Day, string>>();

/** The Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const fromMarch = epact + toSunday - 7 * correction + 114;
  return addDays(inYear(year, `0${Math.floor(fromMarch / 31)}-01`), fromMarch % 31);
}

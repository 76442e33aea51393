import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, laterOf, type Day } from '../../../src/shared/days/day.ts';
import {
  addWorkingDays,
  closedBecause,
  isWorkingDay,
  workingDayFrom,
  workingDaysBetween,
  workingDayUntil,
  type ClosingDays,
} from '../../../src/shared/days/working-days.ts';

const closingDays: ClosingDays = { yearly: ['06-05', '12-24', '12-31'], once: ['2023-05-19'] };

test.each<[Day, boolean, string]>([
  ['2023-05-04', true, 'an ordinary Thursday'],
  ['2023-05-05', false, 'store bededag'],
  ['2024-04-26', true, 'the Friday that would have been store bededag'],
  ['2023-05-06', false, 'a Saturday'],
  ['2023-05-07', false, 'a Sunday'],
  ['2023-06-05', false, 'a closing day of every year'],
  ['2024-06-05', false, 'the same day a year later'],
  ['2023-05-19', false, 'a closing day of that year only'],
  ['2024-05-17', true, 'no closing day of its own'],
  ['1999-12-24', false, 'a closing day long ago'],
  ['2060-12-27', true, 'a Monday far ahead'],
])('%s is a working day: %s, %s', (day, working) => {
  expect(isWorkingDay(day, closingDays)).toBe(working);
});

test.each<[Day, number, Day]>([
  ['2023-04-05', 1, '2023-04-11'],
  ['2023-04-11', -1, '2023-04-05'],
  ['2023-04-08', 1, '2023-04-11'],
  ['2023-04-08', -1, '2023-04-05'],
  ['2023-04-08', 0, '2023-04-08'],
  ['2023-12-29', 1, '2024-01-02'],
  ['2024-01-02', -1, '2023-12-29'],
  ['2023-12-18', 5, '2023-12-27'],
])('%s and %i working days is %s', (day, workingDays, expected) => {
  expect(addWorkingDays(day, workingDays, closingDays)).toBe(expected);
});

test.each<[Day, Day, number]>([
  ['2023-11-08', '2023-12-06', 20],
  ['2023-12-19', '2023-12-06', -9],
  ['2023-04-28', '2023-05-12', 9],
  ['2023-04-30', '2023-05-12', 9],
  ['2023-05-09', '2023-05-09', 0],
  ['2023-05-07', '2023-05-06', 0],
])('from %s to %s there are %i working days', (from, to, expected) => {
  expect(workingDaysBetween(from, to, closingDays)).toBe(expected);
});

test.each<[Day, string | null]>([
  ['2023-05-05', 'store bededag'],
  ['2023-05-06', 'en lørdag'],
  ['2023-05-07', 'en søndag'],
  ['2023-06-05', 'en lukkedag'],
  ['2023-12-24', 'en søndag'],
  ['2023-05-04', null],
])('a meeting on %s lies on %s', (day, because) => {
  expect(closedBecause(day, closingDays)).toBe(because);
});

test('the closest working day on either side of a closed one, and a working day itself', () => {
  expect(workingDayFrom('2023-12-30', closingDays)).toBe('2024-01-02');
  expect(workingDayUntil('2023-12-31', closingDays)).toBe('2023-12-29');
  expect(workingDayFrom('2023-12-29', closingDays)).toBe('2023-12-29');
  expect(workingDayUntil('2023-12-29', closingDays)).toBe('2023-12-29');
});

test('a closing day on 29 February falls in leap years only', () => {
  const leap: ClosingDays = { yearly: ['02-29'], once: [] };

  expect(isWorkingDay('2024-02-29', leap)).toBe(false);
  expect(isWorkingDay('2023-03-01', leap)).toBe(true);
});

test('the later of days, where none counts as before all', () => {
  expect(laterOf('2023-05-09', null, '2023-06-13')).toBe('2023-06-13');
  expect(laterOf(null, null)).toBeNull();
});

const anyDay = fc.integer({ min: -20_000, max: 20_000 }).map(days => addDays('2023-01-01', days));

test('counting working days undoes adding them, both ways', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (day, workingDays) => {
      const start = workingDayFrom(day, closingDays);
      const end = addWorkingDays(start, workingDays, closingDays);
      expect(isWorkingDay(end, closingDays)).toBe(true);
      expect(workingDaysBetween(start, end, closingDays)).toBe(workingDays);
      expect(addWorkingDays(end, -workingDays, closingDays)).toBe(start);
    }),
  );
});

const between = (from: Day, to: Day) => workingDaysBetween(from, to, closingDays);

test('working days over two stretches add up, whatever the order of the days', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
      expect(between(a, b) + between(b, c)).toBe(between(a, c));
    }),
    { numRuns: 50 },
  );
});

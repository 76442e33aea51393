import { expect, test } from 'vitest';
import { danishDayAt, formatDay } from '../../../src/shared/days/day.ts';

test.each([
  ['2023-05-09', '9. maj 2023'],
  ['2023-12-31', '31. december 2023'],
  ['2024-01-01', '1. januar 2024'],
])('%s reads %s', (day, text) => {
  expect(formatDay(day)).toBe(text);
});

test.each([
  ['2024-06-30T22:30:00Z', '2024-07-01', 'summer time is two hours ahead'],
  ['2024-01-31T22:30:00Z', '2024-01-31', 'winter time is one'],
  ['2024-01-31T23:00:00Z', '2024-02-01', 'midnight begins the day'],
])('%s is %s in Denmark: %s', (instant, day) => {
  expect(danishDayAt(new Date(instant))).toBe(day);
});

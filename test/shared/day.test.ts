import { expect, test } from 'vitest';
import { formatDay } from '../../src/shared/day.ts';

test.each([
  ['2023-05-09', '9. maj 2023'],
  ['2023-12-31', '31. december 2023'],
  ['2024-01-01', '1. januar 2024'],
])('%s reads %s', (day, text) => {
  expect(formatDay(day)).toBe(text);
});

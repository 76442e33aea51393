import { assert, constantFrom, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import {
  completeOn,
  inOtherYear,
  partsOf,
  periodAfter,
  periodText,
  shortPeriodText,
} from '../../src/outcomes/period.ts';

test.each([
  ['2023M12', '2024M01', 'december 2023'],
  ['2023Q4', '2024Q1', '4. kvartal 2023'],
  ['2023QMAT1', '2023QMAT2', 'året, der slutter med 1. kvartal 2023'],
  ['2023', '2024', '2023'],
])('%s is followed by %s and called %s', (period, next, words) => {
  expect(periodAfter(period)).toBe(next);
  expect(periodText(period)).toBe(words);
});

test.each([
  ['2023M12', 'dec. 2023'],
  ['2023Q4', '4. kv. 2023'],
  ['2023QMAT1', '1. kv. 2023'],
  ['2023', '2023'],
])('%s stands under an axis as %s', (period, words) => {
  expect(shortPeriodText(period)).toBe(words);
});

test('figures are complete so many months after the last day: a quarter that ends in November’s month end too', () => {
  // 31 December and six months is 30 June; 30 November and three is the last of February.
  expect(completeOn('2022Q4', 6)).toBe('2023-06-30');
  expect(completeOn('2022M11', 3)).toBe('2023-02-28');
  expect(completeOn('2023M11', 3)).toBe('2024-02-29');
  expect(completeOn('2022', 0)).toBe('2022-12-31');
});

test('the same part of another year keeps its kind', () => {
  expect(inOtherYear('2022QMAT3', -3)).toBe('2019QMAT3');
  expect(inOtherYear('2022', 1)).toBe('2023');
});

test('a period follows on the one before without gap, and text order is time order', () => {
  const period = tuple(integer({ min: 1950, max: 2150 }), constantFrom('M01', 'M12', 'Q1', 'Q4', '')).map(
    ([year, part]) => `${year}${part}`,
  );
  assert(
    property(period, period => {
      const next = periodAfter(period);
      const [before, after] = [partsOf(period), partsOf(next)];
      expect(next > period).toBe(true);
      expect(new Date(`${after?.from}`).getTime() - new Date(`${before?.to}`).getTime()).toBe(86_400_000);
    }),
  );
});

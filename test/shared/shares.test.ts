import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, tenthsOfPercent, wholePercents } from '../../src/shared/shares.ts';

test('three equal amounts are 34, 33 and 33 percent', () => {
  expect(wholePercents([500, 500, 500])).toEqual([34, 33, 33]);
});

// 1/7 = 14,29; 2/7 = 28,57; 4/7 = 57,14: 14 + 28 + 57 = 99, the last one goes to 0,57
test('the percent left over goes to the largest remainder', () => {
  expect(wholePercents([1, 2, 4])).toEqual([14, 29, 57]);
});

// 1/7 = 142,86; 2/7 = 285,71; 4/7 = 571,43 tenths: 998 given, the two left to 0,86 and 0,71
test('with one decimal the tenths sum to 1000', () => {
  expect(tenthsOfPercent([1, 2, 4])).toEqual([143, 286, 571]);
});

test('nothing to share gives no percents, nobody gives none at all', () => {
  expect(wholePercents([0, 0])).toEqual([0, 0]);
  expect(wholePercents([])).toEqual([]);
});

test('a part of a whole in whole percent', () => {
  expect(percentOf(1, 3)).toBe(33);
  expect(percentOf(2, 3)).toBe(67);
  expect(percentOf(1, 2)).toBe(50);
  expect(percentOf(0, 0)).toBe(0);
  expect(percentOf(5, 5)).toBe(100);
});

test('percents sum to 100, and a larger amount never shows a smaller percent', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 100_000_000_000_000 }), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(amounts, amounts => {
      fc.pre(amounts.some(amount => amount > 0));
      const percents = wholePercents(amounts);
      expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
      expect(tenthsOfPercent(amounts).reduce((sum, tenths) => sum + tenths, 0)).toBe(1000);
      const bySize = amounts.map((amount, index) => ({ amount, percent: percents[index] ?? -1 }));
      const inOrder = bySize.toSorted((a, b) => a.amount - b.amount || a.percent - b.percent);
      expect(inOrder.map(({ percent }) => percent)).toEqual(percents.toSorted((a, b) => a - b));
    }),
  );
});

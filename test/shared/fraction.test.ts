import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareFractions,
  fraction,
  minus,
  over,
  plus,
  times,
  toNumber,
  type Fraction,
} from '../../src/shared/fraction.ts';

const whole = fc.integer({ min: -1000, max: 1000 });
const fractions = fc
  .tuple(
    whole,
    whole.filter(number => number !== 0),
  )
  .map(([a, b]) => fraction(a, b));
const written = ({ numerator, denominator }: Fraction) => `${numerator}/${denominator}`;

test('fractions are kept in lowest terms with the sign above', () => {
  expect(written(fraction(6, -8))).toBe('-3/4');
  expect(written(fraction(0, -8))).toBe('0/1');
  expect(() => fraction(1, 0)).toThrow(RangeError);
});

test('sums and products by hand', () => {
  expect(written(plus(fraction(1, 6), fraction(1, 3)))).toBe('1/2');
  expect(written(minus(fraction(1, 6), fraction(1, 3)))).toBe('-1/6');
  expect(written(times(fraction(2, 3), fraction(3, 4)))).toBe('1/2');
  expect(written(over(fraction(2, 3), fraction(-4, 3)))).toBe('-1/2');
});

test('adding and taking away, multiplying and dividing undo each other', () => {
  fc.assert(
    fc.property(fractions, fractions, (a, b) => {
      expect(minus(plus(a, b), b)).toEqual(a);
      fc.pre(b.numerator !== 0n);
      expect(over(times(a, b), b)).toEqual(a);
    }),
  );
});

test('the order is that of the numbers', () => {
  expect(compareFractions(fraction(1, 3), fraction(333, 1000))).toBe(1);
  expect(compareFractions(fraction(-1, 3), fraction(-333, 1000))).toBe(-1);
  expect(compareFractions(fraction(2, 4), fraction(1, 2))).toBe(0);
});

test.each([
  [3, 7, 2, 'nearest', 0.43],
  [3, 7, 2, 'down', 0.42],
  [3, 7, 2, 'up', 0.43],
  [1, 8, 2, 'nearest', 0.13],
  [-1, 8, 2, 'nearest', -0.13],
  [-1, 8, 2, 'down', -0.13],
  [-1, 8, 2, 'up', -0.12],
  [5, 1, 2, 'up', 5],
  [0, 1, 3, 'nearest', 0],
] as const)('%d/%d with %d decimals, %s, is %d', (top, bottom, decimals, rounding, expected) => {
  expect(toNumber(fraction(top, bottom), decimals, rounding)).toBe(expected);
});

import { assert, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson, type Counted } from '../../src/outcomes/share.ts';
import { binomial, dice } from './dice.ts';

const counted = tuple(integer({ min: 0, max: 5000 }), integer({ min: 0, max: 5000 }))
  .filter(([did, didNot]) => did + didNot > 0)
  .map(([did, didNot]): Counted => ({ numerator: did, denominator: did + didNot }));

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [4, 17, 0.0956, 0.4726],
])('%i of %i has the interval the literature gives: %f to %f', (numerator, denominator, low, high) => {
  const share = wilson({ numerator, denominator });

  expect(share.low).toBeCloseTo(low, 4);
  expect(share.high).toBeCloseTo(high, 4);
});

test('half of four, by hand: (2 + 1.9207 ± 1.96 √(1 + 0.9604)) ÷ 7.8415', () => {
  const share = wilson({ numerator: 2, denominator: 4 });

  expect(share.low).toBeCloseTo(0.15, 3);
  expect(share.high).toBeCloseTo(0.85, 3);
});

describe('the interval', () => {
  test('contains the share and stays between nothing and all', () => {
    assert(
      property(counted, one => {
        const { share, low, high } = wilson(one);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(share);
        expect(share).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('narrows when there are more persons with the same share', () => {
    assert(
      property(counted, integer({ min: 2, max: 50 }), ({ numerator, denominator }, times) => {
        const few = wilson({ numerator, denominator });
        const many = wilson({ numerator: numerator * times, denominator: denominator * times });
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  test('is mirrored when those who did and those who did not change places', () => {
    assert(
      property(counted, ({ numerator, denominator }) => {
        const did = wilson({ numerator, denominator });
        const didNot = wilson({ numerator: denominator - numerator, denominator });
        expect(didNot.low).toBeCloseTo(1 - did.high, 12);
        expect(didNot.high).toBeCloseTo(1 - did.low, 12);
      }),
    );
  });
});

test('in 95 of 100 draws the interval holds the true share, give or take what the method is known for', () => {
  const throws = dice(1927);
  const worst: number[] = [];
  for (const truth of [0.1, 0.235, 0.5, 0.8]) {
    for (const denominator of [20, 80, 300]) {
      let held = 0;
      for (let i = 0; i < 4000; i++) {
        const { low, high } = wilson({ numerator: binomial(throws, denominator, truth), denominator });
        if (low <= truth && truth <= high) held++;
      }
      worst.push(held / 4000);
    }
  }

  expect(Math.min(...worst)).toBeGreaterThan(0.92);
  expect(worst.reduce((sum, one) => sum + one, 0) / worst.length).toBeCloseTo(0.95, 1);
});

test('a share of nobody is refused', () => {
  expect(() => wilson({ numerator: 0, denominator: 0 })).toThrow(RangeError);
});

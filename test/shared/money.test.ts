import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  distribute,
  formatKroner,
  formatMillions,
  parseKroner,
  sumOere,
  timesOere,
} from '../../src/shared/money.ts';
import { RuleBroken } from '../../src/shared/rule-broken.ts';

describe('money is written as Danes write it', () => {
  test.each([
    [108_000_000, '1.080.000 kr.'],
    [0, '0 kr.'],
    [99_900, '999 kr.'],
    [100_000, '1.000 kr.'],
    [3_000_050, '30.000,50 kr.'],
    [5, '0,05 kr.'],
    [-3_000_000, '-30.000 kr.'],
    [-150, '-1,50 kr.'],
    [9_007_199_254_740_991, '90.071.992.547.409,91 kr.'],
  ])('%i øre is %s', (oere, text) => expect(formatKroner(oere)).toBe(text));

  test.each([
    [7_390_000_000, '73,9 mio. kr.'],
    [7_550_000_000, '75,5 mio. kr.'],
    [0, '0,0 mio. kr.'],
    [4_999_999, '0,0 mio. kr.'],
    [5_000_000, '0,1 mio. kr.'],
    [99_995_000, '1,0 mio. kr.'],
    [-80_000_000, '-0,8 mio. kr.'],
    [-1, '0,0 mio. kr.'],
    [123_450_000_000, '1.234,5 mio. kr.'],
  ])('%i øre is %s in millions', (oere, text) => expect(formatMillions(oere)).toBe(text));
});

describe('what a person types is read', () => {
  test.each([
    ['30.000', 3_000_000],
    ['30000', 3_000_000],
    ['30 000', 3_000_000],
    [' 30.000 kr. ', 3_000_000],
    ['kr. 30.000', 3_000_000],
    ['30.000,-', 3_000_000],
    ['30.000 kroner', 3_000_000],
    ['30.000,50', 3_000_050],
    ['30.000,5', 3_000_050],
    ['0', 0],
    ['0,01', 1],
    ['1,5 mio.', 150_000_000],
    ['1,5 Mio. kr.', 150_000_000],
    ['1.080 mio', 108_000_000_000],
    ['1,23456789 mio.', 123_456_789],
    ['250 t.kr.', 25_000_000],
    ['250 tkr', 25_000_000],
    ['1 million', 100_000_000],
    ['2 millioner kroner', 200_000_000],
    ['1.000.000.000.000', 100_000_000_000_000],
  ])('%s', (text, amountOere) => expect(parseKroner(text)).toEqual({ kind: 'amount', amountOere }));

  test.each([
    ['', 'Skriv et beløb, fx 30.000 eller 1,5 mio.'],
    ['   ', 'Skriv et beløb, fx 30.000 eller 1,5 mio.'],
    ['gratis', /med tal/],
    ['5 constructor', /med tal/],
    ['30.000 euro', /med tal/],
    ['1e5', /med tal/],
    ['1/2', /med tal/],
    ['1.5', /punktum mellem tusinder/],
    ['30.00', /punktum mellem tusinder/],
    ['1.5 mio.', /punktum mellem tusinder/],
    ['30,000.50', /punktum mellem tusinder/],
    ['1,2,3', /punktum mellem tusinder/],
    ['1 0', /punktum mellem tusinder/],
    ['30.000,505', /mindste enhed er 1 øre/],
    ['1,123456789 mio.', /mindste enhed er 1 øre/],
    ['-30.000', /ikke være negativt/],
    ['−1', /ikke være negativt/],
    ['1.000.000.000.001', /for stort/],
    ['9'.repeat(10_000), /med tal/],
  ])('%s is a mistake that is explained', (text, message) => {
    const parsed = parseKroner(text);
    expect(parsed.kind).toBe('mistake');
    expect(parsed.kind === 'mistake' && parsed.message).toMatch(message);
  });

  test('what is written can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000_000 }), amountOere => {
        expect(parseKroner(formatKroner(amountOere))).toEqual({ kind: 'amount', amountOere });
      }),
    );
  });
});

describe('money is added and multiplied exactly or not at all', () => {
  test('0,10 kr. ten times is 1 kr.', () => expect(sumOere(Array<number>(10).fill(10))).toBe(100));
  test('1.875 kr. × 16 weeks × 36 = 1.080.000 kr.', () =>
    expect(timesOere(187_500, 16, 36)).toBe(108_000_000));
  test('a sum beyond what a number holds exactly is refused', () => {
    expect(() => sumOere([9_007_199_254_740_991, 1])).toThrow(RuleBroken);
  });
  test('a product beyond it too', () => {
    expect(() => timesOere(1_000_000_000, 53, 1_000_000)).toThrow(/nøjagtigt/);
  });
});

describe('a total is shared out to the last øre', () => {
  test.each([
    ['equal parts: the odd one goes to the first', 100, [1, 1, 1], [34, 33, 33]],
    ['two left over go to the first two', 101, [1, 1, 1], [34, 34, 33]],
    // 10 × 1/6 = 1,67, 10 × 2/6 = 3,33, 10 × 3/6 = 5: the one left goes to 0,67
    ['the largest remainder first', 10, [1, 2, 3], [2, 3, 5]],
    // 5 × 3/10 = 1,5; 5 × 7/10 = 3,5: equal remainders
    ['the first of equal remainders', 5, [3, 7], [2, 3]],
    ['nothing to the one without weight', 7, [0, 2], [0, 7]],
    ['equally when nobody has weight', 5, [0, 0], [3, 2]],
    ['nothing among nobody', 0, [], []],
    ['all to the only one', 12_345, [7], [12_345]],
    // 9.007.199.254.740.991 = 3 × 3.002.399.751.580.330 + 1
    [
      'beyond plain arithmetic',
      9_007_199_254_740_991,
      [9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991],
      [3_002_399_751_580_331, 3_002_399_751_580_330, 3_002_399_751_580_330],
    ],
  ])('%s', (_, total, weights, parts) => expect(distribute(total, weights)).toEqual(parts));

  test('a total with nobody to share it among is a mistake of the program', () => {
    expect(() => distribute(1, [])).toThrow(RangeError);
  });
  test.each([[[-1, 2]], [[0.5]], [[Number.NaN]]])('and so are the weights %j', weights => {
    expect(() => distribute(10, weights)).toThrow(RangeError);
  });

  test('the parts always sum to the total, and each is within one unit of its due', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000_000 }), weights, (total, weights) => {
        const parts = distribute(total, weights);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        const sum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
        if (sum === 0n) return;
        for (const [index, weight] of weights.entries()) {
          const off = BigInt(parts[index] ?? -1) * sum - BigInt(total) * BigInt(weight);
          expect(off < sum && off > -sum).toBe(true);
        }
      }),
    );
  });
});

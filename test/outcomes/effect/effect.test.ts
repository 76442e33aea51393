import { assert, integer, property, record, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, effectOf, type ExpectedFrom } from '../../../src/outcomes/effect/effect.ts';
import { wilson, type Counted } from '../../../src/outcomes/share.ts';
import { binomial, dice } from '../dice.ts';

const of = (numerator: number, denominator: number): Counted => ({ numerator, denominator });
const country = { base: of(30_000, 120_000), current: of(31_500, 118_000) };

describe('the difference of two shares', () => {
  test.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('%i/%i − %i/%i has the interval Newcombe gives', (a, m, b, n, share, low, high) => {
    const found = difference(of(a, m), of(b, n));

    expect(found.share).toBeCloseTo(share, 4);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
});

describe('observed against expected', () => {
  test('a group of two hundred cannot be told apart from expected', () => {
    // Expected 40/200 + 31,500/118,000 − 30,000/120,000 = 0.2 + 0.26695 − 0.25.
    const found = effectOf(of(52, 210), {
      kind: 'development',
      own: of(40, 200),
      comparison: country,
    });

    expect(found.expected.share).toBeCloseTo(0.2169, 4);
    expect(found.effect.share).toBeCloseTo(0.0307, 4);
    expect(found.effect.low).toBeCloseTo(-0.0504, 4);
    expect(found.effect.high).toBeCloseTo(0.1106, 4);
    expect(found.verdict).toBe('indistinguishable');
    expect(found.detectable).toBeCloseTo(0.1155, 4);
  });

  test('a group of two thousand is above expected', () => {
    const found = effectOf(of(620, 2000), {
      kind: 'development',
      own: of(500, 2000),
      comparison: country,
    });

    expect(found.expected.share).toBeCloseTo(0.2669, 4);
    expect(found.effect.share).toBeCloseTo(0.0431, 4);
    expect(found.effect.low).toBeCloseTo(0.015, 4);
    expect(found.effect.high).toBeCloseTo(0.071, 4);
    expect(found).toMatchObject({ verdict: 'above', meaning: 'better' });
  });

  test('what a measure of which less is better does above expected is worse', () => {
    const from: ExpectedFrom = { kind: 'development', own: of(500, 2000), comparison: country };

    expect(effectOf(of(620, 2000), from, 'lower')).toMatchObject({ verdict: 'above', meaning: 'worse' });
    expect(effectOf(of(400, 2000), from, 'lower')).toMatchObject({ verdict: 'below', meaning: 'better' });
    expect(effectOf(of(400, 2000), from, 'higher')).toMatchObject({ verdict: 'below', meaning: 'worse' });
  });

  test('a stated expectation has no uncertainty of its own', () => {
    const found = effectOf(of(81, 263), { kind: 'stated', share: 0.25 });

    expect(found.expected).toEqual({ share: 0.25, low: 0.25, high: 0.25 });
    expect(found.effect.low).toBeCloseTo(0.0053, 4);
    expect(found.effect.high).toBeCloseTo(0.1162, 4);
    expect(found.verdict).toBe('above');
  });
});

describe('always', () => {
  const counted = tuple(integer({ min: 0, max: 900 }), integer({ min: 0, max: 900 }))
    .filter(([did, didNot]) => did + didNot > 0)
    .map(([did, didNot]) => of(did, did + didNot));
  const observed = record({ current: counted, own: counted, base: counted, later: counted });
  test('the interval holds the effect, and the verdict says whether it holds nothing', () => {
    assert(
      property(observed, counts => {
        const { effect, verdict } = judged(counts);
        expect(effect.low).toBeLessThanOrEqual(effect.share);
        expect(effect.high).toBeGreaterThanOrEqual(effect.share);
        expect(verdict === 'indistinguishable').toBe(effect.low <= 0 && effect.high >= 0);
      }),
    );
  });

  test('more persons with the same shares make it narrower and the smallest difference smaller', () => {
    assert(
      property(observed, integer({ min: 2, max: 20 }), (counts, times) => {
        const few = judged(counts);
        const many = judged(counts, one => of(one.numerator * times, one.denominator * times));
        expect(many.effect.share).toBeCloseTo(few.effect.share, 10);
        expect(many.effect.high - many.effect.low).toBeLessThan(few.effect.high - few.effect.low);
        expect(many.detectable).toBeLessThanOrEqual(few.detectable);
      }),
    );
  });

  test('counting those who did not turns the effect round', () => {
    assert(
      property(observed, counts => {
        const did = judged(counts);
        const didNot = judged(counts, one => of(one.denominator - one.numerator, one.denominator));
        expect(didNot.effect.share).toBeCloseTo(-did.effect.share, 10);
        expect(didNot.effect.low).toBeCloseTo(-did.effect.high, 10);
        expect(didNot.effect.high).toBeCloseTo(-did.effect.low, 10);
      }),
    );
  });
});

test('in 95 of 100 draws the interval holds the true effect', () => {
  const throws = dice(2008);
  const truths = [
    { current: 0.25, own: 0.2, later: 0.27, base: 0.25, of: 120 },
    { current: 0.08, own: 0.1, later: 0.5, base: 0.45, of: 60 },
    { current: 0.6, own: 0.4, later: 0.3, base: 0.3, of: 200 },
  ];
  for (const { current, own, later, base, of: persons } of truths) {
    const truth = current - own - later + base;
    const draw = (chance: number, of: number) => ({
      numerator: binomial(throws, of, chance),
      denominator: of,
    });
    let held = 0;
    for (let i = 0; i < 2000; i++) {
      const { effect } = effectOf(draw(current, persons), {
        kind: 'development',
        own: draw(own, persons),
        comparison: { base: draw(base, 400), current: draw(later, 400) },
      });
      if (effect.low <= truth && truth <= effect.high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.935);
    expect(held / 2000).toBeLessThan(0.97);
  }
});

test('groups of the size really show the smallest difference in about 80 of 100 draws', () => {
  const throws = dice(80);
  const persons = 200;
  const share = 0.2;
  const { detectable } = effectOf(of(56, persons), {
    kind: 'development',
    own: of(40, persons),
    comparison: { base: of(250, 1000), current: of(250, 1000) },
  });
  let shown = 0;
  for (let i = 0; i < 2000; i++) {
    const { verdict } = effectOf(of(binomial(throws, persons, share + detectable), persons), {
      kind: 'development',
      own: of(binomial(throws, persons, share), persons),
      comparison: {
        base: of(binomial(throws, 1000, 0.25), 1000),
        current: of(binomial(throws, 1000, 0.25), 1000),
      },
    });
    if (verdict === 'above') shown++;
  }

  expect(shown / 2000).toBeGreaterThan(0.75);
  expect(shown / 2000).toBeLessThan(0.85);
});

test('the observed share is the same wherever it is worked out', () => {
  expect(effectOf(of(4, 17), { kind: 'stated', share: 0.2 }).observed).toEqual(wilson(of(4, 17)));
});

type Counts = { current: Counted; own: Counted; base: Counted; later: Counted };

function judged({ current, own, base, later }: Counts, change = (one: Counted) => one) {
  return effectOf(change(current), {
    kind: 'development',
    own: change(own),
    comparison: { base: change(base), current: change(later) },
  });
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AwardModel, Bid } from '../../../src/tenders/award-model.schema.ts';
import { evaluate } from '../../../src/tenders/award/award-model.ts';
import type { Range } from '../../../src/tenders/award/award-sensitivity.ts';

// A second reckoning apart from the product's: prices of 1 to 10 øre and points of 0 to 10 are whole numbers when taken
// 2520 times (the least number that 1 to 10 all divide), and totals are compared at every weight asked for.

type Case = { model: AwardModel; bids: Bid[]; points: bigint[][]; weights: bigint[] };
type Weight = { top: bigint; bottom: bigint };

const steps = 60n;

const cases: fc.Arbitrary<Case> = fc
  .record({
    rule: fc.constantFrom({ kind: 'proportional' as const }, { kind: 'linear' as const, zeroAtPercent: 50 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 3 }),
    rows: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 10 }),
        scores: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 3, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ rule, cuts, rows }) => {
    const edges = [0, ...cuts.toSorted((a, b) => a - b), 1000];
    const weights = edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0));
    const qualities = weights.slice(1);
    const cheapest = Math.min(...rows.map(({ price }) => price));
    return {
      model: {
        scale: { lowest: 0, highest: 10 },
        criteria: weights.map((weightPermille, i) =>
          i === 0
            ? { kind: 'price' as const, code: 'pris', name: 'Pris', weightPermille, rule }
            : {
                kind: 'quality' as const,
                code: `k${i}`,
                name: `K${i}`,
                weightPermille,
                rule: 'Som beskrevet.',
              },
        ),
      },
      bids: rows.map(({ price, scores }, i) => ({
        code: `bud-${i}`,
        bidder: `Bud ${i}`,
        prices: [{ criterion: 'pris', amountOere: price }],
        scores: qualities.map((_, q) => ({ criterion: `k${q + 1}`, points: scores[q] ?? 0 })),
      })),
      points: rows.map(({ price, scores }) => [
        BigInt(
          rule.kind === 'proportional'
            ? (10 * cheapest * 2520) / price
            : Math.max(0, 25_200 - (20 * 2520 * (price - cheapest)) / cheapest),
        ),
        ...qualities.map((_, q) => BigInt(2520 * (scores[q] ?? 0))),
      ]),
      weights: weights.map(BigInt),
    };
  });

/** Each bid's place, 0 the first, when criterion `moved` weighs `weight` and the others keep their proportion. */
function places({ points, weights }: Case, moved: number, { top, bottom }: Weight): number[] {
  const own = weights[moved] ?? 0n;
  const totals = points.map(row =>
    row.reduce((sum, point, i) => {
      const share = i === moved ? top * (1000n - own) : (bottom - top) * (weights[i] ?? 0n);
      return sum + share * point;
    }, 0n),
  );
  return totals.map(total => totals.filter(other => other > total).length);
}

const order = (one: Case, moved: number, weight: Weight) => places(one, moved, weight).join();
const firsts = (one: Case, moved: number, weight: Weight) =>
  places(one, moved, weight)
    .map(place => place === 0)
    .join();

function read(exact: string): Weight {
  const [top, bottom] = exact.split('/').map(BigInt);
  return { top: top ?? 0n, bottom: bottom ?? 1n };
}

const less = (a: Weight, b: Weight) => a.top * b.bottom < b.top * a.bottom;
const same = (a: Weight, b: Weight) => a.top * b.bottom === b.top * a.bottom;

/** Weights from `from` towards `to`, both left out. */
function between(from: Weight, to: Weight): Weight[] {
  return Array.from({ length: Number(steps) - 1 }, (_, i) => {
    const part = BigInt(i + 1);
    return {
      top: from.top * to.bottom * (steps - part) + to.top * from.bottom * part,
      bottom: from.bottom * to.bottom * steps,
    };
  });
}

/** Every way in which a range is not what counting at each weight shows. */
function mistakesIn(one: Case, moved: number, range: Range, of: typeof order): string[] {
  const now = { top: one.weights[moved] ?? 0n, bottom: 1000n };
  const today = of(one, moved, now);
  const changed = (weight: Weight) => of(one, moved, weight) !== today;
  const place = (weight: Weight, bidder: string) =>
    places(one, moved, weight)[one.bids.findIndex(bid => bid.bidder === bidder)] ?? NaN;
  const sides = [
    { bound: range.down, end: { top: 0n, bottom: 1n } },
    { bound: range.up, end: { top: 1n, bottom: 1n } },
  ];
  return sides.flatMap(({ bound, end }) => {
    const limit = bound ? read(bound.exact) : end;
    const atOnce = same(now, limit);
    const atEnd = same(limit, end);
    const before = atOnce ? [] : between(now, limit);
    if (!bound) return [...before, end].some(changed) ? ['changes, though no bound is given'] : [];
    const [beyond] = atEnd ? [] : between(limit, end);
    const shown = { top: BigInt(Math.round(bound.percent * 100)), bottom: 10_000n };
    return [
      ...(before.some(changed) ? ['changes before the bound'] : []),
      ...(atOnce || changed(limit) ? [] : ['does not change at the bound']),
      ...(beyond && !changed(beyond) ? ['does not change beyond the bound'] : []),
      ...(bound.levelOnly === atEnd ? [] : ['is wrong about the end']),
      ...((end.top === 0n ? less(shown, limit) : less(limit, shown))
        ? ['shows a weight beyond the bound']
        : []),
      ...(bound.passings.length === 0 ? ['names nobody'] : []),
      ...bound.passings.flatMap(({ passed, by }) => [
        ...(place(limit, passed) === place(limit, by) ? [] : ['names bids that are not equal at the bound']),
        ...(beyond && !(place(beyond, by) < place(beyond, passed)) ? ['names one who does not pass'] : []),
      ]),
    ];
  });
}

test('the ranking is that of the second reckoning', () => {
  fc.assert(
    fc.property(cases, one => {
      const evaluation = evaluate(one.model, one.bids);
      if (evaluation.kind === 'incomplete') throw new Error(JSON.stringify(evaluation.findings));
      const expected = places(one, 0, { top: one.weights[0] ?? 0n, bottom: 1000n });
      expect(new Map(evaluation.ranking.map(({ code, rank }) => [code, rank]))).toEqual(
        new Map(one.bids.map(({ code }, i) => [code, (expected[i] ?? 0) + 1])),
      );
    }),
    { numRuns: 500 },
  );
});

test('up to each bound nothing changes, at it bids stand equal, beyond it the named one is ahead', () => {
  fc.assert(
    fc.property(cases, one => {
      const evaluation = evaluate(one.model, one.bids);
      if (evaluation.kind === 'incomplete') throw new Error(JSON.stringify(evaluation.findings));
      expect(
        evaluation.sensitivity.flatMap(({ firstPlace, ranking }, moved) => [
          ...mistakesIn(one, moved, firstPlace, firsts),
          ...mistakesIn(one, moved, ranking, order),
        ]),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WholePortfolio } from '../../src/offers/whole-portfolio.ts';
import type { Asked } from '../../src/scenarios/demand.ts';
import { highsSolver } from '../../src/scenarios/optimum-highs.ts';
import { optimise, valueOf, type Optimum } from '../../src/scenarios/optimum.ts';
import { optimumVifte, benchAsked } from '../../bench/optimum-vifte.ts';
import { glpkSolver } from './glpk.ts';
import { byEach, everyEfficient } from './optimum-oracle.ts';
import { anyQuestion, asking, course, smallVifte } from './optimum-world.ts';

type Load = Parameters<typeof optimise>[0]['load'];
let highs: Load;

beforeAll(async () => {
  highs = await highsSolver();
});

function optimum(whole: WholePortfolio, asked: Asked, load: Load = highs): Optimum {
  return optimise({ whole, asked, load, clock: () => performance.now(), tell: () => {} });
}

function methodOf(found: Optimum): string {
  return found.kind === 'frontier' ? found.method : found.kind;
}

function figures(found: Optimum): number[][] {
  if (found.kind !== 'frontier') return [];
  return found.points
    .map(({ values }) => found.objectives.map(objective => valueOf(values, objective)))
    .toSorted(byEach);
}

describe('the frontier', () => {
  // A: 4 places at 10 kr. each a year; B: 2 places at 3 kr. and 20 kr. beside. Two years, frames of 1.000 kr.
  // A alone with n of 2 to 6 places: n persons for 20n kr. B alone with 1 to 3: n persons for 40 + 6n kr.
  test('is what hand-work finds: the cheap offer first, then both together', () => {
    const whole = smallVifte([course('a', 'ledige', 4, 10), course('b', 'syge', 2, 3, 20)]);

    const found = optimum(whole, asking());

    // Nothing; a at 2 to 6 places: 40 to 120 kr. b at 3: 58 kr. for 3, below a at 3 (60 kr.). Both: b at 3 and a at 2 to 6.
    const kroner = figures(found).map(([persons = 0, cost = 0]) => [persons, cost / 100]);
    expect(kroner).toEqual([
      [0, 0],
      [2, 40],
      [3, 58],
      [4, 80],
      [5, 98],
      [6, 118],
      [7, 138],
      [8, 158],
      [9, 178],
    ]);
    expect(found).toMatchObject({ kind: 'frontier', method: 'whole', isLate: false });
  });

  test('is, on hundreds of random small viften, exactly what trying everything finds', () => {
    let infeasible = 0;
    fc.assert(
      fc.property(anyQuestion, ({ whole, asked }) => {
        const found = optimum(whole, asked);
        const expected = everyEfficient(whole, asked);
        expect(figures(found)).toEqual(expected);
        expect(found.kind).toBe(expected.length > 0 ? 'frontier' : 'collision');
        infeasible += expected.length > 0 ? 0 : 1;
      }),
      { numRuns: 250, seed: 20261122 },
    );
    expect(infeasible).toBeGreaterThan(20);
    expect(infeasible).toBeLessThan(200);
  });

  test('asked for fewer points than there are gives exact ones and says there are others between', () => {
    fc.assert(
      fc.property(anyQuestion, ({ whole, asked }) => {
        const all = everyEfficient(whole, asked).map(one => one.join());
        const found = optimum(whole, { ...asked, points: 3 });
        const some = figures(found).map(one => one.join());
        expect(all).toEqual(expect.arrayContaining(some));
        expect(methodOf(found) !== 'whole' || some.length === all.length).toBe(true);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test('of three objectives holds efficient points only', () => {
    fc.assert(
      fc.property(anyQuestion, ({ whole, asked }) => {
        const three: Asked = { ...asked, objectives: ['persons', 'evidence', 'cost'] };
        const all = everyEfficient(whole, three).map(one => one.join());
        const found = optimum(whole, three);
        expect(all).toEqual(expect.arrayContaining(figures(found).map(one => one.join())));
        expect(methodOf(found)).toBe(all.length > 0 ? 'approximate' : 'collision');
      }),
      { numRuns: 15, seed: 11 },
    );
  });

  test('is the same whether HiGHS or GLPK solves it', async () => {
    const glpk = await glpkSolver();
    for (const offers of [10, 14]) {
      const whole = optimumVifte(offers, 6);
      const asked = benchAsked(whole, {
        points: 5,
        shares: [],
        coverage: [],
        range: { minPercent: 100, maxPercent: 100 },
      });
      expect(figures(optimum(whole, asked, glpk))).toEqual(figures(optimum(whole, asked)));
    }
  });

  test('is the same every time', () => {
    const whole = optimumVifte(12, 6);
    const asked = benchAsked(whole, { points: 5, shares: [], coverage: [] });

    expect(optimum(whole, asked)).toEqual(optimum(whole, asked));
  });
});

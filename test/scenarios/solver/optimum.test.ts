import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WholePortfolio } from '../../../src/offers/whole-portfolio.ts';
import type { Asked, Demand } from '../../../src/scenarios/solver/demand.ts';
import { Unsure } from '../../../src/scenarios/solver/branching.ts';
import { pointChanges } from '../../../src/scenarios/optimum/frontier-changes.ts';
import { highsSolver } from '../../../src/scenarios/solver/optimum-highs.ts';
import { valuesOf } from '../../../src/scenarios/solver/optimum-value.ts';
import { applyChanges } from '../../../src/scenarios/scenario.ts';
import { valueOf } from '../../../src/scenarios/solver/objective.ts';
import { optimise, type Optimum } from '../../../src/scenarios/solver/optimum.ts';
import { optimumVifte, benchAsked } from '../../../bench/optimum-vifte.ts';
import { glpkSolver } from './glpk.ts';
import { byEach, everyEfficient, everyKeeping } from './optimum-oracle.ts';
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
      { numRuns: 200, seed: 20261122 },
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

  test('kept in one tree is point for point what GLPK finds one question after the other', async () => {
    const glpk = await glpkSolver();
    for (const nth of [0, 1, 2]) {
      const whole = optimumVifte(24, 8, nth);
      const { persons } = valuesOf(whole, [2024, 2025], benchAsked(whole).weights);
      const asked = benchAsked(whole, {
        minPersons: persons,
        coverage: [],
        shares: [],
        keepCoveragePercent: 50,
        points: 1000,
      });
      const found = optimum(whole, asked);
      // Offers of many places are chosen from in steps, and in those every point is found.
      expect(methodOf(found)).toBe('whole-in-steps');
      expect(figures(found).length).toBeGreaterThan(20);
      expect(figures(found)).toEqual(figures(optimum(whole, asked, glpk)));
    }
  });

  test('is the same where the tree has to be left for questions half-way', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer({ min: 0, max: 30 }), ({ whole, asked }, most) => {
        let relaxed = 0;
        const leaving: Load = program => {
          const solver = highs(program);
          return {
            solve: question => solver.solve(question),
            dispose: () => solver.dispose(),
            relaxation: (...given) => {
              const relax = solver.relaxation?.(...given);
              return (...bounds) => {
                if (!relax || ++relaxed > most) throw new Unsure();
                return relax(...bounds);
              };
            },
          };
        };
        expect(figures(optimum(whole, asked, leaving))).toEqual(everyEfficient(whole, asked));
      }),
      { numRuns: 60, seed: 13 },
    );
  });

  test('is the same every time', () => {
    const whole = optimumVifte(12, 6);
    const asked = benchAsked(whole, { points: 5, shares: [], coverage: [] });

    expect(optimum(whole, asked)).toEqual(optimum(whole, asked));
  });
});

describe('demands that collide', () => {
  test('are, on random small viften, a smallest set: together they cannot be kept, without any one of them they can', () => {
    let collisions = 0;
    fc.assert(
      fc.property(anyQuestion, ({ whole, asked }) => {
        const found = optimum(whole, {
          ...asked,
          minPersons: 6,
          coverage: [{ group: 'kvinder', places: 2 }],
        });
        const demands = found.kind === 'collision' ? found.demands : [];
        collisions += demands.length > 0 ? 1 : 0;
        const can = (kept: readonly Demand[]) => everyKeeping(whole, asked, kept).length > 0;
        expect(demands.length > 0 && can(demands)).toBe(false);
        expect(demands.every(one => can(demands.filter(demand => demand !== one)))).toBe(true);
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(collisions).toBeGreaterThan(10);
  });

  // a must stay, with 2 places or more at 10 kr.; the frame holds 10 kr.
  test('are named without those that have nothing to do with it', () => {
    const whole = smallVifte(
      [
        course('a', 'ledige', 4, 10, 0, {
          binding: { statutory: true, legalBasis: 'Loven', contractUntil: null },
        }),
        course('b', 'syge', 2, 3),
      ],
      [10, 1000],
    );

    const found = optimum(whole, asking({ keep: ['b'], exclusive: [{ offers: ['a', 'b'] }] }));

    // The law, the one of two and what must be kept collide as well, but they are three.
    expect(found).toMatchObject({
      kind: 'collision',
      demands: [
        { kind: 'keep', offer: 'a', because: 'statutory' },
        { kind: 'frame', year: 2024 },
      ],
    });
  });
});

describe('what it costs', () => {
  const whole = smallVifte([course('a', 'ledige', 4, 10), course('b', 'syge', 2, 3, 20)], [60, 60]);

  // Today: 4 and 2 persons for 40 + 26 = 66 kr. a year, above a frame of 60. Within 60: 3 of a and 3 of b, 30 + 29 = 59 kr.
  test('to lose an offer is told against the best that costs no more than today', () => {
    const found = optimum(whole, asking({ departures: [{ kind: 'drop', offer: 'b' }] }));

    expect(found).toMatchObject({
      kind: 'frontier',
      today: { broken: [{ kind: 'frame' }, { kind: 'frame' }] },
    });
    // Without b 6 of a for 60 kr. are as many, though 1 kr. a year dearer than the 59 kr. held to: so 5 of them.
    expect(found.kind === 'frontier' && found.departures).toEqual([
      {
        kind: 'drop',
        offer: 'b',
        against: 6,
        alone: [],
        collides: [],
        differences: [
          { objective: 'persons', before: 6, after: 5 },
          { objective: 'cost', before: 11_800, after: 12_000 },
        ],
      },
    ]);
  });

  test('to keep a demand is told by the best without it', () => {
    const found = optimum(whole, asking({ prices: true }));

    const prices = found.kind === 'frontier' ? found.prices : [];
    const frame = prices.find(({ change, demands }) => change === 'without' && demands[0]?.kind === 'frame');
    // The other year's frame is still there, so one frame less wins nobody.
    expect(frame?.differences).toEqual([
      { objective: 'persons', before: 6, after: 6 },
      { objective: 'cost', before: 0, after: 0 },
    ]);
    const more = prices.filter(({ change }) => change === 'million-more');
    expect(more).toHaveLength(2);
  });
});

test('a point saved as a scenario is the vifte the point says', () => {
  fc.assert(
    fc.property(anyQuestion, ({ whole, asked }) => {
      const found = optimum(whole, { ...asked, points: 4 });
      const points = found.kind === 'frontier' ? found.points : [];
      for (const point of points) {
        const chosen = applyChanges(whole, pointChanges(point, asked.fixedAmounts));
        expect(valuesOf(chosen, [2024, 2025], asked.weights)).toEqual(point.values);
      }
    }),
    { numRuns: 40, seed: 3 },
  );
});

describe('when the time runs out', () => {
  const whole = optimumVifte(60, 10);
  /** A clock on which a minute has passed each time somebody looks: what is found in so many does not hang on the machine. */
  const optimumInLooks = (looks: number) => {
    let minutes = 0;
    const asked = benchAsked(whole, { seconds: looks * 60, points: 20, gapPercent: 1 });
    const clock = () => minutes++ * 60_000;
    return { asked, found: optimise({ whole, asked, load: highs, clock, tell: () => {} }) };
  };

  test('a vifte too large for it is answered with what was found and how far from the best it is', () => {
    const { asked, found } = optimumInLooks(9);

    if (found.kind !== 'frontier') throw new Error(`answered ${found.kind}`);
    expect(found.isLate).toBe(true);
    expect(found.method).not.toBe('whole');
    expect(found.points.length).toBeGreaterThan(1);
    expect(found.points.length).toBeLessThan(20);
    for (const { gapPercent } of found.points) expect(gapPercent).toBeLessThanOrEqual(asked.gapPercent);
  });

  test('a vifte of which nothing was found says so', () => {
    expect(optimumInLooks(1).found.kind).toBe('nothing-in-time');
  });
});

import {
  array,
  assert,
  constantFrom,
  infiniteStream,
  integer,
  nat,
  oneof,
  property,
  record,
  uniqueArray,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rank } from './rank.ts';
import {
  disclose,
  type DisclosedCell,
  type StoredCell,
} from '../../../src/outcomes/disclosure/disclosure.ts';

/** Cash benefit divides into two parts, and one of them again. */
const parents = new Map([
  ['kontanthjaelp', null],
  ['aktivitetsparate', 'kontanthjaelp'],
  ['jobparate', 'kontanthjaelp'],
  ['over-30', 'aktivitetsparate'],
  ['psykiatri', 'aktivitetsparate'],
]);

describe('a single group', () => {
  test.each([
    { did: 5, of: 10, state: 'shown' },
    { did: 4, of: 10, state: 'hidden' },
    { did: 0, of: 10, state: 'hidden' },
    { did: 6, of: 10, state: 'hidden' },
    { did: 10, of: 10, state: 'hidden' },
    { did: 2, of: 4, state: 'hidden' },
  ])('$did of $of is $state: neither those who did nor those who did not may be fewer than five', cell => {
    expect(states([count('jobparate', '2023Q1', cell.did, cell.of)])).toEqual({
      'jobparate 2023Q1': cell.state,
    });
  });

  test('a share of a known number of persons is hidden like the count it tells', () => {
    const known = { ...count('jobparate', '2023Q1', 0, 17), numerator: null, share: 0.235 };
    const unknown = { ...known, denominator: null };

    expect(states([known])).toEqual({ 'jobparate 2023Q1': 'hidden' });
    expect(states([unknown])).toEqual({ 'jobparate 2023Q1': 'shown' });
  });

  test('what the source held back stays unknown', () => {
    const cell = { ...count('jobparate', '2023Q1', 0, 0), numerator: null, denominator: null };

    expect(states([{ ...cell, suppressed: true }])).toEqual({ 'jobparate 2023Q1': 'suppressed' });
  });
});

describe('a sum over groups', () => {
  test('a second part is hidden, so that a small one is not found by subtraction', () => {
    // 40 − 36 would be 4.
    expect(states(sumOf({ aktivitetsparate: 36, jobparate: 4 }))).toEqual({
      'aktivitetsparate 2023Q1': 'hidden',
      'jobparate 2023Q1': 'hidden',
      'kontanthjaelp 2023Q1': 'shown',
    });
  });

  test('a hidden sum takes a part of its own with it, so that it is not found by addition', () => {
    const cells = [
      count('kontanthjaelp', '2023Q1', 66, 300),
      count('jobparate', '2023Q1', 3, 100),
      count('aktivitetsparate', '2023Q1', 63, 200),
      count('over-30', '2023Q1', 33, 100),
      count('psykiatri', '2023Q1', 30, 100),
    ];

    expect(states(cells)).toEqual({
      'aktivitetsparate 2023Q1': 'hidden',
      'jobparate 2023Q1': 'hidden',
      'kontanthjaelp 2023Q1': 'shown',
      'over-30 2023Q1': 'hidden',
      'psykiatri 2023Q1': 'shown',
    });
  });

  test('a small remainder that nobody has stored is not to be found either', () => {
    // 52 of 203 less 50 of 200 would be 2 of 3.
    const cells = [count('kontanthjaelp', '2023Q1', 52, 203), count('jobparate', '2023Q1', 50, 200)];

    expect(states(cells)).toEqual({ 'jobparate 2023Q1': 'hidden', 'kontanthjaelp 2023Q1': 'shown' });
  });

  test('a large remainder protects the small part by itself', () => {
    const cells = [
      count('kontanthjaelp', '2023Q1', 90, 400),
      count('jobparate', '2023Q1', 50, 200),
      count('aktivitetsparate', '2023Q1', 3, 100),
    ];

    expect(states(cells)).toEqual({
      'aktivitetsparate 2023Q1': 'hidden',
      'jobparate 2023Q1': 'shown',
      'kontanthjaelp 2023Q1': 'shown',
    });
  });

  test('what the source held back is not to be found by subtraction or by addition', () => {
    const held = {
      ...count('jobparate', '2023Q1', 0, 0),
      numerator: null,
      denominator: null,
      suppressed: true,
    };
    const whole = count('kontanthjaelp', '2023Q1', 40, 300);
    const other = count('aktivitetsparate', '2023Q1', 36, 200);

    expect(states([whole, held, other])['aktivitetsparate 2023Q1']).toBe('hidden');
    const sumHeld = { ...held, group: 'kontanthjaelp' };
    const both = [sumHeld, count('jobparate', '2023Q1', 20, 100), other];
    expect(Object.values(states(both)).filter(state => state === 'shown')).toHaveLength(1);
  });
});

describe('a number of persons without of how many', () => {
  test('parts that are all small together are not to be found from what is left to them', () => {
    // 40 − 40 would be 0, and so would each of the two.
    const cells = [
      count('kontanthjaelp', '2023Q1', 40, 300),
      count('aktivitetsparate', '2023Q1', 40, 200),
      count('jobparate', '2023Q1', 0, 50),
      count('unge', '2023Q1', 0, 50),
    ];
    const told = disclose(persons(cells), new Map([...parents, ['unge', 'kontanthjaelp']]));

    expect(told.map(({ group, state }) => `${group} ${state}`)).toEqual([
      'aktivitetsparate hidden',
      'jobparate hidden',
      'kontanthjaelp shown',
      'unge hidden',
    ]);
  });

  test('a small remainder that nobody has stored is not to be found', () => {
    // 40 − 20 − 17 would be 3.
    expect(
      Object.values(
        states(
          persons([
            count('kontanthjaelp', '2023Q1', 40, 300),
            count('jobparate', '2023Q1', 20, 100),
            count('aktivitetsparate', '2023Q1', 17, 100),
          ]),
        ),
      ).filter(state => state === 'shown'),
    ).toHaveLength(2);
    // 38 − 12 − 12 − 12 would be 2.
    const year = [...quarters(12, 12, 12, 0).slice(0, 3), count('jobparate', '2023', 38, 400)];
    expect(states(persons(year))).toEqual({
      'jobparate 2023': 'shown',
      'jobparate 2023Q1': 'hidden',
      'jobparate 2023Q2': 'hidden',
      'jobparate 2023Q3': 'hidden',
    });
  });
});

describe('what nobody has stored but anybody can reckon', () => {
  test('gives nothing away: a part’s year is its group’s less the other part’s', () => {
    // 186 − 112 is 74, and 74 − 42 − 15 − 17 would be 0.
    const cells = [
      count('aktivitetsparate', '2022', 186, 800),
      count('over-30', '2022', 112, 400),
      ...[42, 0, 15, 17].map((did, i) => count('psykiatri', `2022Q${i + 1}`, did, 100)),
    ];

    expect(states(cells)).toEqual({
      'aktivitetsparate 2022': 'shown',
      'over-30 2022': 'shown',
      'psykiatri 2022Q1': 'hidden',
      'psykiatri 2022Q2': 'hidden',
      'psykiatri 2022Q3': 'hidden',
      'psykiatri 2022Q4': 'hidden',
    });
  });

  test('whichever groups are held by the quarter, by the year or by both', () => {
    const leaves = ['jobparate', 'over-30', 'psykiatri'];
    const below: Record<string, string[]> = {
      kontanthjaelp: leaves,
      aktivitetsparate: ['over-30', 'psykiatri'],
      jobparate: ['jobparate'],
      'over-30': ['over-30'],
      psykiatri: ['psykiatri'],
    };
    const quarters = ['2022Q1', '2022Q2', '2022Q3', '2022Q4'];
    const isOf = (group: string, period: string) =>
      leaves.flatMap(leaf =>
        quarters.map(quarter => (below[group]?.includes(leaf) && quarter.startsWith(period) ? 1 : 0)),
      );
    const did = array(
      oneof({ weight: 1, arbitrary: nat(4) }, { weight: 4, arbitrary: integer({ min: 5, max: 40 }) }),
      {
        minLength: 12,
        maxLength: 12,
      },
    );
    const held = array(constantFrom(['2022'], quarters, ['2022', ...quarters], []), {
      minLength: 5,
      maxLength: 5,
    });
    assert(
      property(did, held, (did, held) => {
        const stored = Object.keys(below).flatMap((group, i) =>
          (held[i] ?? []).map(period => {
            const of = isOf(group, period);
            const sum = of.reduce((sum: number, one, at) => sum + one * (did[at] ?? 0), 0);
            return count(group, period, sum, of.filter(one => one === 1).length * 100);
          }),
        );

        const told = disclose(stored, parents);

        const known = told
          .filter(({ state }) => state === 'shown')
          .map(({ group, period }) => isOf(group, period));
        const small = stored.filter(({ numerator }) => (numerator ?? 0) < 5);
        for (const { group, period } of small)
          expect(rank([...known, isOf(group, period)]), `${group} ${period}`).toBe(rank(known) + 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('in time', () => {
  test('the year stays and its quarters are hidden when one of them is small', () => {
    expect(states([...quarters(10, 3, 12, 11), count('jobparate', '2023', 36, 400)])).toEqual({
      'jobparate 2023': 'shown',
      'jobparate 2023Q1': 'hidden',
      'jobparate 2023Q2': 'hidden',
      'jobparate 2023Q3': 'hidden',
      'jobparate 2023Q4': 'hidden',
    });
  });

  test('without a year the other quarters stay', () => {
    const shown = Object.values(states(quarters(10, 3, 12, 11))).filter(state => state === 'shown');

    expect(shown).toHaveLength(3);
  });

  test('a small quarter that nobody has stored is not found from the year and the three others', () => {
    const told = states([...quarters(10, 13, 12), count('jobparate', '2023', 37, 400)]);

    expect(told).toMatchObject({ 'jobparate 2023': 'shown', 'jobparate 2023Q1': 'hidden' });
  });

  test('rolling years tie quarters a year apart: Q1 2024 is the one rolling year less the other, and Q1 2023', () => {
    const cells = [
      ...quarters(20, 21, 22, 23),
      count('jobparate', '2024Q1', 2, 100),
      count('jobparate', '2023QMAT4', 86, 400),
      count('jobparate', '2024QMAT1', 68, 400),
    ];

    expect(states(cells)).toEqual({
      'jobparate 2023Q1': 'hidden',
      'jobparate 2023Q2': 'hidden',
      'jobparate 2023Q3': 'hidden',
      'jobparate 2023Q4': 'hidden',
      'jobparate 2024Q1': 'hidden',
      'jobparate 2023QMAT4': 'shown',
      'jobparate 2024QMAT1': 'shown',
    });
  });

  test('a part hidden for another part’s sake is not found by adding its months', () => {
    const cells = [
      count('kontanthjaelp', '2023Q1', 40, 300),
      count('jobparate', '2023Q1', 4, 100),
      count('aktivitetsparate', '2023Q1', 36, 200),
      ...[1, 2, 3].map(month => count('aktivitetsparate', `2023M0${month}`, 12, 60)),
    ];

    expect(states(cells)).toMatchObject({
      'kontanthjaelp 2023Q1': 'shown',
      'aktivitetsparate 2023M02': 'hidden',
    });
  });
});

describe('whoever knows the rule and sees all that is shown', () => {
  test('cannot tell which of the possible numbers a small part of two or three is', () => {
    for (const groups of [
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]) {
      const tree = new Map<string, string | null>(groups.map(group => [group, 'all']));
      const worlds = numbers(groups.length, 24).map(did => {
        const sum = did.reduce((sum, one) => sum + one, 0);
        const parts = groups.map((group, i) => count(group, '2023Q1', did[i] ?? 0, 100));
        return [...parts, count('all', '2023Q1', sum, 100 * groups.length)];
      });

      expect(recovered(worlds, tree).slice(0, 5)).toEqual([]);
    }
  });

  test('nor one further down in the tree', () => {
    const worlds = numbers(3, 24).map(([jobparate = 0, over30 = 0, psykiatri = 0]) => [
      count('kontanthjaelp', '2023Q1', jobparate + over30 + psykiatri, 300),
      count('jobparate', '2023Q1', jobparate, 100),
      count('aktivitetsparate', '2023Q1', over30 + psykiatri, 200),
      count('over-30', '2023Q1', over30, 100),
      count('psykiatri', '2023Q1', psykiatri, 100),
    ]);

    expect(recovered(worlds, parents).slice(0, 5)).toEqual([]);
  });

  test('nor one of three months of a quarter', () => {
    const worlds = numbers(3, 24).map(did => [
      count(
        'jobparate',
        '2023Q1',
        did.reduce((sum, one) => sum + one, 0),
        300,
      ),
      ...did.map((one, i) => count('jobparate', `2023M0${i + 1}`, one, 100)),
    ]);

    expect(recovered(worlds, parents).slice(0, 5)).toEqual([]);
  });
});

test('the answer does not depend on the order in which the cells come', () => {
  const cell = record({
    group: constantFrom(...parents.keys()),
    period: constantFrom('2023', '2023Q1', '2023Q2', '2023QMAT4', '2023M01', '2023M02'),
    did: integer({ min: 0, max: 30 }),
    didNot: integer({ min: 0, max: 30 }),
  });
  const cells = uniqueArray(cell, {
    selector: ({ group, period }) => `${group} ${period}`,
    maxLength: 30,
  });
  assert(
    property(cells, infiniteStream(nat()), (cells, dice) => {
      const stored = cells.map(({ group, period, did, didNot }) => count(group, period, did, did + didNot));
      const shuffled = stored
        .map(cell => ({ cell, at: dice.next().value ?? 0 }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ cell }) => cell);

      expect(disclose(shuffled, parents)).toEqual(disclose(stored, parents));
    }),
  );
});

function persons(cells: StoredCell[]): StoredCell[] {
  return cells.map(cell => ({ ...cell, denominator: null }));
}

function quarters(...did: number[]) {
  return did.map((did, i) => count('jobparate', `2023Q${i + 1}`, did, 100));
}

function count(group: string, period: string, numerator: number, denominator: number): StoredCell {
  return { group, period, numerator, denominator, share: null, suppressed: false, summed: false };
}

/** The parts of cash benefit, of 100 persons each, and their sum. */
function sumOf(parts: Record<string, number>): StoredCell[] {
  const did = Object.values(parts);
  const sum = did.reduce((sum, one) => sum + one, 0);
  return [
    count('kontanthjaelp', '2023Q1', sum, did.length * 100),
    ...Object.entries(parts).map(([group, did]) => count(group, '2023Q1', did, 100)),
  ];
}

function states(cells: StoredCell[]): Record<string, DisclosedCell['state']> {
  return Object.fromEntries(
    disclose(cells, parents).map(({ group, period, state }) => [`${group} ${period}`, state]),
  );
}

/** Every way to choose so many whole numbers that together are at most `most`. */
function numbers(count: number, most: number): number[][] {
  if (count === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, i) => i).flatMap(first =>
    numbers(count - 1, most - first).map(rest => [first, ...rest]),
  );
}

/** The small cells that have the same value in all the worlds that look alike: they could be found out. */
function recovered(worlds: StoredCell[][], tree: Map<string, string | null>): string[] {
  const possible = new Map<string, { shown: string; cell: string; values: Set<number> }>();
  for (const cells of worlds) {
    const shown = JSON.stringify(disclose(cells, tree));
    for (const { group, period, numerator } of cells) {
      if (numerator === null || !shown.includes(`"group":"${group}","period":"${period}"`)) continue;
      const cell = `${group} ${period}`;
      const key = `${cell} ${shown}`;
      const found = possible.get(key) ?? { shown, cell, values: new Set() };
      possible.set(key, found);
      found.values.add(numerator);
    }
  }
  return [...possible.values()]
    .filter(({ values }) => values.size === 1 && [...values].every(value => value < 5))
    .map(({ cell, values, shown }) => `${cell} = ${[...values].join()}: ${shown}`);
}

import { describe, expect, test } from 'vitest';
import { highsCheapest } from '../../../src/outcomes/disclosure/cheapest-highs.ts';
import { discloseWorld } from '../../../src/outcomes/disclosure/disclosure.ts';
import { areaSums, groupSums } from '../../../src/outcomes/disclosure/sums.ts';
import type { Cell } from '../../../src/outcomes/disclosure/world.ts';
import { dice } from '../dice.ts';
import { attacker, type Telling } from './attacker.ts';

const groups = [
  { code: 'kontanthjaelp', kind: 'benefit', parent: null },
  { code: 'jobparate', kind: 'part', parent: 'kontanthjaelp' },
  { code: 'aktivitetsparate', kind: 'part', parent: 'kontanthjaelp' },
  { code: 'over-30', kind: 'part', parent: 'aktivitetsparate' },
  { code: 'psykiatri', kind: 'part', parent: 'aktivitetsparate' },
  { code: 'sygedagpenge', kind: 'benefit', parent: null },
  { code: 'alle', kind: 'cross-cutting', parent: null },
];
const parents = new Map(groups.map(({ code, parent }) => [code, parent]));
const areas = [
  { code: 'randers', kind: 'municipality', within: 'oestjylland' },
  { code: 'favrskov', kind: 'municipality', within: 'oestjylland' },
  { code: 'oestjylland', kind: 'region' },
  { code: 'hele-landet', kind: 'country' },
];

const leafGroups: Record<string, string[]> = {
  kontanthjaelp: ['jobparate', 'over-30', 'psykiatri'],
  aktivitetsparate: ['over-30', 'psykiatri'],
  alle: ['jobparate', 'over-30', 'psykiatri', 'sygedagpenge'],
};
const leafAreas: Record<string, string[]> = {
  oestjylland: ['randers', 'favrskov'],
  'hele-landet': ['randers', 'favrskov'],
};
const quarters = ['2022Q1', '2022Q2', '2022Q3', '2022Q4', '2023Q1'];
const within: Record<string, string[]> = {
  '2022': quarters.slice(0, 4),
  '2022QMAT4': quarters.slice(0, 4),
  '2023QMAT1': quarters.slice(1, 5),
  '2022YTD06': quarters.slice(0, 2),
};
/** In work, in education, in neither: the wide measure counts both, the narrow one those in work. */
const fates = ['work', 'study', 'none'];
const counted: Record<string, string[]> = {
  'i-arbejde': ['work'],
  'arbejde-eller-uddannelse': ['work', 'study'],
};

const leaves = ['jobparate', 'over-30', 'psykiatri', 'sygedagpenge'];
const places = ['randers', 'favrskov'];
const unknowns = leaves.flatMap(group =>
  places.flatMap(area => quarters.flatMap(period => fates.map(fate => `${group} ${area} ${period} ${fate}`))),
);
const at = new Map(unknowns.map((unknown, i) => [unknown, i]));

function atoms({ group, area, period }: Omit<Cell, 'measure'>, of: readonly string[]): number[] {
  return (leafGroups[group] ?? [group]).flatMap(leaf =>
    (leafAreas[area] ?? [area]).flatMap(place =>
      (within[period] ?? [period]).flatMap(quarter =>
        of.map(fate => at.get(`${leaf} ${place} ${quarter} ${fate}`) ?? -1),
      ),
    ),
  );
}

const pick = <Item>(throws: () => number, items: readonly Item[], chance: number) =>
  items.filter(() => throws() < chance);

/** A world where some numbers are small, and some of all that could be stored of it is. */
function worldOf(seed: number) {
  const throws = dice(seed);
  const smallness = 0.03 + throws() * 0.3;
  const counts = unknowns.map(() =>
    throws() < smallness ? Math.floor(throws() * 5) : 5 + Math.floor(throws() * 40),
  );
  const stored = {
    groups: pick(throws, groups, 0.4 + throws() * 0.6),
    areas: pick(throws, areas, 0.3 + throws() * 0.7),
    periods: pick(throws, [...quarters, ...Object.keys(within)], 0.2 + throws() * 0.7),
    measures: pick(throws, Object.keys(counted), 0.8),
  };
  const cells: Cell[] = stored.measures.flatMap(measure =>
    stored.groups.flatMap(({ code: group }) =>
      stored.areas.flatMap(({ code: area }) =>
        stored.periods.map(period => {
          const place = { group, area, period, share: null, suppressed: false };
          const none = { ...place, numerator: null, denominator: null };
          const sum = (of: readonly string[]) =>
            atoms(none, of).reduce((sum, i) => sum + (counts[i] ?? 0), 0);
          return { ...place, measure, numerator: sum(counted[measure] ?? []), denominator: sum(fates) };
        }),
      ),
    ),
  );
  return { cells: cells.filter(() => throws() < 0.95), counts };
}

const sums = { groups: groupSums(groups), areas: areaSums(areas, 'randers'), measures: [] };

/** Every telling there is: of each cell shown, those who did and of how many. */
function tellings(cells: readonly Cell[], hidden: ReadonlySet<number>): Telling[] {
  return cells.flatMap((cell, i) =>
    hidden.has(i)
      ? []
      : [
          { of: atoms(cell, counted[cell.measure] ?? []), sum: cell.numerator ?? 0 },
          { of: atoms(cell, fates), sum: cell.denominator ?? 0 },
        ],
  );
}

describe('whoever knows every sum there is and all that is told', () => {
  test.each(Array.from({ length: 4 }, (_, i) => i + 1))(
    'finds no hidden number in world %i to within five',
    async seed => {
      const attack = await attacker();
      const { cells } = worldOf(seed * 7919);
      const { hidden } = discloseWorld({ cells, ...sums }, parents, [], { cheapest: await highsCheapest() });
      const told = tellings(cells, hidden);
      const solver = attack(unknowns.length, told);
      const found: string[] = [];
      const throws = dice(seed);
      const looked = [...hidden].filter(() => throws() < 8 / hidden.size);
      for (const i of looked) {
        const cell = cells[i];
        if (!cell) continue;
        const did = counted[cell.measure] ?? [];
        for (const of of [did, fates.filter(fate => !did.includes(fate))]) {
          const { least, most } = solver.range(atoms(cell, of));
          if (most - least < 4)
            found.push(
              `${cell.measure} ${cell.group} ${cell.area} ${cell.period}: ${cell.numerator} of ${cell.denominator}, ${least}–${most}`,
            );
        }
      }
      solver.dispose();

      expect(found).toEqual([]);
    },
    60_000,
  );

  test('would find it if it were not hidden well: the solver sees what follows', async () => {
    const attack = await attacker();
    const solver = attack(3, [
      { of: [0, 1, 2], sum: 40 },
      { of: [1, 2], sum: 37 },
    ]);

    expect(solver.range([0])).toEqual({ least: 3, most: 3 });
    expect(solver.range([1])).toEqual({ least: 0, most: 37 });
    solver.dispose();
  });
});

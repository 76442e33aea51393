import type { Period } from '../period.ts';
import { decide, type Decision, type Ways } from './decide.ts';
import { deducedFrom } from './deduction.ts';
import { foundSums, nestedMeasures } from './sums.ts';
import { hiddenInTree } from './tree-rule.ts';
import { countsOf, type Cell, type World } from './world.ts';

/** What is stored of one group in one period; of one measure and one area throughout. */
export type StoredCell = Omit<Cell, 'measure' | 'area'> & { summed: boolean };

/**
 * What may be told of a cell. `hidden`: held back here, whether it is small itself or would give a small one away; which of
 * the two is never told. `suppressed`: held back by the source.
 */
export type DisclosedCell = { group: string; period: Period; summed: boolean } & (
  | { state: 'shown'; numerator: number | null; denominator: number | null; share: number | null }
  | { state: 'hidden' }
  | { state: 'suppressed' }
);

/** The same for a tree of groups alone: one measure in one area, by group and period. */
export function disclose(
  stored: readonly StoredCell[],
  parents: ReadonlyMap<string, string | null>,
): DisclosedCell[] {
  const sorted = stored.toSorted((a, b) => compare(a.group, b.group) || compare(a.period, b.period));
  const below = Map.groupBy(
    [...parents].filter(([, parent]) => parent !== null),
    ([, parent]) => parent ?? '',
  );
  const groups = [...below].map(([whole, parts]) => ({ whole, parts: parts.map(([code]) => code) }));
  const cells = sorted.map(cell => ({ ...cell, measure: '', area: '' }));
  const { hidden } = discloseWorld({ cells, groups, areas: [], measures: [] }, parents);
  return sorted.map((cell, at) => told(cell, hidden.has(at)));
}

/** Which cells of the world must be hidden, `already` among them; `parents` gives the group above each group. */
export function discloseWorld(
  world: World,
  parents: ReadonlyMap<string, string | null>,
  already: Iterable<number> = [],
  ways: Ways = {},
): Decision {
  const cells = withPopulations(world);
  const slices = [...Map.groupBy(cells.keys(), at => `${cells[at]?.measure} ${cells[at]?.area}`).values()];
  const first = new Set(already);
  const known = world.known ?? new Set();
  const reckoned: Cell[] = [];
  for (const slice of slices) {
    const own = slice.flatMap(at => cells[at] ?? []);
    for (const at of hiddenInTree(own, parents)) if (!known.has(slice[at] ?? -1)) first.add(slice[at] ?? -1);
    reckoned.push(...reckonedFrom(own, parents));
  }
  const all: World = {
    ...world,
    cells: [...cells, ...reckoned],
    reckonedFrom: cells.length,
    groups: [...world.groups, ...foundSums(cells)],
    measures: [...world.measures, ...nestedMeasures(cells)],
  };
  return decide(all, first, ways);
}

/** A share beside a denominator another measure tells of the same group, area and period may be a count of the same persons. */
function withPopulations({ cells }: World): readonly Cell[] {
  const isNeeded = cells.some(({ share, denominator }) => share !== null && denominator === null);
  if (!isNeeded) return cells;
  const known = new Map<string, number>();
  for (const { group, area, period, denominator } of cells)
    if (denominator !== null) known.set(`${group} ${area} ${period}`, denominator);
  return cells.map(cell => {
    const key = `${cell.group} ${cell.area} ${cell.period}`;
    if (cell.share === null || cell.denominator !== null) return cell;
    const denominator = known.get(key);
    return denominator === undefined ? cell : { ...cell, denominator };
  });
}

function reckonedFrom(own: readonly Cell[], parents: ReadonlyMap<string, string | null>): Cell[] {
  const [first] = own;
  if (!first) return [];
  const known = own.flatMap(cell => {
    const counts = countsOf(cell);
    return counts ? [{ group: cell.group, period: cell.period, counts }] : [];
  });
  const stored = new Set(own.map(({ group, period }) => `${group} ${period}`));
  return deducedFrom(known, parents)
    .filter(({ group, period }) => !stored.has(`${group} ${period}`))
    .map(({ group, period, counts: { did, didNot } }) => ({
      measure: first.measure,
      area: first.area,
      group,
      period,
      numerator: did,
      denominator: didNot === null ? null : did + didNot,
      share: null,
      suppressed: false,
    }));
}

/** A share alone is told in tenths of a percent: enough to compare, too little to count by; none and all are counts. */
export function told({ group, period, summed, ...cell }: StoredCell, isHidden: boolean): DisclosedCell {
  if (cell.suppressed) return { group, period, summed, state: 'suppressed' };
  if (isHidden) return { group, period, summed, state: 'hidden' };
  const { numerator, denominator } = cell;
  const isAlone = cell.share !== null && (numerator === null || denominator === null);
  const share = isAlone ? Math.round((cell.share ?? 0) * 1000) / 1000 : cell.share;
  if (isAlone && (share === 0 || share === 1)) return { group, period, summed, state: 'hidden' };
  return { group, period, summed, state: 'shown', numerator, denominator, share };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

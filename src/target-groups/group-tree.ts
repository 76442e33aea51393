import type { CountBasis, Headcount, TargetGroupView } from './target-group.schema.ts';

/** The target groups by code, in the order given, and for each the way up to the benefit group it belongs to. */
export type GroupTree = { groups: Map<string, TargetGroupView>; ways: Map<string, string[]> };

export type LatestCount = Pick<Headcount, 'count' | 'unit' | 'kind' | 'period' | 'source'>;

export function groupTree(targetGroups: readonly TargetGroupView[]): GroupTree {
  const groups = new Map(targetGroups.map(group => [group.code, group]));
  return { groups, ways: new Map(targetGroups.map(group => [group.code, wayUp(groups, group)])) };
}

/**
 * The group itself, then each group it is a part of, up to its benefit group. A benefit group or a cross-cutting one is
 * its own way, whatever its parent: only parts are contained in what stands above them.
 */
export function wayOf(tree: GroupTree, code: string): string[] {
  return tree.ways.get(code) ?? [code];
}

export function benefitGroupOf(tree: GroupTree, code: string): string | null {
  const top = wayOf(tree, code).at(-1);
  return top !== undefined && tree.groups.get(top)?.kind === 'benefit' ? top : null;
}

/** The group's persons counted the way the portfolio counts, or null: a count in another unit, kind or period is not one. */
export function personsIn(tree: GroupTree, code: string, basis: CountBasis): number | null {
  const headcounts = tree.groups.get(code)?.headcounts ?? [];
  return headcounts.find(headcount => isCountedBy(headcount, basis))?.count ?? null;
}

/** The newest count of the group whatever its unit; of several from one period the first. */
export function latestCount(tree: GroupTree, code: string): LatestCount | null {
  const headcounts = tree.groups.get(code)?.headcounts ?? [];
  const [latest] = headcounts.toSorted((a, b) => (a.period < b.period ? 1 : a.period > b.period ? -1 : 0));
  if (!latest) return null;
  const { count, unit, kind, period, source } = latest;
  return { count, unit, kind, period, source };
}

function wayUp(groups: Map<string, TargetGroupView>, group: TargetGroupView): string[] {
  const way = [group.code];
  let current: TargetGroupView | undefined = group;
  while (current?.kind === 'part' && current.parent !== null && !way.includes(current.parent)) {
    current = groups.get(current.parent);
    if (!current || current.kind === 'cross-cutting') break;
    way.push(current.code);
  }
  return way;
}

function isCountedBy(headcount: Headcount, basis: CountBasis): boolean {
  return headcount.unit === basis.unit && headcount.kind === basis.kind && headcount.period === basis.period;
}

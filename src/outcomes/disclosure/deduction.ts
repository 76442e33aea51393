import { partsOf, shorterIn, type Period } from '../period.ts';
import type { Counts } from './world.ts';

export type Known = { group: string; period: Period; counts: Counts };

type Sum = { whole: string; parts: string[] };

/**
 * Every count that follows from those known, step by step: a group from all its parts or a part from the group and the others, and a
 * longer period and its shorter ones likewise.
 */
export function deducedFrom(known: readonly Known[], parents: ReadonlyMap<string, string | null>): Known[] {
  const counts = new Map(known.map(({ group, period, counts }) => [keyOf(group, period), counts]));
  const sums = sumsOver(known, parents);
  const deduced: Known[] = [];
  let before: number;
  do {
    before = deduced.length;
    for (const sum of sums) {
      const found = lastUnknown(sum, counts);
      if (!found) continue;
      counts.set(found.key, found.counts);
      const [group = '', period = ''] = found.key.split(' ');
      deduced.push({ group, period, counts: found.counts });
    }
  } while (deduced.length > before);
  return deduced;
}

function keyOf(group: string, period: Period): string {
  return `${group} ${period}`;
}

function sumsOver(known: readonly Known[], parents: ReadonlyMap<string, string | null>): Sum[] {
  const groups = new Set(known.map(({ group }) => group));
  const periods = [...new Set(known.map(({ period }) => period))];
  const families = [...Map.groupBy(parents.keys(), group => parents.get(group) ?? null)].flatMap(
    ([parent, parts]) =>
      parent !== null && parts.length > 1 && [parent, ...parts].some(group => groups.has(group))
        ? [{ parent, parts }]
        : [],
  );
  const members = new Set([...groups, ...families.flatMap(({ parent, parts }) => [parent, ...parts])]);
  const kinds = new Set(periods.map(period => partsOf(period)?.kind));
  const inTime =
    kinds.size < 2
      ? []
      : periods.flatMap(period =>
          shorterIn(period)
            .filter(within => within.every(shorter => kinds.has(partsOf(shorter)?.kind)))
            .map(within => ({ period, within })),
        );
  const every = new Set([...periods, ...inTime.flatMap(({ within }) => within)]);
  return [
    ...families.flatMap(({ parent, parts }) =>
      [...every].map(period => ({
        whole: keyOf(parent, period),
        parts: parts.map(part => keyOf(part, period)),
      })),
    ),
    ...inTime.flatMap(({ period, within }) =>
      [...members].map(group => ({
        whole: keyOf(group, period),
        parts: within.map(shorter => keyOf(group, shorter)),
      })),
    ),
  ];
}

/** The one of a sum and its parts that is not known while the others are. */
function lastUnknown(
  { whole, parts }: Sum,
  counts: ReadonlyMap<string, Counts>,
): { key: string; counts: Counts } | null {
  const sum = counts.get(whole);
  const unknown = parts.filter(part => !counts.has(part));
  const [only] = unknown;
  if (unknown.length > 1 || (sum === undefined) === (only !== undefined)) return null;
  const rest = { did: sum?.did ?? 0, didNot: sum ? sum.didNot : 0 };
  const sign = sum ? -1 : 1;
  for (const part of parts) {
    const known = counts.get(part);
    if (!known) continue;
    rest.did += sign * known.did;
    rest.didNot = rest.didNot === null || known.didNot === null ? null : rest.didNot + sign * known.didNot;
  }
  if (rest.did < 0 || (rest.didNot ?? 0) < 0) return null;
  return { key: only ?? whole, counts: rest };
}

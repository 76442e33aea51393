import { deducedFrom, type Known } from './deduction.ts';
import { leastShown } from './system.ts';
import { countsOf, type Cell, type Counts } from './world.ts';
import { partsOf, type PeriodKind } from '../period.ts';

export type StoredCell = Omit<Cell, 'measure' | 'area'>;

/**
 * The cells of a tree of groups, of one measure and one area, that must be hidden for each other's sake, by their place in the list; so that the
 * answer is the same whatever is asked for. Takes every period and every group of the tree; `parents` gives the group above each group.
 *
 * Small: fewer than five who did, or fewer than five who did not. Beside the small ones are hidden
 * - in a group's sum over its parts: a second part, first in the order of their codes, so that none is found by subtraction,
 *   and further ones while what is left to the hidden ones together is so little that it tells them; where there is no other part,
 *   the sum; and a part where a hidden sum could be found by addition;
 * - in time, where a series is held for both shorter and longer periods: every short period that a longer one ties to a hidden
 *   one. The longer period stays, since it says most about a small group.
 * The choice of what else to hide rests on codes and on sums anybody can see, not on the size of what is hidden. Sums across trees, areas
 * and measures are not seen here: `decide` looks at all of them together and hides what this leaves open.
 * (Cell suppression as in Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, ch. 6.)
 */
export function hiddenInTree(
  stored: readonly StoredCell[],
  parents: ReadonlyMap<string, string | null>,
): number[] {
  const told = stored.map(weigh);
  const cells = told.toSorted(byGroupAndPeriod);
  const present = new Set(told.map(({ group, period }) => `${group} ${period}`));
  let deduced: Known[];
  do {
    hideWhatMust(cells, parents);
    deduced = deducedFrom(cells.flatMap(knownIn), parents).filter(
      ({ group, period }) => !present.has(`${group} ${period}`),
    );
    for (const { group, period } of deduced) present.add(`${group} ${period}`);
    cells.push(...deduced.map(asStored).map(weigh));
  } while (deduced.length > 0);
  return [...told.keys()].filter(at => told[at]?.hidden);
}

function knownIn({ group, period, counts, hidden }: Weighed): Known[] {
  return counts && !hidden ? [{ group, period, counts }] : [];
}

/** What nobody has stored but anybody can reckon is held to the same rules as if it stood there. */
function asStored({ group, period, counts: { did, didNot } }: Known): StoredCell {
  const denominator = didNot === null ? null : did + didNot;
  return { group, period, numerator: did, denominator, share: null, suppressed: false };
}

function hideWhatMust(all: readonly Weighed[], parents: ReadonlyMap<string, string | null>): void {
  const cells = all.toSorted(byGroupAndPeriod);
  const families = [...Map.groupBy(cells, cell => cell.period).values()].flatMap(inPeriod =>
    familiesOf(inPeriod, parents),
  );
  const series = [...Map.groupBy(cells, cell => cell.group).values()].map(timeTiesOf);
  const below = new Map(families.map(family => [family.sum, family]));
  let before: number;
  do {
    before = hiddenIn(cells);
    for (const family of families) protect(family, below);
    for (const ties of series) hideTied(ties);
  } while (hiddenIn(cells) > before);
}

type Weighed = StoredCell & {
  from: string;
  to: string;
  kind: PeriodKind;
  counts: Counts | null;
  /** In need of protection itself: small, or held back by the source. */
  sensitive: boolean;
  hidden: boolean;
};

type Family = { sum: Weighed; parts: Weighed[] };

type TimeTies = {
  cells: Weighed[];
  /** For each period that holds shorter ones, those shorter ones. */
  holdings: { longer: Weighed; within: Weighed[] }[];
};

function weigh(cell: StoredCell): Weighed {
  const parts = partsOf(cell.period);
  if (!parts) throw new Error(`${cell.period} is not a period`);
  const counts = countsOf(cell);
  const known = [cell.numerator, cell.denominator].filter(count => count !== null);
  const sensitive =
    cell.suppressed || known.some(count => count < leastShown) || (counts !== null && isSmall(counts));
  const { from, to, kind } = parts;
  return { ...cell, from, to, kind, counts, sensitive, hidden: sensitive };
}

function isSmall(counts: Counts): boolean {
  return !isAtLeast(counts, leastShown);
}

/** Of both, so far as they are known. */
function isAtLeast({ did, didNot }: Counts, least: number): boolean {
  return did >= least && (didNot === null || didNot >= least);
}

function byGroupAndPeriod(a: Weighed, b: Weighed): number {
  return compare(a.group, b.group) || compare(a.period, b.period);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hiddenIn(cells: readonly Weighed[]): number {
  return cells.filter(cell => cell.hidden).length;
}

/** The sums of one period: each group with the groups below it that have no other stored group between. */
function familiesOf(cells: readonly Weighed[], parents: ReadonlyMap<string, string | null>): Family[] {
  const byGroup = new Map(cells.map(cell => [cell.group, cell]));
  const above = new Set(parents.values());
  const families = new Map<Weighed, Weighed[]>();
  for (const cell of cells) {
    const sum = storedAbove(cell.group, byGroup, parents);
    if (sum) families.set(sum, [...(families.get(sum) ?? []), cell]);
  }
  return [...families].flatMap(([sum, parts]) => {
    const leavesFirst = parts.toSorted((a, b) => Number(above.has(a.group)) - Number(above.has(b.group)));
    return comparable({ sum, parts: leavesFirst });
  });
}

function storedAbove(
  group: string,
  cells: ReadonlyMap<string, Weighed>,
  parents: ReadonlyMap<string, string | null>,
): Weighed | undefined {
  const seen = new Set([group]);
  let above = parents.get(group) ?? null;
  while (above !== null && !seen.has(above)) {
    const cell = cells.get(above);
    if (cell) return cell;
    seen.add(above);
    above = parents.get(above) ?? null;
  }
  return undefined;
}

/** Parts that overlap do not add up to their sum: each is then held against it alone. */
function comparable(family: Family): Family[] {
  const rest = restOf(family);
  if (!rest || isAtLeast(rest, 0)) return [family];
  if (family.parts.length === 1) return [];
  return family.parts.flatMap(part => comparable({ sum: family.sum, parts: [part] }));
}

/** What the sum holds beside its parts; null when the counts of one of them are not known. */
function restOf({ sum, parts }: Family): Counts | null {
  if (!sum.counts) return null;
  const rest = { ...sum.counts };
  for (const { counts } of parts) {
    if (!counts) return null;
    rest.did -= counts.did;
    rest.didNot = rest.didNot === null || counts.didNot === null ? null : rest.didNot - counts.didNot;
  }
  return rest;
}

/**
 * Leaves no hidden cell to be found from what is shown, nor a small remainder that nobody has stored. Where a part is hidden
 * that is itself a sum, its own parts can be subtracted in its place: each way to write the sum must hold.
 */
function protect(family: Family, below: ReadonlyMap<Weighed, Family>): void {
  const { sum, parts } = family;
  if (sum.hidden) {
    if (!parts.some(part => part.hidden) && !hasRest(family)) hide(parts[0]);
    return;
  }
  for (const equation of waysToWrite(family, below)) {
    if (sum.hidden) return;
    protectSum(equation);
  }
}

/** A sum written as cells that add up to it, but for remainders nobody has stored. */
type Equation = { sum: Weighed; terms: Weighed[]; remainders: Counts[] };

function waysToWrite(family: Family, below: ReadonlyMap<Weighed, Family>): Equation[] {
  const { sum } = family;
  const rest = restOf(family);
  const remainders = rest && isSome(rest) ? [rest] : [];
  let ways: Equation[] = [{ sum, terms: [], remainders }];
  for (const part of family.parts) {
    const inside = part.hidden ? below.get(part) : undefined;
    const written: Equation[] = [
      { sum, terms: [part], remainders: [] },
      ...(inside ? waysToWrite(inside, below) : []),
    ];
    ways = ways.flatMap(way =>
      written.map(({ terms, remainders }) => ({
        sum,
        terms: [...way.terms, ...terms],
        remainders: [...way.remainders, ...remainders],
      })),
    );
  }
  return ways;
}

function protectSum(equation: Equation): void {
  const { sum, terms, remainders } = equation;
  const hidden = terms.filter(term => term.hidden);
  const shown = terms.filter(term => !term.hidden);
  if (hidden.length === 0 && !remainders.some(isSmall)) return;
  while (!isSafe(equation, hidden, shown)) {
    const next = shown.shift();
    hide(next ?? sum);
    if (!next) return;
    hidden.push(next);
  }
}

/**
 * Whoever subtracts the terms shown from the sum gets what the hidden ones hold together. It must be of several, not all of them
 * small, and so much that each small one can be anything from none to four though the others are five at least.
 */
function isSafe({ sum, remainders }: Equation, hidden: Weighed[], shown: Weighed[]): boolean {
  if (hidden.length + remainders.length < 2) return false;
  const left = restOf({ sum, parts: shown });
  if (!left || shown.length === 0) return true;
  const large = hidden.filter(part => !part.sensitive).length;
  if (large === 0 && remainders.every(isSmall)) return false;
  const enough = Math.max(leastShown, large * leastShown + leastShown - 1);
  return isAtLeast(left, enough);
}

function hasRest(family: Family): boolean {
  const rest = restOf(family);
  return rest !== null && isSome(rest);
}

function isSome({ did, didNot }: Counts): boolean {
  return did !== 0 || (didNot ?? 0) !== 0;
}

function hide(cell: Weighed | undefined): void {
  if (cell) cell.hidden = true;
}

function timeTiesOf(cells: Weighed[]): TimeTies {
  const isMixed = new Set(cells.map(cell => cell.kind)).size > 1;
  const holdings = (isMixed ? cells : [])
    .map(longer => ({ longer, within: cells.filter(cell => isWithin(cell, longer)) }))
    .filter(({ within }) => within.length > 0);
  return { cells, holdings };
}

function isWithin(cell: Weighed, longer: Weighed): boolean {
  return cell.from >= longer.from && cell.to <= longer.to && cell.kind !== longer.kind;
}

function hideTied({ holdings }: TimeTies): void {
  let before: number;
  const tied = holdings.flatMap(({ within }) => within);
  do {
    before = hiddenIn(tied);
    for (const { longer, within } of holdings) {
      if (longer.hidden) within.forEach(hide);
      const kinds = new Set(within.map(cell => cell.kind));
      for (const kind of kinds) {
        const alike = within.filter(cell => cell.kind === kind);
        const isShorter = months[kind] < months[longer.kind];
        if (alike.some(cell => cell.hidden) || (isShorter && givesAway({ sum: longer, parts: alike })))
          hideFrom(kind, within);
      }
    }
  } while (hiddenIn(tied) > before);
}

/** Whether the longer period without the shorter ones is a small count of a period nobody has stored. */
function givesAway(family: Family): boolean {
  const rest = restOf(family);
  if (!rest || !isAtLeast(rest, 0)) return false;
  return isSome(rest) && isSmall(rest);
}

/** Hides the periods of the kind and all shorter kinds. */
function hideFrom(kind: PeriodKind, within: readonly Weighed[]): void {
  for (const cell of within) if (months[cell.kind] <= months[kind]) hide(cell);
}

const months: Record<PeriodKind, number> = { M: 1, Q: 3, YTD: 4, QMAT: 12, Y: 12 };

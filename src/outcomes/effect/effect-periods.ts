import type { Day } from '../../shared/days/day.ts';
import { completeOn, inOtherYear, partsOf, type Period } from '../period.ts';
import { isCounted } from './effect-inputs.ts';
import type { GroupFacts, Told } from './group-facts.ts';

/** A base further back than this says little of what can be expected now. */
const yearsBack = 3;

/**
 * Rather one that can be held against an earlier one than a newer one that cannot. Of periods that end the same day the longest,
 * since it counts the most persons.
 */
export function newestComplete({ own, measure }: GroupFacts, today: Day): Period | null {
  const complete = own.filter(({ period }) => completeOn(period, measure.lagMonths) <= today);
  const counted = complete.filter(isCounted);
  const based = counted.filter(({ period }) => {
    const base = baseFor(own, period);
    return own.some(cell => cell.period === base && isCounted(cell));
  });
  return newest(based) ?? newest(counted) ?? newest(complete) ?? newest(own);
}

export function newest(cells: readonly Told[]): Period | null {
  const sorted = cells
    .map(cell => ({ period: cell.period, parts: partsOf(cell.period) }))
    .toSorted((a, b) => compare(b.parts?.to, a.parts?.to) || compare(a.parts?.from, b.parts?.from));
  return sorted[0]?.period ?? null;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same part of the year as far back as is told, up to three years; nothing else when none is. */
export function baseFor(own: readonly Told[], period: Period): Period | null {
  const earlier = Array.from({ length: yearsBack }, (_, i) => inOtherYear(period, i - yearsBack));
  const cells = earlier.flatMap(period => own.find(cell => cell.period === period) ?? []);
  return (cells.find(isCounted) ?? cells[0])?.period ?? null;
}

export function isEarlier(base: Period, period: Period): boolean {
  const [before, after] = [partsOf(base), partsOf(period)];
  return before !== null && after !== null && before.kind === after.kind && before.to < after.from;
}

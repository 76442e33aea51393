import { partsOf, periodAfter, type Period } from '../period.ts';
import type { Estimate } from './effect.ts';
import { estimateOf, inputOf, shareIn, type Input } from './effect-inputs.ts';
import type { GroupEffect } from './group-effect.ts';
import type { GroupFacts } from './group-facts.ts';

/** One period of the group's development beside what could be expected. */
export type Point = {
  period: Period;
  state: Input['state'];
  observed: Estimate | null;
  /** What the country's development since the base would have made of the group's own base. */
  expected: number | null;
  comparison: number | null;
};

/** Every period of the kind from the first observed to the last, gaps included. */
export function development(facts: GroupFacts, effect: GroupEffect): Point[] {
  const kind = effect.period && partsOf(effect.period)?.kind;
  const observed = facts.own
    .map(cell => cell.period)
    .filter(period => partsOf(period)?.kind === kind)
    .toSorted();
  const [first, last] = [observed[0], observed.at(-1)];
  if (first === undefined || last === undefined) return [];
  const base = effect.base;
  const ownBase = base === null ? null : shareIn(facts.own, base);
  const comparisonBase = base === null ? null : shareIn(facts.comparison, base);
  const points: Point[] = [];
  for (let period = first; period <= last; period = periodAfter(period)) {
    const comparison = shareIn(facts.comparison, period);
    const isAfter = base !== null && period >= base;
    const canExpect = isAfter && ownBase !== null && comparisonBase !== null && comparison !== null;
    const input = inputOf('observed', facts.area, period, facts.own);
    points.push({
      period,
      state: input.state,
      observed: estimateOf(input),
      expected: canExpect ? ownBase + comparison - comparisonBase : null,
      comparison,
    });
  }
  return points;
}

import type { Day } from '../../shared/days/day.ts';
import type { Source } from '../../shared/source.schema.ts';
import type { Period } from '../period.ts';
import { effectAmong, effectOf, type Effect } from './effect.ts';
import { countedIn, countedOf, developed, inputOf, inputsOf, type Input } from './effect-inputs.ts';
import { baseFor, isEarlier, newestComplete } from './effect-periods.ts';
import type { AskedPeriods, GroupFacts, MeasureFacts, Named, Told } from './group-facts.ts';
import { missingOf, warningsOf, type Missing, type Warning } from './effect-remarks.ts';
import { placebo, type Placebo } from './placebo.ts';
import type { Counted } from '../share.ts';

export type GroupEffect = {
  /** Null where no measure is the right one for the group. */
  measure: MeasureFacts | null;
  area: Named | null;
  comparisonArea: Named | null;
  period: Period | null;
  base: Period | null;
  expectedFrom: 'development' | 'stated';
  /** Why something else than the development is expected. */
  reason: string | null;
  result: ({ kind: 'computed' } & Effect) | { kind: 'unknown'; missing: Missing[] };
  /** Whether anything of it is assumed. */
  assumed: boolean;
  inputs: Input[];
  sources: Source[];
  warnings: Warning[];
};

/** The answer for a group that nothing is measured of. */
export function notMeasured(message: string): GroupEffect {
  return {
    measure: null,
    area: null,
    comparisonArea: null,
    period: null,
    base: null,
    expectedFrom: 'development',
    reason: null,
    assumed: false,
    result: { kind: 'unknown', missing: [{ code: 'no-measure', message }] },
    inputs: [],
    sources: [],
    warnings: [],
  };
}

/** The group's effect in a period, or what is missing to work it out. */
export function groupEffect(facts: GroupFacts, asked: AskedPeriods, today: Day): GroupEffect {
  const { measure, area, comparisonArea } = facts;
  const period = asked.period ?? newestComplete(facts, today);
  const base = period === null ? null : (asked.base ?? baseFor(facts.own, period));
  const stated = asked.base === undefined ? facts.expectations.find(one => one.period === period) : undefined;
  const inputs =
    period === null
      ? []
      : stated
        ? [inputOf('observed', facts.area, period, facts.own)]
        : inputsOf(facts, period, base);
  const found = stated ? null : placeboIn(facts, period, base);
  const missing = missingOf(inputs, { period, base, comparisonArea, stated: stated !== undefined }).filter(
    ({ code }) => found === null || code !== 'no-comparison',
  );
  const expectedFrom = stated ? ({ kind: 'stated', share: stated.share } as const) : developed(inputs);
  const current = countedIn(inputs, 'observed');
  const result: GroupEffect['result'] =
    missing.length === 0 && current && found
      ? { kind: 'computed', ...effectAmong(current, found.base, found.placebo, measure.better) }
      : missing.length === 0 && current && expectedFrom
        ? { kind: 'computed', ...effectOf(current, expectedFrom, measure.better) }
        : { kind: 'unknown', missing };
  const isChanceWithin = result.kind === 'computed' && result.municipalities === null;
  const bases = [...inputs.map(input => input.basis), stated?.basis];
  return {
    measure,
    area,
    comparisonArea,
    period,
    base: stated ? null : base,
    expectedFrom: stated ? 'stated' : 'development',
    reason: stated?.reason ?? null,
    result,
    assumed: bases.includes('assumption'),
    inputs,
    sources: distinct([
      ...inputs.map(input => input.source),
      ...(stated ? [stated.source] : []),
      ...measure.sources,
    ]),
    warnings:
      period === null ? [] : warningsOf(facts, { period, base, inputs, stated, today, isChanceWithin }),
  };
}

function distinct(sources: readonly (Source | null)[]): Source[] {
  const known = new Map<string, Source>();
  for (const source of sources) if (source) known.set(`${source.document} ${source.section ?? ''}`, source);
  return [...known.values()];
}

/** The group's change beside the others', where both ends of it may be told there and here. */
function placeboIn(
  { own, others }: GroupFacts,
  period: Period | null,
  base: Period | null,
): { base: Counted; placebo: Placebo } | null {
  if (period === null || base === null || !isEarlier(base, period)) return null;
  const change = (cells: readonly Told[]) => {
    const [before, after] = [countedOf(cells, base), countedOf(cells, period)];
    return before && after ? { base: before, current: after } : null;
  };
  const here = change(own);
  const found =
    here &&
    placebo(
      here,
      others.flatMap(cells => change(cells) ?? []),
    );
  return found ? { base: here.base, placebo: found } : null;
}

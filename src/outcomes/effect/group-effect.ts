import type { Day } from '../../shared/days/day.ts';
import type { Source } from '../../shared/source.schema.ts';
import type { Period } from '../period.ts';
import { effectOf, type Effect } from './effect.ts';
import { countedIn, developed, inputOf, inputsOf, type Input } from './effect-inputs.ts';
import { baseFor, newestComplete } from './effect-periods.ts';
import type { AskedPeriods, GroupFacts, MeasureFacts, Named } from './group-facts.ts';
import { missingOf, warningsOf, type Missing, type Warning } from './effect-remarks.ts';

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
  const missing = missingOf(inputs, { period, base, comparisonArea, stated: stated !== undefined });
  const expectedFrom = stated ? ({ kind: 'stated', share: stated.share } as const) : developed(inputs);
  const current = countedIn(inputs, 'observed');
  const result: GroupEffect['result'] =
    missing.length === 0 && current && expectedFrom
      ? { kind: 'computed', ...effectOf(current, expectedFrom, measure.better) }
      : { kind: 'unknown', missing };
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
    warnings: period === null ? [] : warningsOf(facts, { period, base, inputs, stated, today }),
  };
}

function distinct(sources: readonly (Source | null)[]): Source[] {
  const known = new Map<string, Source>();
  for (const source of sources) if (source) known.set(`${source.document} ${source.section ?? ''}`, source);
  return [...known.values()];
}

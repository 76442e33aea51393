import type { Day } from '../../shared/days/day.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import { listed } from '../../shared/wording.ts';
import type { DisclosedCell } from '../disclosure/disclosure.ts';
import { effectOf, type Effect, type Estimate, type ExpectedFrom } from './effect.ts';
import { completeOn, inOtherYear, partsOf, periodAfter, periodText, type Period } from '../period.ts';
import { wilson, type Counted } from './share.ts';

type Named = { code: string; title: string };

/** An observation as it may be told. */
type Told = DisclosedCell & { basis: Basis; source: Source };

export type MeasureFacts = Named & {
  counted: string;
  better: 'higher' | 'lower';
  lagMonths: number;
  sources: Source[];
};

type StatedExpectation = {
  period: Period;
  share: number;
  reason: string;
  basis: Basis;
  source: Source | null;
};

/** What a group's effect is worked out from: its own observations and the comparison area's, by one measure. */
export type GroupFacts = {
  measure: MeasureFacts;
  area: Named;
  comparisonArea: Named | null;
  own: readonly Told[];
  comparison: readonly Told[];
  expectations: readonly StatedExpectation[];
  /** How many offers serve the group or a part of it. */
  offers: number;
};

/** The periods asked for; what is not asked for is chosen. */
export type AskedPeriods = { period?: Period | undefined; base?: Period | undefined };

/** A figure that went in. Shares are 0–1; there is an interval where the counts may be told. */
type Input = {
  role: 'observed' | 'base' | 'comparison' | 'comparison-base';
  area: Named;
  period: Period;
  state: 'shown' | 'hidden' | 'suppressed' | 'absent';
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  interval: { low: number; high: number } | null;
  basis: Basis | null;
  source: Source | null;
};

/** Why something cannot be worked out, or what must be kept in mind; `message` is Danish. */
type Remark<Code extends string> = { code: Code; message: string };

type Missing = Remark<
  | 'no-measure'
  | 'no-observation'
  | 'hidden'
  | 'suppressed'
  | 'no-counts'
  | 'no-base'
  | 'base-not-earlier'
  | 'no-comparison'
>;

type Warning = Remark<
  | 'assumed'
  | 'few-persons'
  | 'broken-series'
  | 'changed-source'
  | 'one-offer'
  | 'not-complete'
  | 'newer-not-complete'
  | 'newer-not-told'
  | 'share-disagrees'
>;

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

/** Fewer persons than this are told to be few: an interval is then some fourteen percentage points to either side. */
const fewPersons = 50;

/** A base further back than this says little of what can be expected now. */
const yearsBack = 3;

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

/**
 * Rather one that can be held against an earlier one than a newer one that cannot. Of periods that end the same day the longest,
 * since it counts the most persons.
 */
function newestComplete({ own, measure }: GroupFacts, today: Day): Period | null {
  const complete = own.filter(({ period }) => completeOn(period, measure.lagMonths) <= today);
  const counted = complete.filter(isCounted);
  const based = counted.filter(({ period }) => {
    const base = baseFor(own, period);
    return own.some(cell => cell.period === base && isCounted(cell));
  });
  return newest(based) ?? newest(counted) ?? newest(complete) ?? newest(own);
}

function isCounted(cell: Told): boolean {
  return cell.state === 'shown' && cell.numerator !== null && cell.denominator !== null;
}

function newest(cells: readonly Told[]): Period | null {
  const sorted = cells
    .map(cell => ({ period: cell.period, parts: partsOf(cell.period) }))
    .toSorted((a, b) => compare(b.parts?.to, a.parts?.to) || compare(a.parts?.from, b.parts?.from));
  return sorted[0]?.period ?? null;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same part of the year as far back as is told, up to three years; nothing else when none is. */
function baseFor(own: readonly Told[], period: Period): Period | null {
  const earlier = Array.from({ length: yearsBack }, (_, i) => inOtherYear(period, i - yearsBack));
  const cells = earlier.flatMap(period => own.find(cell => cell.period === period) ?? []);
  return (cells.find(isCounted) ?? cells[0])?.period ?? null;
}

function inputsOf(facts: GroupFacts, period: Period, base: Period | null): Input[] {
  const { area, comparisonArea, own, comparison } = facts;
  const observed = inputOf('observed', area, period, own);
  if (base === null) {
    const beside = comparisonArea && inputOf('comparison', comparisonArea, period, comparison);
    return beside && beside.state !== 'absent' ? [observed, beside] : [observed];
  }
  const ownBase = inputOf('base', area, base, own);
  if (!comparisonArea) return [observed, ownBase];
  return [
    observed,
    ownBase,
    inputOf('comparison', comparisonArea, period, comparison),
    inputOf('comparison-base', comparisonArea, base, comparison),
  ];
}

function inputOf(role: Input['role'], area: Named, period: Period, cells: readonly Told[]): Input {
  const cell = cells.find(cell => cell.period === period);
  const { basis = null, source = null } = cell ?? {};
  const told = { role, area: { code: area.code, title: area.title }, period, basis, source };
  if (cell?.state !== 'shown') {
    const none = { numerator: null, denominator: null, share: null, interval: null };
    return { ...told, state: cell?.state ?? 'absent', ...none };
  }
  const { numerator, denominator } = cell;
  if (numerator === null || denominator === null)
    return { ...told, state: 'shown', numerator, denominator, share: cell.share, interval: null };
  const { share, low, high } = wilson({ numerator, denominator });
  return { ...told, state: 'shown', numerator, denominator, share, interval: { low, high } };
}

function estimateOf({ share, interval }: Input): Estimate | null {
  return share === null ? null : { share, ...(interval ?? { low: share, high: share }) };
}

function shareIn(cells: readonly Told[], period: Period): number | null {
  const cell = cells.find(cell => cell.period === period);
  if (cell?.state !== 'shown') return null;
  if (cell.numerator === null || cell.denominator === null) return cell.share;
  return cell.numerator / cell.denominator;
}

function countedIn(inputs: readonly Input[], role: Input['role']): Counted | null {
  const { numerator = null, denominator = null } = inputs.find(input => input.role === role) ?? {};
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

function developed(inputs: readonly Input[]): ExpectedFrom | null {
  const own = countedIn(inputs, 'base');
  const base = countedIn(inputs, 'comparison-base');
  const current = countedIn(inputs, 'comparison');
  return own && base && current ? { kind: 'development', own, comparison: { base, current } } : null;
}

type Chosen = {
  period: Period | null;
  base: Period | null;
  comparisonArea: Named | null;
  stated: boolean;
};

function missingOf(inputs: readonly Input[], chosen: Chosen): Missing[] {
  const { period, base, comparisonArea, stated } = chosen;
  if (period === null)
    return [{ code: 'no-observation', message: 'Der er ingen tal for gruppen med denne måling.' }];
  const missing: Missing[] = inputs.flatMap(missingIn);
  if (stated) return missing;
  if (base === null)
    missing.push({
      code: 'no-base',
      message: `Der er ingen tal for den samme del af et tidligere år at holde ${periodText(period)} op imod.`,
    });
  else if (!isEarlier(base, period))
    missing.push({
      code: 'base-not-earlier',
      message: `${capital(periodText(base))} slutter ikke før ${periodText(period)} begynder. Vælg en tidligere periode at regne fra.`,
    });
  if (!comparisonArea)
    missing.push({ code: 'no-comparison', message: 'Der er intet andet område at sammenligne med.' });
  return missing;
}

function missingIn({ role, area, period, state, numerator, denominator }: Input): Missing[] {
  const where = `${area.title} i ${periodText(period)}`;
  switch (state) {
    case 'absent':
      return role === 'comparison' || role === 'comparison-base'
        ? [{ code: 'no-comparison', message: `Der mangler tal for ${where}.` }]
        : [{ code: 'no-observation', message: `Der mangler tal for ${where}.` }];
    case 'hidden':
      return [
        {
          code: 'hidden',
          message: `Tallet for ${where} er skjult, fordi det er så lille, at det kunne pege på enkelte, eller kunne røbe et, der er.`,
        },
      ];
    case 'suppressed':
      return [{ code: 'suppressed', message: `Kilden har holdt tallet for ${where} tilbage.` }];
    case 'shown':
      return numerator === null || denominator === null
        ? [
            {
              code: 'no-counts',
              message: `For ${where} er kun andelen offentliggjort. Uden antal kan usikkerheden ikke regnes ud.`,
            },
          ]
        : [];
  }
}

function isEarlier(base: Period, period: Period): boolean {
  const [before, after] = [partsOf(base), partsOf(period)];
  return before !== null && after !== null && before.kind === after.kind && before.to < after.from;
}

type Judged = {
  period: Period;
  base: Period | null;
  inputs: readonly Input[];
  stated: StatedExpectation | undefined;
  today: Day;
};

function warningsOf(facts: GroupFacts, judged: Judged): Warning[] {
  const { period, base, inputs, stated, today } = judged;
  const own = inputs.filter(({ role }) => role === 'observed' || role === 'base');
  const warnings: Warning[] = [];
  const warn = (code: Warning['code'], message: string) => warnings.push({ code, message });
  if (inputs.some(({ basis }) => basis === 'assumption') || stated?.basis === 'assumption')
    warn('assumed', 'Tallene er antagne eksempeltal og siger intet om virkeligheden.');
  const few = own.filter(({ denominator }) => denominator !== null && denominator < fewPersons);
  if (few.length > 0)
    warn(
      'few-persons',
      `Der er få personer: ${few.map(({ denominator, period }) => `${denominator} i ${periodText(period)}`).join(' og ')}. Kun store forskelle kan ses.`,
    );
  if (!stated && base !== null) {
    const gaps = gapsBetween(facts.own, base, period);
    if (gaps.length > 0)
      warn('broken-series', `Rækken er brudt: der mangler tal for ${listed(gaps.map(periodText))}.`);
    const [observed, before] = own;
    if (observed?.source && before?.source && observed.source.document !== before.source.document)
      warn(
        'changed-source',
        'De to perioder kommer fra hver sin kilde, så det kan være talt op på hver sin måde.',
      );
  }
  if (facts.offers === 1)
    warn(
      'one-offer',
      'Gruppen har kun ét tilbud. Gruppens tal må alligevel ikke læses som tilbuddets: andet end tilbuddet virker også.',
    );
  const complete = completeOn(period, facts.measure.lagMonths);
  if (complete > today) warn('not-complete', `Tallene for ${periodText(period)} er ikke færdige endnu.`);
  const later = facts.own.filter(
    cell => cell.period > period && partsOf(cell.period)?.kind === partsOf(period)?.kind,
  );
  const ready = (cell: Told) => completeOn(cell.period, facts.measure.lagMonths) <= today;
  const unready = newest(later.filter(cell => !ready(cell)));
  const untold = newest(later.filter(cell => ready(cell) && cell.state !== 'shown'));
  if (unready !== null)
    warn(
      'newer-not-complete',
      `Der er tal til og med ${periodText(unready)}, men de er ikke færdige endnu og er ikke brugt.`,
    );
  if (untold !== null)
    warn('newer-not-told', `Tallene for ${periodText(untold)} er skjult, så et ældre er brugt.`);
  for (const cell of [...facts.own, ...facts.comparison])
    if (inputs.some(input => input.period === cell.period) && disagrees(cell))
      warn(
        'share-disagrees',
        `Kilden oplyser for ${periodText(cell.period)} en anden andel, end dens antal giver; antallet er brugt.`,
      );
  return warnings;
}

function gapsBetween(own: readonly Told[], base: Period, period: Period): Period[] {
  const gaps: Period[] = [];
  if (!isEarlier(base, period)) return gaps;
  const told = new Set(own.map(cell => cell.period));
  for (let next = periodAfter(base); next < period; next = periodAfter(next))
    if (!told.has(next)) gaps.push(next);
  return gaps;
}

/** More than rounding to whole percents explains. */
function disagrees(cell: Told): boolean {
  if (cell.state !== 'shown' || cell.share === null) return false;
  if (cell.numerator === null || cell.denominator === null) return false;
  return Math.abs(cell.numerator / cell.denominator - cell.share) > 0.005;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function distinct(sources: readonly (Source | null)[]): Source[] {
  const known = new Map<string, Source>();
  for (const source of sources) if (source) known.set(`${source.document} ${source.section ?? ''}`, source);
  return [...known.values()];
}

import { known } from '../../shared/known.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import { listed } from '../../shared/wording.ts';
import type { DisclosedCell } from '../disclosure/disclosure.ts';
import type {
  Amount,
  GoalStatus,
  GoalStatusName,
  GoalTarget,
  JudgedReading,
  Reading,
} from './goal-target.schema.ts';
import { amountText } from './goal-wording.ts';
import { partsOf, periodText } from '../period.ts';
import type { PublishedFigureView } from '../published-figure.schema.ts';

export type Series = { measure: string; targetGroup: string; area: string };
export type Observed = DisclosedCell & { basis: Basis; source: Source };

/** What goals are judged by: nothing but what may be told. */
export type GoalFacts = {
  observed: (series: Series) => readonly Observed[];
  figures: ReadonlyMap<string, PublishedFigureView>;
  measures: ReadonlyMap<string, { title: string }>;
  areas: ReadonlyMap<string, { title: string }>;
};

/** Each goal with the status of every way it can be read; the status of the reading used is the goal's. */
export function goalStatuses(goals: readonly GoalTarget[], facts: GoalFacts): GoalStatus[] {
  const judge = judgeOf(goals, facts);
  return goals.map(({ readings, used, ...goal }) => {
    const judged = readings.map((reading, i) => ({ ...judge.reading(reading), used: i === used }));
    const targetGroups = [...new Set(readings.flatMap(reading => groupOf(reading, facts)))];
    return { ...goal, status: judge.goal(goal.code), targetGroups, readings: judged };
  });
}

function groupOf({ looked }: Reading, { figures }: GoalFacts): string[] {
  if (looked.kind === 'measure') return [looked.targetGroup];
  const figure = looked.kind === 'figure' ? figures.get(looked.figure) : undefined;
  return figure ? [figure.targetGroup] : [];
}

type Judged = Omit<JudgedReading, 'used'>;

function judgeOf(goals: readonly GoalTarget[], facts: GoalFacts) {
  const byCode = new Map(goals.map(goal => [goal.code, goal]));
  const under = new Set<string>();

  const goal = (code: string): GoalStatusName => {
    const found = byCode.get(code);
    const reading = found?.readings[found.used];
    if (!reading || under.has(code)) return 'cannot-be-computed';
    under.add(code);
    const { status } = judged(reading);
    under.delete(code);
    return status;
  };

  const judged = (reading: Reading): Judged => {
    const { wording, looked, direction, strict } = reading;
    const blank = { wording, direction, strict, figure: null, target: null, goals: [], missing: [] };
    switch (looked.kind) {
      case 'nothing':
        return { ...blank, status: 'cannot-be-computed', missing: [looked.missing] };
      case 'goals': {
        const parts = [...new Set(looked.anyOf.flat())].map(code => ({ goal: code, status: goal(code) }));
        const statusOf = new Map(parts.map(({ goal, status }) => [goal, status]));
        const status = anyMet(looked.anyOf.map(all => allMet(all.map(code => known(statusOf, code)))));
        const open = parts.filter(part => part.status === 'cannot-be-computed');
        const missing =
          status === 'cannot-be-computed'
            ? open.map(part => `${byCode.get(part.goal)?.title ?? part.goal} kan ikke gøres op.`)
            : [];
        return { ...blank, status, goals: parts, missing };
      }
      case 'figure':
      case 'measure': {
        const found = looked.kind === 'figure' ? byFigure(reading, facts) : byMeasure(reading, facts);
        const { figure, target, missing } = found;
        const status =
          figure === null || target === null || missing.length > 0
            ? 'cannot-be-computed'
            : reaches(figure.value, target.value, reading)
              ? 'met'
              : 'not-met';
        return { ...blank, status, figure, target, missing };
      }
    }
  };
  return { goal, reading: judged };
}

/** Met when one is; not met when none can be; otherwise nobody can tell. */
function anyMet(statuses: readonly GoalStatusName[]): GoalStatusName {
  if (statuses.includes('met')) return 'met';
  return statuses.includes('cannot-be-computed') ? 'cannot-be-computed' : 'not-met';
}

function allMet(statuses: readonly GoalStatusName[]): GoalStatusName {
  if (statuses.includes('not-met')) return 'not-met';
  return statuses.includes('cannot-be-computed') ? 'cannot-be-computed' : 'met';
}

function reaches(value: number, target: number, { direction, strict }: Reading): boolean {
  const difference = exact(direction === 'at-least' ? value - target : target - value);
  return strict ? difference > 0 : difference >= 0;
}

/** Without the last digits that adding percentages as floats leaves: 1,9 + 0,6 is 2,5. */
function exact(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

type Found = { figure: Amount | null; target: Amount | null; missing: string[] };

function byFigure({ looked, against }: Reading, { figures }: GoalFacts): Found {
  if (looked.kind !== 'figure') return { figure: null, target: null, missing: [] };
  const figure = printed(figures.get(looked.figure), looked.as);
  const lacking = figure === null ? ['Det offentliggjorte tal mangler.'] : [];
  switch (against?.kind) {
    case 'value':
      return { figure, target: stated(against.value, figure?.unit ?? 'pct.'), missing: lacking };
    case 'figure': {
      const other = printed(figures.get(against.figure), looked.as);
      const target = other && withMargin(other, against.marginPoints);
      return {
        figure,
        target,
        missing: target === null ? [...lacking, 'Det tal, der sammenlignes med, mangler.'] : lacking,
      };
    }
    case 'unknown':
      return { figure, target: null, missing: [...lacking, against.missing] };
    case 'area':
    case 'own-past':
    case undefined:
      return { figure, target: null, missing: [...lacking, 'Et trykt tal kan kun holdes mod et andet tal.'] };
  }
}

function printed(figure: PublishedFigureView | undefined, as: 'share' | 'rest' | 'value'): Amount | null {
  if (!figure) return null;
  const { numerator, denominator, statedShare, period, sources } = figure;
  const counted =
    numerator !== null && denominator !== null ? exact((100 * numerator) / denominator) : statedShare;
  const value =
    as === 'value' ? figure.value : as === 'rest' && counted !== null ? exact(100 - counted) : counted;
  if (value === null) return null;
  return {
    value,
    unit: as === 'value' ? figure.unit : 'pct.',
    what: as === 'rest' ? `Resten af: ${figure.title}` : figure.title,
    period,
    numerator: as === 'share' ? numerator : null,
    denominator: as === 'share' ? denominator : null,
    statedShare: as === 'share' ? statedShare : null,
    sources,
  };
}

function byMeasure({ looked, against }: Reading, facts: GoalFacts): Found {
  if (looked.kind !== 'measure') return { figure: null, target: null, missing: [] };
  const own = readable(looked, facts);
  const title = (area: string) => facts.areas.get(area)?.title ?? area;
  const measure = facts.measures.get(looked.measure)?.title ?? looked.measure;
  const inTime = own.shown.filter(({ period }) => isWithin(period, looked));
  const newest = inTime.at(-1);
  const figure = newest ? observed(newest, `${measure}, ${title(looked.area)}`) : null;
  const lack = (lacked: { area: string; series: Readable }[]) =>
    lacked.length === 0
      ? []
      : [
          `${measure}${spanWords(looked)}: tal for ${listed(
            lacked.map(({ area, series }) => `${title(area)}${whyNot(series, looked)}`),
          )}.`,
        ];
  const ownLack = newest ? [] : [{ area: looked.area, series: own }];
  const lacking = lack(ownLack);
  switch (against?.kind) {
    case 'value':
      return { figure, target: stated(against.value, 'pct.'), missing: lacking };
    case 'area': {
      const other = readable({ ...looked, area: against.area }, facts);
      const both = inTime.findLast(({ period }) => other.shown.some(one => one.period === period));
      const compared = other.shown.find(({ period }) => period === both?.period);
      if (both && compared) {
        return {
          figure: observed(both, `${measure}, ${title(looked.area)}`),
          target: withMargin(observed(compared, `${measure}, ${title(against.area)}`), against.marginPoints),
          missing: [],
        };
      }
      const missing = lack([...ownLack, { area: against.area, series: other }]);
      return { figure, target: null, missing };
    }
    case 'own-past': {
      const base = own.shown.find(({ period }) => period === against.period);
      if (base) {
        const target = withMargin(observed(base, `${measure}, ${title(looked.area)}`), against.marginPoints);
        return { figure, target, missing: lacking };
      }
      const missing = `${measure}: tal for ${title(looked.area)} i ${periodText(against.period)}.`;
      return { figure, target: null, missing: [...lacking, missing] };
    }
    case 'unknown':
      return { figure, target: null, missing: [...lacking, against.missing] };
    case 'figure':
    case undefined:
      return { figure, target: null, missing: [...lacking, 'En måling kan ikke holdes mod et trykt tal.'] };
  }
}

/** An observation that may be told and is not assumed, in percent. */
type Told = {
  period: string;
  percent: number;
  numerator: number | null;
  denominator: number | null;
  source: Source;
};
type Readable = { shown: Told[]; held: string[]; assumed: string[] };

function readable(series: Series, { observed }: GoalFacts): Readable {
  const all = observed(series).toSorted((a, b) => (endOf(a.period) < endOf(b.period) ? -1 : 1));
  const certain = all.filter(({ basis }) => basis !== 'assumption');
  return {
    shown: certain.flatMap(one => {
      if (one.state !== 'shown') return [];
      const { period, numerator, denominator, share, source } = one;
      const part =
        numerator !== null && denominator !== null && denominator > 0 ? numerator / denominator : share;
      return part === null ? [] : [{ period, percent: exact(100 * part), numerator, denominator, source }];
    }),
    held: certain.filter(({ state }) => state !== 'shown').map(({ period }) => period),
    assumed: all.filter(({ basis }) => basis === 'assumption').map(({ period }) => period),
  };
}

type Span = { from: string; by: string };

function whyNot({ shown, held, assumed }: Readable, span: Span): string {
  if (held.some(period => isWithin(period, span))) return ' (holdt tilbage for at beskytte små tal)';
  if (assumed.some(period => isWithin(period, span)))
    return ' (der er kun et antaget eksempel, og det afgør ikke et mål)';
  const near = shown.at(-1);
  return near ? ` (det nyeste er ${amountText(near.percent, 'pct.')} for ${periodText(near.period)})` : '';
}

function isWithin(period: string, { from, by }: Span): boolean {
  const end = endOf(period);
  return end >= from && end <= by;
}

function endOf(period: string): string {
  return partsOf(period)?.to ?? '';
}

function spanWords({ from, by }: Span): string {
  const [first, last] = [from.slice(0, 4), by.slice(0, 4)];
  return first === last ? ` i ${first}` : ` fra ${first} til ${last}`;
}

function observed({ percent, period, numerator, denominator, source }: Told, what: string): Amount {
  return {
    value: percent,
    unit: 'pct.',
    what,
    period,
    numerator,
    denominator,
    statedShare: null,
    sources: [source],
  };
}

function stated(value: number, unit: string): Amount {
  return {
    value,
    unit,
    what: 'Fast værdi i målet',
    period: null,
    numerator: null,
    denominator: null,
    statedShare: null,
    sources: [],
  };
}

/** The margin is in percentage points; the counts belong to the figure without it. */
function withMargin(amount: Amount, marginPoints: number): Amount {
  if (marginPoints === 0) return amount;
  const margin = `${marginPoints > 0 ? '+' : '−'} ${amountText(Math.abs(marginPoints), 'procentpoint')}`;
  return { ...amount, value: exact(amount.value + marginPoints), what: `${amount.what} ${margin}` };
}

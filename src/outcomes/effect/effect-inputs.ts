import type { Basis, Source } from '../../shared/source.schema.ts';
import type { Period } from '../period.ts';
import type { Estimate, ExpectedFrom } from './effect.ts';
import type { GroupFacts, Named, Told } from './group-facts.ts';
import { wilson, type Counted } from '../share.ts';

/** A figure that went in. Shares are 0–1; there is an interval where the counts may be told. */
export type Input = {
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

export function isCounted(cell: Told): boolean {
  return cell.state === 'shown' && cell.numerator !== null && cell.denominator !== null;
}

export function inputsOf(facts: GroupFacts, period: Period, base: Period | null): Input[] {
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

export function inputOf(role: Input['role'], area: Named, period: Period, cells: readonly Told[]): Input {
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

export function estimateOf({ share, interval }: Input): Estimate | null {
  return share === null ? null : { share, ...(interval ?? { low: share, high: share }) };
}

export function shareIn(cells: readonly Told[], period: Period): number | null {
  const cell = cells.find(cell => cell.period === period);
  if (cell?.state !== 'shown') return null;
  if (cell.numerator === null || cell.denominator === null) return cell.share;
  return cell.numerator / cell.denominator;
}

export function countedIn(inputs: readonly Input[], role: Input['role']): Counted | null {
  const { numerator = null, denominator = null } = inputs.find(input => input.role === role) ?? {};
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

export function developed(inputs: readonly Input[]): ExpectedFrom | null {
  const own = countedIn(inputs, 'base');
  const base = countedIn(inputs, 'comparison-base');
  const current = countedIn(inputs, 'comparison');
  return own && base && current ? { kind: 'development', own, comparison: { base, current } } : null;
}

/** The counts of a period, where they may be told. */
export function countedOf(cells: readonly Told[], period: Period): Counted | null {
  const cell = cells.find(cell => cell.period === period);
  if (cell?.state !== 'shown' || cell.numerator === null || cell.denominator === null) return null;
  return cell.denominator > 0 ? { numerator: cell.numerator, denominator: cell.denominator } : null;
}

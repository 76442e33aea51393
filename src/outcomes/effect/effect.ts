import type { Placebo } from './placebo.ts';
import { wilson, z95, type Counted, type Interval, type Share } from '../share.ts';

/** Where the expected share comes from: somebody has stated it, or it is the group's own base moved as the comparison moved. */
export type ExpectedFrom =
  | { kind: 'stated'; share: number }
  | { kind: 'development'; own: Counted; comparison: { base: Counted; current: Counted } };

type Verdict = 'above' | 'below' | 'indistinguishable';

/** Shares and differences of shares, as fractions of one; intervals are 95 %. */
export type Effect = {
  observed: Share;
  expected: Estimate;
  effect: Estimate;
  verdict: Verdict;
  /** What the verdict means for the group, by whether more or less of the measure is better. */
  meaning: 'better' | 'worse' | 'indistinguishable';
  /** The true difference that would be found four times out of five. */
  detectable: number;
  /** How likely a difference as large is where nothing has happened. */
  chance: number;
  /** What the verdict reckons with: chance within the group alone, or how the same group fares in so many other municipalities too. */
  municipalities: number | null;
  /** Whether it would stand alone, but not among all the comparisons made beside it. */
  tightened: boolean;
};

export type Estimate = Interval & { share: number };

/** The normal distribution's 80 % point. */
const z80 = 0.8416212335729143;

/**
 * Observed less expected. The expected share by difference in differences is the group's own share in the base period and what the
 * comparison area's share has changed since, kept within 0–1. The interval counts in the uncertainty of every share that
 * was counted; a stated expectation has none.
 */
export function effectOf(
  current: Counted,
  expectedFrom: ExpectedFrom,
  better: 'higher' | 'lower' = 'higher',
): Effect {
  const observed = wilson(current);
  const terms = termsOf(expectedFrom);
  const expected = withinShares(combine(terms, expectedFrom.kind === 'stated' ? expectedFrom.share : 0));
  const away = terms.map(term => ({ ...term, sign: -term.sign }));
  const stated = expectedFrom.kind === 'stated' ? -expectedFrom.share : 0;
  const difference = combine([{ share: observed, sign: 1 }, ...away], stated);
  const effect = shifted(difference, observed.share - expected.share - difference.share);
  const verdict = effect.low > 0 ? 'above' : effect.high < 0 ? 'below' : 'indistinguishable';
  const detectable = smallestDetectable(current, expectedFrom);
  const chance = chanceOf(effect);
  const meaning = meaningOf(verdict, better);
  return {
    observed,
    expected,
    effect,
    verdict,
    meaning,
    detectable,
    chance,
    municipalities: null,
    tightened: false,
  };
}

/** The same where figures of other municipalities say how far a change may be from theirs. */
export function effectAmong(
  current: Counted,
  base: Counted,
  { expected: change, low, high, chance, detectable, municipalities }: Placebo,
  better: 'higher' | 'lower' = 'higher',
): Effect {
  const observed = wilson(current);
  const share = current.numerator / current.denominator;
  const before = base.numerator / base.denominator + change;
  const [least, most] = [share - high, share - low];
  const expected = withinShares({ share: before, low: least, high: most });
  const effect = { share: observed.share - expected.share, low, high };
  const verdict = low > 0 ? 'above' : high < 0 ? 'below' : 'indistinguishable';
  const meaning = meaningOf(verdict, better);
  return {
    observed,
    expected,
    effect,
    verdict,
    meaning,
    detectable,
    chance,
    municipalities,
    tightened: false,
  };
}

/** A share is at least none and at most all. */
function withinShares({ share, low, high }: Estimate): Estimate {
  return { share: toShare(share), low: toShare(low), high: toShare(high) };
}

function toShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function shifted({ share, low, high }: Estimate, by: number): Estimate {
  return { share: share + by, low: low + by, high: high + by };
}

/** The two-sided chance that goes with an interval: how many standard errors nothing is away, by the limit on that side. */
function chanceOf({ share, low, high }: Estimate): number {
  const reach = share > 0 ? share - low : high - share;
  if (reach === 0) return share === 0 ? 1 : 0;
  return 2 * tailOfNormal((Math.abs(share) / reach) * z95);
}

/** By the complementary error function, to some seven digits (Abramowitz and Stegun 1964, 7.1.26). */
function tailOfNormal(z: number): number {
  const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2);
  const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const series = factors.reduce((sum, factor) => (sum + factor) * t, 0);
  return (series * Math.exp((-z * z) / 2)) / 2;
}

/**
 * The difference of two shares with its interval.
 * (R. G. Newcombe, Interval estimation for the difference between independent proportions, Stat. Med. 17, 1998, 873–890: method 10.)
 */
export function difference(a: Counted, b: Counted): Estimate {
  return combine([
    { share: wilson(a), sign: 1 },
    { share: wilson(b), sign: -1 },
  ]);
}

type Term = { share: Share; sign: number };

function termsOf(from: ExpectedFrom): Term[] {
  if (from.kind === 'stated') return [];
  const { base, current } = from.comparison;
  return [
    { share: wilson(from.own), sign: 1 },
    { share: wilson(current), sign: 1 },
    { share: wilson(base), sign: -1 },
  ];
}

/**
 * A sum of independent shares with signs; each limit is recovered from the shares' own limits (MOVER).
 * (G. Y. Zou, A. Donner, Construction of confidence limits about effect measures: a general approach, Stat. Med. 27, 2008,
 * 1693–1702; A. Donner, G. Y. Zou, Closed-form confidence intervals for functions of the normal mean and standard deviation,
 * Stat. Methods Med. Res. 21, 2012, 347–359.)
 */
function combine(terms: readonly Term[], constant = 0): Estimate {
  let share = constant;
  let below = 0;
  let above = 0;
  for (const { share: one, sign } of terms) {
    const [down, up] = [one.share - one.low, one.high - one.share];
    share += sign * one.share;
    below += (sign > 0 ? down : up) ** 2;
    above += (sign > 0 ? up : down) ** 2;
  }
  return { share, low: share - Math.sqrt(below), high: share + Math.sqrt(above) };
}

function meaningOf(verdict: Verdict, better: 'higher' | 'lower'): Effect['meaning'] {
  if (verdict === 'indistinguishable') return verdict;
  return (verdict === 'above') === (better === 'higher') ? 'better' : 'worse';
}

/**
 * Two-sided at 5 % with 80 % power: z₀.₉₇₅ standard errors where nothing has happened (the periods of each area pooled) and z₀.₈₀ where
 * something has (each share by itself). (J. L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions, 3rd
 * ed. 2003, section 4.2, solved for the difference.)
 */
function smallestDetectable(current: Counted, from: ExpectedFrom): number {
  if (from.kind === 'stated') {
    const none = variance(from.share, current.denominator);
    const some = variance(current.numerator / current.denominator, current.denominator);
    return z95 * Math.sqrt(none) + z80 * Math.sqrt(some);
  }
  const pairs: [Counted, Counted][] = [
    [from.own, current],
    [from.comparison.base, from.comparison.current],
  ];
  const none = sum(pairs.map(([a, b]) => pooledVariance(a, b)));
  const some = sum(pairs.flat().map(one => variance(one.numerator / one.denominator, one.denominator)));
  return z95 * Math.sqrt(none) + z80 * Math.sqrt(some);
}

function pooledVariance(a: Counted, b: Counted): number {
  const pooled = (a.numerator + b.numerator) / (a.denominator + b.denominator);
  return variance(pooled, a.denominator) + variance(pooled, b.denominator);
}

function variance(share: number, of: number): number {
  return (share * (1 - share)) / of;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

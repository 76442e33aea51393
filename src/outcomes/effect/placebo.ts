import type { Counted, Interval } from '../share.ts';

/** A group in one municipality before and after. */
export type Change = { base: Counted; current: Counted };

/** How a group elsewhere has changed, and how sure the change here can be against it. */
export type Placebo = Interval & {
  /** What the same group's share has changed on average in the others. */
  expected: number;
  /** The standard deviation of the true changes between them. */
  between: number;
  municipalities: number;
  /** The true difference that would be found four times out of five. */
  detectable: number;
  /** How likely a change as far from theirs is where nothing has happened. */
  chance: number;
};

/** Fewer than this tell too little of how municipalities vary. */
export const fewestMunicipalities = 10;

/**
 * The change here against the same group's changes in other municipalities, which the group itself is no part of: a municipality drawn like them
 * would lie within the interval in 95 of 100 cases. Null where there are too few of them.
 * (A prediction interval under random effects: J. P. T. Higgins, S. G. Thompson, D. J. Spiegelhalter, A re-evaluation of random-effects
 * meta-analysis, J. R. Stat. Soc. A 172, 2009, 137–159; the spread by the method of moments of R. DerSimonian and N. Laird, 1986.)
 */
export function placebo(own: Change, others: readonly Change[]): Placebo | null {
  const m = others.length;
  if (m < fewestMunicipalities) return null;
  const changes = others.map(changeOf);
  const between = Math.sqrt(spreadOf(changes));
  const weights = changes.map(({ variance }) => 1 / (variance + between ** 2));
  const weight = sum(weights);
  const expected = sum(changes.map(({ change }, i) => change * (weights[i] ?? 0))) / weight;
  const here = changeOf(own);
  const error = Math.sqrt(here.variance + between ** 2 + 1 / weight);
  const away = here.change - expected;
  const reach = quantileOfT(0.975, m - 1) * error;
  return {
    expected,
    between,
    municipalities: m,
    detectable: reach + quantileOfT(0.8, m - 1) * error,
    low: away - reach,
    high: away + reach,
    chance: 2 * tailOfT(Math.abs(away) / error, m - 1),
  };
}

/** With half a person added to each side, so that none or all has a spread too. */
function changeOf({ base, current }: Change): { change: number; variance: number } {
  const [before, after] = [shareOf(base), shareOf(current)];
  return {
    change: current.numerator / current.denominator - base.numerator / base.denominator,
    variance: (before * (1 - before)) / base.denominator + (after * (1 - after)) / current.denominator,
  };
}

function shareOf({ numerator, denominator }: Counted): number {
  return (numerator + 0.5) / (denominator + 1);
}

function spreadOf(changes: readonly { change: number; variance: number }[]): number {
  const weights = changes.map(({ variance }) => 1 / variance);
  const weight = sum(weights);
  const mean = sum(changes.map(({ change }, i) => change * (weights[i] ?? 0))) / weight;
  const q = sum(changes.map(({ change }, i) => (weights[i] ?? 0) * (change - mean) ** 2));
  const scale = weight - sum(weights.map(one => one ** 2)) / weight;
  return Math.max(0, (q - (changes.length - 1)) / scale);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The chance that Student's t with so many degrees of freedom is above `t`; by the regularised incomplete beta function. */
function tailOfT(t: number, degrees: number): number {
  const x = degrees / (degrees + t * t);
  const tail = incompleteBeta(x, degrees / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** Found by halving: the tail falls all the way. */
function quantileOfT(chance: number, degrees: number): number {
  let [low, high] = [0, 1000];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (tailOfT(middle, degrees) > 1 - chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** As a continued fraction (W. H. Press and others, Numerical Recipes, 3rd ed. 2007, section 6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let i = 1; i <= 300; i++) {
    const even = (i * (b - i) * x) / ((a + 2 * i - 1) * (a + 2 * i));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + i) * (a + b + i) * x) / ((a + 2 * i) * (a + 2 * i + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return (front * fraction) / a;
}

/** By Lanczos' approximation, as good as a float can tell. */
function logGamma(x: number): number {
  const factors = [
    76.18009172947, -86.50532032942, 24.01409824083, -1.23173957245, 0.001208650974, -0.00000539523938,
  ];
  const base = x + 5.5;
  const series = factors.reduce((sum, factor, i) => sum + factor / (x + 1 + i), 1.000000000190015);
  return -(base - (x + 0.5) * Math.log(base)) + Math.log((2.506628274631 * series) / x);
}

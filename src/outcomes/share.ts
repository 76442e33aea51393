/** Some of so many: whole numbers, the denominator above zero. */
export type Counted = { numerator: number; denominator: number };

export type Interval = { low: number; high: number };

/** A share, 0–1, with its 95 % interval. */
export type Share = Counted & Interval & { share: number };

/** The normal distribution's 97.5 % point: what 95 % intervals reach on either side. */
export const z95 = 1.959963984540054;

/**
 * The share with its score interval, without continuity correction.
 * (E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22, 1927, 209–212.)
 */
export function wilson({ numerator, denominator }: Counted): Share {
  if (!(denominator > 0)) throw new RangeError('wilson: a share is of at least one');
  const share = numerator / denominator;
  const z2 = z95 * z95;
  const middle = numerator + z2 / 2;
  const reach = z95 * Math.sqrt((numerator * (denominator - numerator)) / denominator + z2 / 4);
  const low = numerator === 0 ? 0 : (middle - reach) / (denominator + z2);
  const high = numerator === denominator ? 1 : (middle + reach) / (denominator + z2);
  return { numerator, denominator, share, low, high };
}

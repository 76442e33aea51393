/** An exact number: whole numerator over a denominator above zero, in lowest terms. */
export type Fraction = { numerator: bigint; denominator: bigint };

export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) throw new RangeError('fraction: the denominator cannot be zero');
  const sign = bottom < 0n ? -1n : 1n;
  const shared = commonDivisor(top < 0n ? -top : top, bottom * sign);
  return { numerator: (sign * top) / shared, denominator: (sign * bottom) / shared };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function compareFractions(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** As a decimal number; `down` and `up` never pass the exact value, `nearest` rounds a half away from zero. */
export function toNumber(value: Fraction, decimals: number, rounding: 'nearest' | 'down' | 'up'): number {
  const scale = 10n ** BigInt(decimals);
  const negative = value.numerator < 0n;
  const size = (negative ? -value.numerator : value.numerator) * scale;
  const whole = size / value.denominator;
  const rest = size % value.denominator;
  const away =
    rounding === 'nearest'
      ? rest * 2n >= value.denominator && rest > 0n
      : rest > 0n && (rounding === 'up') !== negative;
  const rounded = away ? whole + 1n : whole;
  return Number(negative ? -rounded : rounded) / Number(scale);
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}

/** Small counts are told to nobody, not even back to the one who sent them. */
export function countText(count: number | null): string {
  return count === null ? 'ukendt' : count > 0 && count < 5 ? 'under 5' : String(count);
}

/** A sum as people read it; small counts are told to nobody. */
export function sumText({
  numerator,
  denominator,
  share,
  suppressed,
}: {
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  suppressed: boolean;
}): string {
  if (suppressed) return 'et tal, kilden holder tilbage';
  if (numerator !== null && denominator !== null) {
    const isSmall =
      (numerator > 0 && numerator < 5) ||
      (denominator > numerator && denominator - numerator < 5) ||
      denominator < 5;
    return isSmall
      ? `under 5 af ${denominator < 5 ? 'under 5' : denominator}`
      : `${numerator} af ${denominator} (${percentText(numerator / denominator)})`;
  }
  if (share !== null) return percentText(share);
  if (numerator !== null) return numerator > 0 && numerator < 5 ? 'under 5' : `${numerator}`;
  return 'ingen sum, fordi andele ikke kan lægges sammen';
}

export function percentText(share: number): string {
  return `${(share * 100).toLocaleString('da-DK', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
}

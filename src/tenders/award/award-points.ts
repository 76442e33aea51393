import { compareFractions, fraction, minus, plus, times, type Fraction } from '../../shared/fraction.ts';
import { hundredths } from './award-findings.ts';
import type { AwardModel, Bid, Criterion } from '../award-model.schema.ts';

/** A bid with its exact points per criterion, in the model's order, and their weighted sum. */
export type ScoredBid = { bid: Bid; points: Fraction[]; total: Fraction };

/** Points and totals of bids in which `awardFindings` finds nothing. */
export function score({ scale, criteria }: AwardModel, bids: readonly Bid[]): ScoredBid[] {
  const columns = criteria.map(criterion =>
    criterion.kind === 'price'
      ? pricePoints(
          criterion,
          bids.map(bid => priceOf(bid, criterion.code)),
          scale,
        )
      : bids.map(bid => fraction(hundredths(pointsOf(bid, criterion.code)) ?? 0, 100)),
  );
  return bids.map((bid, row) => {
    const points = columns.map(column => column[row] ?? fraction(0));
    const total = criteria.reduce(
      (sum, { weightPermille }, i) =>
        plus(sum, times(fraction(weightPermille, 1000), points[i] ?? fraction(0))),
      fraction(0),
    );
    return { bid, points, total };
  });
}

/**
 * Proportional: lowest + span × cheapest ÷ price. Linear: highest − span × (price − cheapest) ÷ (cheapest × slope), where a
 * price `zeroAtPercent` above the cheapest, or more, gets the lowest points.
 */
function pricePoints(
  { rule }: Extract<Criterion, { kind: 'price' }>,
  prices: readonly bigint[],
  { lowest, highest }: AwardModel['scale'],
): Fraction[] {
  const cheapest = prices.reduce((least, price) => (price < least ? price : least));
  const span = fraction(highest - lowest);
  return prices.map(price => {
    switch (rule.kind) {
      case 'proportional':
        return plus(fraction(lowest), times(span, fraction(cheapest, price)));
      case 'linear': {
        const dearer = fraction((price - cheapest) * 100n, cheapest * BigInt(rule.zeroAtPercent));
        const points = minus(fraction(highest), times(span, dearer));
        return compareFractions(points, fraction(lowest)) < 0 ? fraction(lowest) : points;
      }
    }
  });
}

export function priceOf(bid: Bid, criterion: string): bigint {
  return BigInt(bid.prices.find(price => price.criterion === criterion)?.amountOere ?? 0);
}

function pointsOf(bid: Bid, criterion: string): number {
  return bid.scores.find(score => score.criterion === criterion)?.points ?? 0;
}

import type { Day } from '../shared/days/day.ts';
import type { BidEvent, KeptBid } from './award-model.schema.ts';

/** What takes a bid out of the competition; the others are only told. */
const out: ReadonlySet<BidEvent['kind']> = new Set<BidEvent['kind']>([
  'late',
  'withdrawn',
  'rejected',
  'non-compliant',
]);

/** What took a bid out of the competition, as known on `today`; null while it stands. */
export function leftBy({ events }: Pick<KeptBid, 'events'>, today: Day): BidEvent | null {
  let left: BidEvent | null = null;
  for (const event of events) {
    if (event.knownOn > today) continue;
    if (out.has(event.kind)) left = event;
    else if (event.kind === 'reinstated') left = null;
  }
  return left;
}

/** The bids that are judged: neither late, withdrawn, rejected nor outside the terms. */
export function standingBids<Bid extends Pick<KeptBid, 'events'>>(bids: readonly Bid[], today: Day): Bid[] {
  return bids.filter(bid => leftBy(bid, today) === null);
}

/** A price somebody has asked about, and that nobody has explained: the bid cannot be taken before it is. */
export function lowPriceOpen({ events }: Pick<KeptBid, 'events'>, today: Day): boolean {
  const last = events.findLast(
    ({ kind, knownOn }) =>
      knownOn <= today &&
      (kind === 'low-price-asked' || kind === 'low-price-answered' || kind === 'rejected'),
  );
  return last?.kind === 'low-price-asked';
}

import { Assumed } from '../shared/page/page.tsx';
import { assumedIn, type AssumableField, type BalanceFacts } from './balance-facts.ts';
import type { Budget } from './balance.ts';
import type { OfferView } from '../offers/offer.schema.ts';
import { offersText, percent } from '../offers/wording.ts';

type AssumedFieldProps = { facts: BalanceFacts; field: AssumableField; what: string };

export function AssumedField({ facts: { offers }, field, what }: AssumedFieldProps) {
  const assumed = assumedIn(offers, field);
  if (assumed.length === 0) return null;
  return (
    <p class="small-text">
      {what} for {assumed.length} af {offersText(offers.length)} er{' '}
      <Assumed reason={commonestReason(assumed, field)} />
    </p>
  );
}

/** The reason most of the offers share, where they do. */
export function commonestReason(offers: readonly OfferView[], field: AssumableField): string {
  const reasons = offers.flatMap(offer =>
    offer.assumptions.filter(assumption => assumption.field === field).map(({ reason }) => reason),
  );
  const counts = [...Map.groupBy(reasons, reason => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  const [commonest] = counts;
  if (!commonest) return '';
  const [reason, { length }] = commonest;
  if (counts.length === 1) return reason;
  const each = 'Hvert tilbud har sin egen begrundelse.';
  return length * 2 >= reasons.length ? `${reason} ${each}` : each;
}

/** What part of the money rests on assumption, in words that end in the word that carries the mark. */
export function assumedShare({ assumedOere, allocatedOere, assumedPercent }: Budget): string {
  if (assumedOere === 0) return 'Intet af beløbet er antaget';
  return `${assumedOere === allocatedOere ? 'Hele beløbet' : `${percent(assumedPercent)} af beløbet`} er antaget`;
}

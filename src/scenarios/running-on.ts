import type { OfferView } from '../offers/offer.schema.ts';
import { priceInYear } from '../offers/price.ts';
import { dayNumber, inYear, type Day } from '../shared/days/day.ts';
import type { Oere } from '../shared/money.ts';

/** What a contract still costs in a year after its offer has been dropped; null where the price is unknown. */
export type RunningOn = {
  offer: string;
  name: string;
  until: Day;
  year: number;
  days: number;
  amountOere: Oere | null;
};

/** The contract runs its days of the year out: the year's price by days, half an øre rounded up. */
export function runningOn(dropped: readonly OfferView[], years: readonly number[]): RunningOn[] {
  return dropped.flatMap(offer => years.flatMap(year => runningOnIn(offer, year) ?? []));
}

function runningOnIn(offer: OfferView, year: number): RunningOn | null {
  const until = offer.binding.contractUntil;
  const price = priceInYear(offer, year);
  if (until === null || until < inYear(year, '01-01') || price.kind === 'does-not-run') return null;
  const last = until < inYear(year, '12-31') ? until : inYear(year, '12-31');
  const daysOf = (to: Day) => dayNumber(to) - dayNumber(inYear(year, '01-01')) + 1;
  const days = daysOf(last);
  const amountOere =
    price.kind === 'known' ? Math.round((price.amountOere * days) / daysOf(inYear(year, '12-31'))) : null;
  return { offer: offer.code, name: offer.name, until, year, days, amountOere };
}

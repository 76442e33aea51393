import { sumOere, type Oere } from '../shared/money.ts';
import type { OfferView } from './offer.schema.ts';
import { priceOver } from './price.ts';
import { money, offersText } from './wording.ts';
import { number } from '../shared/wording.ts';

/** What is missing from an amount: some or all of the money of some offers, and contracts on offers that have left. */
export type Missing = { unknownPriceOffers: number; unpricedOffers: number; unknownContracts?: number };

/** `offers` is how many the amount is of; where nothing of any of them is known, nor anything else, the amount is unknown. */
export type KnownPart = Missing & { amountOere: Oere; offers: number };

/** How an amount is written. */
type Written = (amount: Oere) => string;

export function isIncomplete({ unknownPriceOffers, unknownContracts = 0 }: Missing): boolean {
  return unknownPriceOffers + unknownContracts > 0;
}

/** `3,4 mio. kr.`, `mindst 3,4 mio. kr.` where some of it is unknown, or `ukendt` where nothing is known: never a zero for it. */
export function knownMoney(part: KnownPart, text: Written = money): string {
  if (isWhollyUnknown(part)) return 'ukendt';
  return isIncomplete(part) ? `mindst ${text(part.amountOere)}` : text(part.amountOere);
}

export function isWhollyUnknown({ amountOere, offers, unpricedOffers, unknownContracts = 0 }: KnownPart) {
  return amountOere === 0 && unpricedOffers === offers && offers + unknownContracts > 0;
}

/** Which part of an amount is missing, as a sentence without its stop; null where nothing is. */
export function missingMoney({
  unknownPriceOffers,
  unpricedOffers,
  unknownContracts = 0,
}: Missing): string | null {
  const partly = unknownPriceOffers - unpricedOffers;
  const parts = [
    ...(unpricedOffers > 0 ? [`${offersText(unpricedOffers)} uden kendt pris er ikke med`] : []),
    ...(partly > 0 ? [`${offersText(partly)} er kun med for de år, hvor prisen kendes`] : []),
    ...(unknownContracts > 0
      ? [
          unknownContracts === 1
            ? 'en kontrakt, der løber videre til ukendt pris, er ikke med'
            : `${unknownContracts} kontrakter, der løber videre til ukendt pris, er ikke med`,
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join('; ') : null;
}

/** `36`, `mindst 25` where an offer does not say how many it has, `ukendt` where none does. */
export function knownPlaces(part: { places: number; offers: number; offersWithoutPlaces: number }): string {
  const { places, offers, offersWithoutPlaces } = part;
  if (places === 0 && offersWithoutPlaces === offers && offers > 0) return 'ukendt';
  return offersWithoutPlaces > 0 ? `mindst ${number(places)}` : number(places);
}

/** How many of the offers have a price that is unknown in at least one of the years they run in, and in all of them. */
export function missingOf(offers: readonly OfferView[], years: readonly number[]): Missing {
  const prices = offers.map(offer => priceOver(offer, years));
  return {
    unknownPriceOffers: prices.filter(price => 'unknownYears' in price).length,
    unpricedOffers: prices.filter(({ kind }) => kind === 'unknown').length,
  };
}

type SpentYear = Missing & { frameOere: Oere; allocatedOere: Oere; leftOere: Oere; offers: number };

/** What a frame is spent on in a year, or in several that are shown beside their sum. */
export type Spent = SpentYear & { years?: readonly SpentYear[] };

/** What a frame is spent on, as far as prices are known: of several years, the sum of what is shown of each. */
export function spentText(spent: Spent, text: Written = money): string {
  const amountOere =
    text === money && spent.years
      ? sumOere(spent.years.map(year => shownOere(year.allocatedOere)))
      : spent.allocatedOere;
  return knownMoney({ ...spent, amountOere }, text);
}

/** `1,5 mio. kr. tilbage`, `højst` so much where a price is unknown, or `0,8 mio. kr. over rammen`. */
export function leftText(spent: Spent, text: Written = money): string {
  if (spent.leftOere < 0) return `${overText(spent, text)} over rammen`;
  return `${isIncomplete(spent) ? 'højst ' : ''}${text(text === money ? leftShown(spent) : spent.leftOere)} tilbage`;
}

export function overText(spent: Spent, text: Written = money): string {
  return `${isIncomplete(spent) ? 'mindst ' : ''}${text(text === money ? -leftShown(spent) : -spent.leftOere)}`;
}

/** As an amount is shown: in tenths of a million, and exact below that. */
export function shownOere(amount: Oere): Oere {
  const size = Math.abs(amount);
  return size < tenthOfMillion
    ? amount
    : Math.sign(amount) * Math.round(size / tenthOfMillion) * tenthOfMillion;
}

const tenthOfMillion = 10_000_000;

/**
 * What is left as it is shown: the frame as shown less the spending as shown, so that the three agree; of several years the sum of
 * theirs. What is too small for tenths of a million, or would change its side, is shown as it is.
 */
export function leftShown({ frameOere, allocatedOere, leftOere, years }: Spent): Oere {
  const left = years ? sumOere(years.map(leftShown)) : shownOere(frameOere) - shownOere(allocatedOere);
  return Math.abs(leftOere) < tenthOfMillion || Math.sign(left) !== Math.sign(leftOere) ? leftOere : left;
}

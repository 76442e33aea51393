import {
  breadthLabels,
  certaintyLabels,
  deliveryLabels,
  directionLabels,
  purposeLabels,
  type OfferView,
} from '../offers/offer.schema.ts';
import { priceInYear } from '../offers/price.ts';
import { namesOf, type Names } from '../offers/wording.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';
import { formatDay } from '../shared/days/day.ts';
import { formatKroner, type Oere } from '../shared/money.ts';
import { stopped } from '../shared/wording.ts';
import { idleChanges, offerOf } from './scenario.ts';
import type { ScenarioChange, SeenOffer, SeenPortfolio } from './scenario.schema.ts';

/** How a vifte now differs from the one somebody saw; `offer` is null for what is about the whole vifte. */
export type SeenDifference = { offer: string | null; name: string; sentence: string };

type Seen = { portfolio: Pick<WholePortfolio['portfolio'], 'frames'>; offers: readonly OfferView[] };

/** What a scenario or a decision keeps of the vifte, to tell later what has changed in it since. */
export function seenOf({ portfolio: { frames }, offers }: Seen): SeenPortfolio {
  return {
    frames: frames.map(({ year, amountOere }) => ({ year, amountOere })),
    offers: offers.map(seenOffer),
  };
}

/** Everything that matters to a figure and is not as it was seen, in the order of the vifte; what is gone comes last. */
export function seenDifferences(seen: SeenPortfolio, whole: WholePortfolio): SeenDifference[] {
  const now = seenOf(whole);
  const names = namesOf(whole);
  const before = new Map(seen.offers.map(offer => [offer.code, offer]));
  const after = new Set(now.offers.map(({ code }) => code));
  return [
    ...frameDifferences(seen, now),
    ...now.offers.flatMap(offer => {
      const was = before.get(offer.code);
      if (!was) return [about(offer, `${offer.name} er kommet til i viften.`)];
      return changesBetween(was, offer, names).map(change =>
        about(offer, stopped(`${offer.name}: ${change}`)),
      );
    }),
    ...seen.offers.flatMap(offer =>
      after.has(offer.code) ? [] : [about(offer, `${offer.name} er ikke længere i viften.`)],
    ),
  ];
}

/** How the vifte has moved under a scenario, with the changes of it that have lost their offer. */
export function movedUnder(
  { seen, changes }: { seen: SeenPortfolio; changes: readonly ScenarioChange[] },
  whole: WholePortfolio,
): SeenDifference[] {
  const names = new Map(seen.offers.map(({ code, name }) => [code, name]));
  const lost = new Set(idleChanges(whole, changes).map(offerOf));
  return [
    ...seenDifferences(seen, whole),
    ...[...lost].map(code => {
      const name = names.get(code) ?? code;
      return {
        offer: code,
        name,
        sentence: `Scenariets ændring af ${name} har intet at ændre; den falder væk, når viften godkendes.`,
      };
    }),
  ];
}

function seenOffer(offer: OfferView): SeenOffer {
  return {
    code: offer.code,
    name: offer.name,
    years: offer.years,
    purpose: offer.purpose.type,
    certainty: offer.evidence.certainty,
    direction: offer.evidence.direction,
    breadth: offer.breadth,
    delivery: offer.delivery,
    supplier: offer.supplier,
    statutory: offer.binding.statutory,
    contractUntil: offer.binding.contractUntil,
    places: offer.targetGroups.map(({ group, placesPerYear }) => [group, placesPerYear]),
    prices: offer.years.map(year => ({ year, amountOere: amountIn(offer, year) })),
  };
}

function amountIn(offer: OfferView, year: number): number | null {
  const price = priceInYear(offer, year);
  return price.kind === 'known' ? price.amountOere : null;
}

function frameDifferences(seen: SeenPortfolio, now: SeenPortfolio): SeenDifference[] {
  const years = [...new Set([...seen.frames, ...now.frames].map(({ year }) => year))].toSorted(
    (a, b) => a - b,
  );
  return years.flatMap(year => {
    const was = frameIn(seen, year);
    const is = frameIn(now, year);
    if (was === is) return [];
    const sentence = stopped(
      `Rammen for ${year} var ${was === undefined ? 'ikke sat' : formatKroner(was)}, nu ${is === undefined ? 'dækker viften ikke året' : `er den ${formatKroner(is)}`}`,
    );
    return [{ offer: null, name: 'Rammen', sentence }];
  });
}

function frameIn({ frames }: SeenPortfolio, year: number): Oere | undefined {
  return frames.find(frame => frame.year === year)?.amountOere;
}

function changesBetween(was: SeenOffer, is: SeenOffer, names: Names): string[] {
  const said: string[] = [];
  const changed = (what: string, before: string, after: string) => {
    if (before !== after) said.push(`${what} var ${before}, nu ${after}`);
  };
  changed('navnet', was.name, is.name);
  changed('årene', was.years.join(' og '), is.years.join(' og '));
  for (const year of is.years.filter(year => was.years.includes(year)))
    changed(`prisen i ${year}`, priceText(was, year), priceText(is, year));
  changed('pladserne', placesText(was, names), placesText(is, names));
  changed('formålet', purposeLabels[was.purpose], purposeLabels[is.purpose]);
  changed('evidensens sikkerhed', certaintyLabels[was.certainty], certaintyLabels[is.certainty]);
  changed('evidensens retning', directionLabels[was.direction], directionLabels[is.direction]);
  changed('spændvidden', breadthLabels[was.breadth], breadthLabels[is.breadth]);
  changed('leveranceformen', deliveryLabels[was.delivery], deliveryLabels[is.delivery]);
  changed('leverandøren', supplierText(was, names), supplierText(is, names));
  changed('lovpligten', was.statutory ? 'lovpligtigt' : 'frit', is.statutory ? 'lovpligtigt' : 'frit');
  changed('kontrakten', contractText(was), contractText(is));
  return said;
}

function priceText({ prices }: SeenOffer, year: number): string {
  const amount = prices.find(price => price.year === year)?.amountOere;
  return amount == null ? 'ukendt' : formatKroner(amount);
}

function placesText({ places }: SeenOffer, { group: nameOf }: Names): string {
  if (places.length === 0) return 'uden målgruppe';
  return places.map(([group, places]) => `${nameOf(group)} ${places ?? 'ukendt'}`).join(', ');
}

function supplierText({ supplier }: SeenOffer, names: Names): string {
  return supplier === null ? 'ikke valgt' : names.supplier(supplier);
}

function contractText({ contractUntil }: SeenOffer): string {
  return contractUntil === null ? 'uden udløb' : `til ${formatDay(contractUntil)}`;
}

function about({ code, name }: SeenOffer, sentence: string): SeenDifference {
  return { offer: code, name, sentence };
}

import type { OfferView } from '../../../src/offers/offer.schema.ts';
import type { WholePortfolio } from '../../../src/offers/whole-portfolio.ts';
import type { Asked } from '../../../src/scenarios/solver/demand.ts';
import type { ScenarioChange } from '../../../src/scenarios/scenario.schema.ts';
import { applyChanges } from '../../../src/scenarios/scenario.ts';

/** A choice with its figures, in the order of the objectives, and the offers that are in. */
export type Chosen = { figures: number[]; has: (code: string) => boolean };

const years = [2024, 2025];
/** Days of 2024, a leap year, and 2025. */
const daysOf: Record<number, number> = { 2024: 366, 2025: 365 };

/**
 * Every choice that keeps to what is asked, by plain enumeration: no program, no solver, and the rules written anew from what
 * they say. `letGo` is dropped by somebody who asks for it, so that its unknown price does not keep it.
 */
export function everyVifte(whole: WholePortfolio, asked: Asked, letGo: string | null = null): Chosen[] {
  const gone = new Set([...asked.drop, ...(letGo === null ? [] : [letGo])]);
  let choices: (number | 'as-it-is' | 'gone')[][] = [[]];
  for (const offer of whole.offers)
    choices = choices.flatMap(chosen => optionsOf(offer, asked, gone).map(option => [...chosen, option]));
  const scaled = new Map(
    whole.offers.flatMap((offer, i) =>
      [...new Set(choices.map(chosen => chosen[i] ?? 'gone'))].map(
        option => [`${offer.code} ${option}`, facts(whole, offer, option)] as const,
      ),
    ),
  );
  const today = whole.offers.map(offer => facts(whole, offer, 'as-it-is'));
  const groups = new Set(whole.offers.flatMap(({ targetGroups }) => targetGroups.map(({ group }) => group)));
  return choices.flatMap(chosen => {
    const parts = whole.offers.map(
      ({ code }, i) =>
        scaled.get(`${code} ${chosen[i] ?? 'gone'}`) ?? facts(whole, whole.offers[i] ?? none, 'gone'),
    );
    if (!keeps(whole, asked, parts, chosen, today, groups)) return [];
    const codes = new Set(whole.offers.flatMap(({ code }, i) => (chosen[i] === 'gone' ? [] : [code])));
    return [{ figures: figuresOf(asked, parts), has: (code: string) => codes.has(code) }];
  });
}

/** The figures of the vifte as it is, and whether it is among the choices. */
export function todaysFigures(whole: WholePortfolio, asked: Asked): { figures: number[]; keeps: boolean } {
  const parts = whole.offers.map(offer => facts(whole, offer, 'as-it-is'));
  const chosen = whole.offers.map((offer): number | 'as-it-is' | 'gone' => {
    const options = optionsOf(offer, asked, new Set(asked.drop));
    const places = total(offer);
    return options.find(option => option === 'as-it-is' || option === places) ?? 'gone';
  });
  const groups = new Set(whole.offers.flatMap(({ targetGroups }) => targetGroups.map(({ group }) => group)));
  const isChoice =
    chosen.every(one => one !== 'gone') && whole.offers.every(({ code }) => !asked.drop.includes(code));
  return {
    figures: figuresOf(asked, parts),
    keeps: isChoice && keeps(whole, asked, parts, chosen, parts, groups),
  };
}

/** As good by every objective. */
export function asGood(asked: Asked, one: number[], other: number[]): boolean {
  return asked.objectives.every((objective, i) =>
    objective === 'cost' ? (one[i] ?? 0) <= (other[i] ?? 0) : (one[i] ?? 0) >= (other[i] ?? 0),
  );
}

export function efficient(asked: Asked, all: readonly Chosen[]): Chosen[] {
  const figures = [...new Map(all.map(one => [one.figures.join(), one.figures])).values()];
  const best = new Set(
    figures
      .filter(one => !figures.some(other => other !== one && asGood(asked, other, one)))
      .map(one => one.join()),
  );
  return all.filter(one => best.has(one.figures.join()));
}

const none: OfferView = {
  code: '',
  name: '',
  years: [],
  purpose: { type: 'employment', expectedOutcome: '' },
  evidence: {
    certainty: 'strong',
    direction: 'positive',
    grounds: 'none',
    reason: null,
    whyNotHigher: null,
    sources: [],
    ratedOn: null,
  },
  breadth: 'general',
  delivery: 'internal',
  supplier: null,
  binding: { statutory: false, legalBasis: null, contractUntil: null },
  targetGroups: [],
  goals: [],
  priceLines: [],
  assumptions: [],
  sources: [],
  note: null,
};

function total({ targetGroups }: OfferView): number {
  return targetGroups.reduce((sum, { placesPerYear }) => sum + (placesPerYear ?? 0), 0);
}

function optionsOf(
  offer: OfferView,
  asked: Asked,
  gone: ReadonlySet<string>,
): (number | 'as-it-is' | 'gone')[] {
  const run = years.filter(year => offer.years.includes(year));
  const { statutory, contractUntil } = offer.binding;
  const isPriced = run.every(year => offer.priceLines.some(line => line.year === year));
  const isThrough = contractUntil !== null && contractUntil >= `${Math.max(...run)}-12-31`;
  const isTouched = contractUntil !== null && contractUntil >= `${Math.min(...run)}-01-01`;
  const isKept =
    statutory || isThrough || asked.keep.includes(offer.code) || (!isPriced && !gone.has(offer.code));
  const out: (number | 'as-it-is' | 'gone')[] = isKept ? [] : ['gone'];
  if (gone.has(offer.code)) return out;
  if (!isPriced) return [...out, 'as-it-is'];
  const today = total(offer);
  const bounds = asked.places.find(({ offer: code }) => code === offer.code);
  let low = bounds?.min ?? Math.ceil((today * asked.range.minPercent) / 100);
  let high = bounds?.max ?? Math.floor((today * asked.range.maxPercent) / 100);
  if (isTouched) low = Math.max(low, today);
  if (offer.priceLines.every(({ kind }) => kind === 'fixed')) {
    low = Math.max(low, today);
    high = Math.min(high, today);
  }
  for (let places = Math.max(1, low); places <= high; places++) out.push(places);
  return out;
}

function priceIn(year: number, { years, priceLines }: OfferView): number {
  if (!years.includes(year)) return 0;
  return priceLines
    .filter(line => line.year === year)
    .reduce(
      (sum, line) =>
        sum +
        (line.kind === 'fixed' ? line.amountOere : line.pricePerWeekOere * line.weeks * line.participants),
      0,
    );
}

type Facts = {
  offer: OfferView;
  isIn: boolean;
  places: Map<string, number>;
  total: number;
  paid: Map<number, number>;
};

function facts(whole: WholePortfolio, offer: OfferView, option: number | 'as-it-is' | 'gone'): Facts {
  const change: ScenarioChange[] =
    typeof option === 'number'
      ? [{ kind: 'scale', offer: offer.code, places: option, fixedAmounts: 'stay' }]
      : [];
  const chosen = applyChanges({ ...whole, offers: [offer] }, change).offers[0] ?? offer;
  const isIn = option !== 'gone';
  const until = offer.binding.contractUntil;
  const paidOut = (year: number) => {
    if (until === null || until < `${year}-01-01`) return 0;
    const days = daysOf[year] ?? 365;
    const bound =
      until >= `${year}-12-31` ? days : (Date.parse(until) - Date.parse(`${year}-01-01`)) / 86_400_000 + 1;
    return Math.round((priceIn(year, offer) * bound) / days);
  };
  return {
    offer,
    isIn,
    places: new Map(
      isIn ? chosen.targetGroups.map(({ group, placesPerYear }) => [group, placesPerYear ?? 0]) : [],
    ),
    total: isIn ? total(chosen) : 0,
    paid: new Map(years.map(year => [year, isIn ? priceIn(year, chosen) : paidOut(year)])),
  };
}

/** Places in a group and its parts: the young are a part of the sick. */
function placesIn(parts: readonly Facts[], group: string): number {
  const codes = group === 'syge' ? ['syge', 'syge-unge'] : [group];
  return parts.reduce(
    (sum, { places }) => sum + codes.reduce((sum, code) => sum + (places.get(code) ?? 0), 0),
    0,
  );
}

/** At most 8 ledige and 6 syge, of whom at most 3 through places for the young; women are counted apart. */
function personsIn(parts: readonly Facts[]): number {
  const young = Math.min(3, placesIn(parts, 'syge-unge'));
  const others = placesIn(parts, 'syge') - placesIn(parts, 'syge-unge');
  return Math.min(8, placesIn(parts, 'ledige')) + Math.min(6, others + young);
}

function figuresOf({ objectives, weights }: Asked, parts: readonly Facts[]): number[] {
  return objectives.map(objective => {
    switch (objective) {
      case 'persons':
        return personsIn(parts);
      case 'evidence':
        return parts.reduce((sum, { offer, total }) => sum + weights[offer.evidence.certainty] * total, 0);
      case 'cost':
        return paidBy(parts, () => true);
    }
  });
}

function paidBy(parts: readonly Facts[], among: (offer: OfferView) => boolean): number {
  return parts.reduce(
    (sum, { offer, paid }) =>
      sum + (among(offer) ? years.reduce((sum, year) => sum + (paid.get(year) ?? 0), 0) : 0),
    0,
  );
}

function keeps(
  whole: WholePortfolio,
  asked: Asked,
  parts: readonly Facts[],
  chosen: readonly (number | 'as-it-is' | 'gone')[],
  today: readonly Facts[],
  groups: ReadonlySet<string>,
): boolean {
  if (whole.offers.some(({ code }, i) => asked.drop.includes(code) && chosen[i] !== 'gone')) return false;
  for (const year of years) {
    const frame =
      asked.frames.find(one => one.year === year)?.amountOere ??
      whole.portfolio.frames.find(one => one.year === year)?.amountOere ??
      0;
    if (parts.reduce((sum, { paid }) => sum + (paid.get(year) ?? 0), 0) > frame) return false;
  }
  const has = (code: string) => parts.some(({ offer, isIn }) => isIn && offer.code === code);
  if (asked.exclusive.some(({ offers }) => offers.filter(has).length > 1)) return false;
  if (asked.coverage.some(({ group, places }) => placesIn(parts, group) < places)) return false;
  for (const group of groups) {
    if (asked.coverage.some(named => named.group === group)) continue;
    if (placesIn(parts, group) * 100 < placesIn(today, group) * asked.keepCoveragePercent) return false;
  }
  if (asked.minPersons !== null && personsIn(parts) < asked.minPersons) return false;
  const all = paidBy(parts, () => true);
  return asked.shares.every(({ axis, keys, minPercent, maxPercent }) => {
    const keyOf = ({ purpose, evidence, delivery }: OfferView) =>
      axis === 'purpose' ? purpose.type : axis === 'evidence' ? evidence.certainty : delivery;
    const part = paidBy(parts, offer => keys.some(key => key === keyOf(offer)));
    return part * 100 >= all * minPercent && part * 100 <= all * maxPercent;
  });
}

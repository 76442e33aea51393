import { balance, type Balance } from '../../balance/balance.ts';
import type { OfferView } from '../../offers/offer.schema.ts';
import { coveredYears, priceInYear } from '../../offers/price.ts';
import { portfolioReach, type Range } from '../../offers/reach.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import type { Day } from '../../shared/days/day.ts';
import type { Oere } from '../../shared/money.ts';
import { screen } from '../../screening/screening.ts';
import { screenedOffer, usualCategory } from '../../screening/screened-offer.ts';
import type { ComparedBalance, ComparedCoverage, ComparisonFacts } from './compared.ts';
import { consequencesOf, type Consequence } from './consequences.ts';
import type { DecideBy } from './decide-by.ts';
import { plainQuestion } from '../optimum/question.schema.ts';
import { valuesOf } from '../solver/optimum-value.ts';
import { framesOf, type FrameVerdict } from './frame-verdict.ts';
import { movedUnder, type SeenDifference } from '../scenario-seen.ts';
import type { ScenarioChange, Status } from '../scenario.schema.ts';
import { applyChanges, offerOf, placesOf } from '../scenario.ts';

export type ChangedOffer = {
  offer: string;
  name: string;
  places: { before: number | null; after: number | null };
  years: { year: number; beforeOere: Oere | null; afterOere: Oere | null }[];
};

/** Today's vifte, or a scenario of it; `scenario` is null for the vifte. */
export type Alternative = {
  scenario: string | null;
  name: string;
  reason: string | null;
  status: Status | null;
  frames: FrameVerdict[];
  /** Persons in the groups at least one offer serves; null where they are unknown. */
  covered: Range | null;
  /** The most persons who can be given a place, nobody twice, as the frontier counts them. */
  placed: number;
  balance: ComparedBalance;
  dropped: { offer: string; name: string }[];
  added: { offer: string; name: string }[];
  changed: ChangedOffer[];
  consequences: Consequence[];
  /** How the vifte differs from the one the scenario was made on. */
  differences: SeenDifference[];
};

export type Comparison = {
  year: number | null;
  noticeDate: Day;
  decideBy: DecideBy | null;
  today: Alternative;
  scenarios: Alternative[];
  reservation: string;
};

/** Every scenario beside today's vifte, for a year or for null over all its years; frames are told year by year. */
export function comparison(facts: ComparisonFacts, year: number | null): Comparison {
  const { whole, scenarios, noticeDate, decideBy } = facts;
  const baseline = worked(facts, whole, year);
  return {
    year,
    noticeDate,
    decideBy,
    today: {
      scenario: null,
      name: 'I dag',
      reason: null,
      status: null,
      frames: framesOf(whole),
      covered: baseline.covered,
      placed: baseline.placed,
      balance: baseline.balance,
      dropped: [],
      added: [],
      changed: [],
      consequences: [],
      differences: [],
    },
    scenarios: scenarios.map(({ code, name, reason, status, changes, seen }) => {
      const after = applyChanges(whole, changes);
      const own = worked(facts, after, year);
      const dropped = missingFrom(after, whole.offers);
      return {
        scenario: code,
        name,
        reason,
        status,
        frames: framesOf(after),
        covered: own.covered,
        placed: own.placed,
        balance: own.balance,
        dropped: dropped.map(named),
        added: missingFrom(whole, after.offers).map(named),
        changed: changedOffers(whole, after, changes),
        consequences: consequencesOf({
          facts,
          changes,
          before: { whole, balance: baseline.balance, screening: baseline.screening },
          after: { whole: after, balance: own.balance, screening: own.screening },
          dropped,
        }),
        differences: movedUnder({ seen, changes }, whole),
      };
    }),
    reservation: baseline.screening.reservation,
  };
}

function worked(
  { contracts, noticeDate, periods }: ComparisonFacts,
  whole: WholePortfolio,
  year: number | null,
) {
  const { inputs: _, coverage, ...figures } = balance(whole, year);
  const screened = whole.offers.map(offer => {
    const contract = contracts.get(offer.code);
    return screenedOffer(offer, contract?.category ?? usualCategory, contract?.terms ?? null);
  });
  const { covered } = portfolioReach(whole, year);
  const persons =
    covered.kind === 'range' || covered.kind === 'unknown' ? covered.persons : { low: 0, high: 0 };
  return {
    balance: { ...figures, coverage: { ...coverage, rows: coverage.rows.map(comparedCoverage) } },
    covered: persons,
    placed: valuesOf(whole, coveredYears(whole.portfolio, year), plainQuestion.weights).persons,
    screening: screen(screened, noticeDate, periods),
  };
}

function comparedCoverage(row: Balance['coverage']['rows'][number]): ComparedCoverage {
  const { group, kind, persons, places, offersWithoutPlaces, offers, amountOere } = row;
  const { served, general, specialised } = row;
  return {
    group,
    kind,
    persons,
    places,
    offersWithoutPlaces,
    offers,
    amountOere,
    served,
    general,
    specialised,
  };
}

function changedOffers(
  before: WholePortfolio,
  after: WholePortfolio,
  changes: readonly ScenarioChange[],
): ChangedOffer[] {
  const were = new Map(before.offers.map(offer => [offer.code, offer]));
  const touched = new Set(changes.map(offerOf));
  return after.offers.flatMap(offer => {
    const was = were.get(offer.code);
    if (!was || !touched.has(offer.code)) return [];
    return [
      {
        offer: offer.code,
        name: offer.name,
        places: { before: placesOf(was), after: placesOf(offer) },
        years: coveredYears(before.portfolio, null)
          .filter(year => offer.years.includes(year))
          .map(year => ({ year, beforeOere: amountIn(was, year), afterOere: amountIn(offer, year) })),
      },
    ];
  });
}

function amountIn(offer: OfferView, year: number): Oere | null {
  const price = priceInYear(offer, year);
  return price.kind === 'known' ? price.amountOere : null;
}

function missingFrom({ offers }: WholePortfolio, among: readonly OfferView[]): OfferView[] {
  const codes = new Set(offers.map(({ code }) => code));
  return among.filter(({ code }) => !codes.has(code));
}

function named({ code, name }: OfferView): { offer: string; name: string } {
  return { offer: code, name };
}

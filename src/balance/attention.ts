import type { Day } from '../shared/days/day.ts';
import { balance, type YearBudget } from './balance.ts';
import { wayOf } from '../target-groups/group-tree.ts';
import type { OfferView } from '../offers/offer.schema.ts';
import { coveredYears } from '../offers/price.ts';
import { addressedBy, portfolioReach, type OfferReach, type PortfolioReach } from '../offers/reach.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';

/** `runsOn`: the portfolio counts on the offer after its contract has ended. */
type EndingContract = { offer: string; until: Day; runsOn: boolean };

/** What somebody has to look at before the portfolio is ready; offers and groups by code, in the order of the portfolio. */
export type Attention = {
  year: number | null;
  /** The frame of each year: `leftOere` is negative where it is broken. */
  frames: YearBudget[];
  assumedPercent: number;
  withoutPrice: { offer: string; years: number[] }[];
  withoutEvidence: string[];
  withoutTargetGroup: string[];
  /** Addressed groups, with the years in which no offer serves them or a part of them. */
  groupsWithoutOffers: { group: string; years: number[] }[];
  /** Addressed groups without a count, so that no reach can be worked out. */
  groupsWithoutCount: string[];
  breadthAgainstReach: { median: PortfolioReach['median']; offers: OfferReach[] };
  endingContracts: EndingContract[];
  externalWithoutSupplier: string[];
};

/** Only offers that run in the year count, or for null those that run in any of the portfolio's years. */
export function attention(whole: WholePortfolio, year: number | null): Attention {
  const years = coveredYears(whole.portfolio, year);
  const offers = whole.offers.filter(offer => offer.years.some(year => years.includes(year)));
  const { budget } = balance(whole, year);
  const reach = portfolioReach(whole, year);
  const codesOf = (wanted: (offer: OfferView) => boolean) => offers.filter(wanted).map(offer => offer.code);
  return {
    year,
    frames: budget.years,
    assumedPercent: budget.assumedPercent,
    withoutPrice: budget.unknownPrices,
    withoutEvidence: codesOf(offer => offer.evidence.certainty === 'not-assessed'),
    withoutTargetGroup: codesOf(offer => offer.targetGroups.length === 0),
    groupsWithoutOffers: groupsWithoutOffers(whole, years),
    groupsWithoutCount: reach.missing,
    breadthAgainstReach: { median: reach.median, offers: reach.offers.filter(({ hint }) => hint !== null) },
    endingContracts: offers.flatMap(offer => endingContract(offer, years) ?? []),
    externalWithoutSupplier: codesOf(offer => offer.delivery === 'external' && offer.supplier === null),
  };
}

function groupsWithoutOffers(
  whole: WholePortfolio,
  years: readonly number[],
): Attention['groupsWithoutOffers'] {
  const { tree, groups } = addressedBy(whole);
  const served = new Map(years.map(year => [year, new Set<string>()]));
  for (const offer of whole.offers) {
    const codes = offer.targetGroups.flatMap(served => wayOf(tree, served.group));
    for (const year of offer.years) for (const code of codes) served.get(year)?.add(code);
  }
  return [...groups.keys()].flatMap(group => {
    const without = years.filter(year => !served.get(year)?.has(group));
    return without.length > 0 ? [{ group, years: without }] : [];
  });
}

/** A contract that ended before the first year is also told of, since an offer that runs has none then. */
function endingContract(offer: OfferView, years: readonly number[]): EndingContract | null {
  const until = offer.binding.contractUntil;
  const lastYear = years.at(-1);
  if (until === null || lastYear === undefined || until > `${lastYear}-12-31`) return null;
  const runsOn = offer.years.some(year => years.includes(year) && until < `${year}-12-31`);
  return { offer: offer.code, until, runsOn };
}

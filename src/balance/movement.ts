import { formatKroner, formatMillions, type Oere } from '../shared/money.ts';
import { attention } from './attention.ts';
import { coveredYears } from '../offers/price.ts';
import { balance } from './balance.ts';
import { servedMoved } from './served-groups.ts';
import type { WholePortfolio } from '../offers/whole-portfolio.ts';

/** What a change does to a year's budget. */
export type YearMovement = { year: number; frameOere: Oere; beforeOere: Oere; nowOere: Oere };

export type Movement = {
  years: YearMovement[];
  unknownPrices: { before: number; now: number };
  withoutEvidence: { before: number; now: number };
  /** Groups of any kind that get an offer by the change, in some year, and that lose their last. */
  groupsWon: string[];
  groupsLost: string[];
};

export function movement(before: WholePortfolio, now: WholePortfolio): Movement {
  const [was, is] = [attention(before, null), attention(now, null)];
  const { won, lost } = servedMoved(before, now);
  return {
    years: yearMovements(allocatedByYear(before), now),
    unknownPrices: { before: was.withoutPrice.length, now: is.withoutPrice.length },
    withoutEvidence: { before: was.withoutEvidence.length, now: is.withoutEvidence.length },
    groupsWon: won,
    groupsLost: lost,
  };
}

export function allocatedByYear(whole: WholePortfolio): Record<number, Oere> {
  return Object.fromEntries(
    coveredYears(whole.portfolio, null).map(year => [year, balance(whole, year).budget.allocatedOere]),
  );
}

export function yearMovements(before: Readonly<Record<number, Oere>>, now: WholePortfolio): YearMovement[] {
  return coveredYears(now.portfolio, null).map(year => {
    const { frameOere, allocatedOere } = balance(now, year).budget;
    return { year, frameOere, beforeOere: before[year] ?? 0, nowOere: allocatedOere };
  });
}

/** `Viften bruger nu 74,2 mio. kr. af 75,5 mio. kr. i 2024, før 73,9 mio. kr. (300.000 kr. mere)`, one for each year. */
export function movementTexts(years: readonly YearMovement[]): string[] {
  return years.map(({ year, frameOere, beforeOere, nowOere }) => {
    const now = `Viften bruger nu ${short(nowOere)} af ${formatMillions(frameOere)} i ${year}`;
    const left = nowOere > frameOere ? ` Det er ${formatKroner(nowOere - frameOere)} over rammen.` : '';
    const moved = nowOere - beforeOere;
    if (moved === 0) return `${now}, det samme som før.${left}`;
    const size = `${formatKroner(Math.abs(moved))} ${moved > 0 ? 'mere' : 'mindre'}`;
    return `${now}, før ${short(beforeOere)} (${size}).${left}`;
  });
}

function short(amount: Oere): string {
  return formatMillions(amount).replace(' mio. kr.', '');
}

import { formatKroner, formatMillions, type Oere } from '../shared/money.ts';
import { listed, number } from '../shared/wording.ts';
import type { Range } from './reach.ts';
import type { WholePortfolio } from './whole-portfolio.ts';

/** What codes are called; a code that stands for nothing is shown as it is. */
export type Names = {
  offer: (code: string) => string;
  supplier: (code: string) => string;
  group: (code: string) => string;
};

export function namesOf(whole: WholePortfolio): Names {
  return {
    offer: naming(whole.offers),
    supplier: naming(whole.suppliers),
    group: naming(whole.targetGroups),
  };
}

function naming(things: readonly { code: string; name: string }[]) {
  const names = new Map(things.map(({ code, name }) => [code, name]));
  return (code: string) => names.get(code) ?? code;
}

/** Number and unit are never parted by the end of a line. */
const nbsp = '\u00a0';

/** Millions, or kroner where a million with one decimal would say nothing. */
export function money(amount: Oere): string {
  const text = amount === 0 || Math.abs(amount) >= 10_000_000 ? formatMillions(amount) : formatKroner(amount);
  return text.replaceAll(' ', nbsp);
}

/** The number alone, for tables that say `mio. kr.` in their heading. */
export function inMillions(amount: Oere): string {
  if (amount !== 0 && Math.abs(amount) < 5_000_000) return '< 0,1';
  return formatMillions(amount).replace(' mio. kr.', '');
}

export function percent(whole: number): string {
  return `${whole}${nbsp}%`;
}

export function offersText(count: number): string {
  return `${number(count)}${nbsp}tilbud`;
}

/** `5.070 til 6.210`, or one number where the bounds are equal. */
export function rangeText({ low, high }: Range): string {
  return low === high ? number(low) : `${number(low)} til ${number(high)}`;
}

export function shareText({ low, high }: Range): string {
  return `${rangeText({ low: Math.round(low * 100), high: Math.round(high * 100) })}${nbsp}%`;
}

/** The years a page is about: `2024`, or `2024 og 2025 tilsammen`. */
export function yearsText(years: readonly number[]): string {
  return years.length > 1 ? `${listed(years.map(String))} tilsammen` : years.join();
}

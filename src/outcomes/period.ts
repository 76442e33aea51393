import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { parseISO } from 'date-fns/parseISO';
import { da } from 'date-fns/locale/da';
import { subMonths } from 'date-fns/subMonths';
import type { Day } from '../shared/days/day.ts';

/**
 * A period as text: a month `2023M03`, a quarter `2023Q1`, a rolling year that ends with a quarter `2023QMAT1`, the months of a year until
 * one of them `2023YTD05`, or a calendar year `2023`. Of one kind, text order is time order.
 */
export type Period = string;

export type PeriodKind = 'M' | 'Q' | 'QMAT' | 'YTD' | 'Y';

export type PeriodParts = {
  kind: PeriodKind;
  year: number;
  /** Month 1–12, the last one of those until it, or quarter 1–4; 1 for a year. */
  part: number;
  /** Days from the first to the last, both in the period. */
  from: Day;
  to: Day;
};

const written = /^(?<year>(?:19|20|21)\d\d)(?:(?<kind>M|QMAT|Q|YTD)(?<part>\d{1,2}))?$/;

/** What a period's text says; null when it is not one. */
export function partsOf(period: Period): PeriodParts | null {
  const { year, kind, part } = written.exec(period)?.groups ?? {};
  if (year === undefined) return null;
  switch (kind) {
    case undefined:
      return laid('Y', Number(year), 1, 12, 12);
    case 'M':
      return part?.length === 2 ? withinYear('M', Number(year), Number(part), 12) : null;
    case 'YTD':
      return part?.length === 2 && Number(part) >= 1 && Number(part) <= 12
        ? laid('YTD', Number(year), Number(part), Number(part), Number(part))
        : null;
    case 'Q':
    case 'QMAT':
      return part?.length === 1 ? withinYear(kind, Number(year), Number(part), 4) : null;
    default:
      return null;
  }
}

function withinYear(kind: 'M' | 'Q' | 'QMAT', year: number, part: number, parts: 4 | 12): PeriodParts | null {
  if (part < 1 || part > parts) return null;
  const months = 12 / parts;
  return laid(kind, year, part, part * months, kind === 'QMAT' ? 12 : months);
}

/** The period of `months` months that ends with `lastMonth` of `year`. */
function laid(kind: PeriodKind, year: number, part: number, lastMonth: number, months: number): PeriodParts {
  const last = parseISO(`${year}-${String(lastMonth).padStart(2, '0')}-01`);
  return {
    kind,
    year,
    part,
    from: format(subMonths(last, months - 1), 'yyyy-MM-dd'),
    to: format(lastDayOfMonth(last), 'yyyy-MM-dd'),
  };
}

/** `marts 2023`, `1. kvartal 2023`, `året, der slutter med 1. kvartal 2023` or `2023`, for people. */
export function periodText(period: Period): string {
  const parts = partsOf(period);
  if (!parts) return period;
  const { kind, year, part, from, to } = parts;
  switch (kind) {
    case 'M':
      return format(parseISO(from), 'MMMM yyyy', { locale: da });
    case 'Q':
      return `${part}. kvartal ${year}`;
    case 'QMAT':
      return `året, der slutter med ${part}. kvartal ${year}`;
    case 'YTD':
      return part === 1
        ? format(parseISO(from), 'MMMM yyyy', { locale: da })
        : `januar til ${format(parseISO(to), 'MMMM yyyy', { locale: da })}`;
    case 'Y':
      return String(year);
  }
}

/** The same, short enough to stand under an axis. */
export function shortPeriodText(period: Period): string {
  const parts = partsOf(period);
  if (!parts) return period;
  const { kind, year, part, from, to } = parts;
  if (kind === 'M') return format(parseISO(from), 'MMM yyyy', { locale: da });
  if (kind === 'YTD') return `jan.–${format(parseISO(to), 'MMM yyyy', { locale: da })}`;
  return kind === 'Y' ? String(year) : `${part}. kv. ${year}`;
}

/** The same part of an earlier or later year. */
export function inOtherYear(period: Period, years: number): Period {
  return `${Number(period.slice(0, 4)) + years}${period.slice(4)}`;
}

/** The next one of the same kind. */
export function periodAfter(period: Period): Period {
  const parts = partsOf(period);
  if (!parts) throw new Error(`${period} is not a period`);
  const { kind, year, part } = parts;
  const last = kind === 'M' || kind === 'YTD' ? 12 : kind === 'Y' ? 1 : 4;
  const [nextYear, next] = part === last ? [year + 1, 1] : [year, part + 1];
  switch (kind) {
    case 'M':
    case 'YTD':
      return `${nextYear}${kind}${String(next).padStart(2, '0')}`;
    case 'Q':
    case 'QMAT':
      return `${nextYear}${kind}${next}`;
    case 'Y':
      return `${nextYear}`;
  }
}

/** The first day a period's figures are complete, so many months after its last day. */
export function completeOn(period: Period, lagMonths: number): Day {
  const parts = partsOf(period);
  if (!parts) throw new Error(`${period} is not a period`);
  return format(lastDayOfMonth(addMonths(parseISO(parts.to), lagMonths)), 'yyyy-MM-dd');
}

/** Each way a period is other periods laid end to end: its months, its quarters, what came before the last of them and that one. */
export function shorterIn(period: Period): Period[][] {
  const parts = partsOf(period);
  if (!parts || parts.kind === 'M') return [];
  const { kind, year, part } = parts;
  const first = parseISO(parts.from);
  const count = kind === 'Q' ? 3 : kind === 'YTD' ? part : 12;
  const months = Array.from({ length: count }, (_, i) => format(addMonths(first, i), "yyyy'M'MM"));
  if (kind === 'Q') return [months, ...(part === 1 ? [[`${year}YTD03`]] : [])];
  const isWhole = count % 3 === 0;
  const quarters = months.filter((_, i) => i % 3 === 0).map(quarterOf);
  const ways = [months, ...(isWhole ? [quarters] : [])];
  if (kind === 'QMAT') return part === 4 ? [...ways, [String(year)], [`${year}YTD12`]] : ways;
  if (kind === 'Y') return [...ways, [`${year}YTD12`]];
  if (part === 1) return ways;
  const until = (month: number) => `${year}YTD${String(month).padStart(2, '0')}`;
  ways.push([until(part - 1), months.at(-1) ?? '']);
  if (isWhole && part > 3) ways.push([until(part - 3), quarters.at(-1) ?? '']);
  return ways;
}

function quarterOf(month: Period): Period {
  return `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

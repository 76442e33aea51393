import { format } from 'date-fns/format';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { parseISO } from 'date-fns/parseISO';
import { subMonths } from 'date-fns/subMonths';
import type { Day } from '../shared/day.ts';

/**
 * A period as text: a month `2023M03`, a quarter `2023Q1`, a rolling year that ends with a quarter `2023QMAT1`, or a calendar
 * year `2023`. Of one kind, text order is time order.
 */
export type Period = string;

export type PeriodKind = 'M' | 'Q' | 'QMAT' | 'Y';

export type PeriodParts = {
  kind: PeriodKind;
  year: number;
  /** Month 1–12 or quarter 1–4; 1 for a year. */
  part: number;
  /** Days from the first to the last, both in the period. */
  from: Day;
  to: Day;
};

const written = /^(?<year>(?:19|20|21)\d\d)(?:(?<kind>M|QMAT|Q)(?<part>\d{1,2}))?$/;

/** What a period's text says; null when it is not one. */
export function partsOf(period: Period): PeriodParts | null {
  const { year, kind, part } = written.exec(period)?.groups ?? {};
  if (year === undefined) return null;
  switch (kind) {
    case undefined:
      return laid('Y', Number(year), 1, 12, 12);
    case 'M':
      return part?.length === 2 ? withinYear('M', Number(year), Number(part), 12) : null;
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

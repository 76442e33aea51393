import { addMonths } from 'date-fns/addMonths';
import { differenceInCalendarMonths } from 'date-fns/differenceInCalendarMonths';
import { format } from 'date-fns/format';
import { parseISO } from 'date-fns/parseISO';

/** A calendar month as text, `YYYY-MM`. */
export type Month = string;

export function monthAfter(month: Month, count: number): Month {
  return format(addMonths(parseISO(month), count), 'yyyy-MM');
}

export function monthsBetween(from: Month, to: Month): number {
  return differenceInCalendarMonths(parseISO(to), parseISO(from));
}

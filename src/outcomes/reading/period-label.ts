import { fold } from '../../shared/words.ts';
import { partsOf, type Period } from '../period.ts';

const months = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];
const shortMonths = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
/** As a spreadsheet in English writes them. */
const otherMonths = new Map([
  ['sept', 9],
  ['may', 5],
  ['oct', 10],
  ['mrt', 3],
]);

/** Ways to write a period that can be read in more than one way; a person says it once for each. */
export const periodForms = ['date', 'day-number', 'school-year', 'month-or-quarter', 'rolling'] as const;
export type PeriodForm = (typeof periodForms)[number];
export type PeriodReading = 'month' | 'quarter' | 'year';
export type Doubt = {
  form: PeriodForm;
  readings: Partial<Record<PeriodReading, Period | null>>;
  /** Of a date: whether a quarter begins or ends on it. */
  isQuarters?: boolean;
};

/** The period a source's words stand for: `2025M05`, `maj-25`, `2. kvartal 2025`, `K2 2025`, `2025`; null when they are none we know or in doubt. */
export function periodFrom(label: string): Period | null {
  const text = plainText(label);
  const period =
    fromCode(text) ??
    fromMonth(text) ??
    fromMonths(text) ??
    fromQuarters(text) ??
    fromYear(text) ??
    monthOfDate(text);
  return period !== null && partsOf(period) !== null ? period : null;
}

/** The readings of what can be read in more than one way. A date that begins or ends a month is read, and still in doubt. */
export function doubtOf(label: string): Doubt | null {
  const text = plainText(label);
  const date = dateIn(text);
  if (date) {
    const { year, month, day } = date;
    const isQuarters = month % 3 === 1 ? day === 1 : month % 3 === 0 && day === lastDay(year, month);
    return { form: 'date', readings: readingsOf(year, month), isQuarters };
  }
  const day = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (day >= 36_526 && day <= 62_000) {
    const { year, month } = monthOfDayNumber(day);
    return { form: 'day-number', readings: readingsOf(year, month) };
  }
  const { year = '', part = '' } = /^(?<year>\d{4})[-/ ](?<part>\d{1,2})$/.exec(text)?.groups ?? {};
  if (part.length === 2 && (Number(year) + 1) % 100 === Number(part))
    return { form: 'school-year', readings: { month: valid(`${year}M${part}`), year: null } };
  if (part.length === 1 && Number(part) >= 1 && Number(part) <= 4)
    return {
      form: 'month-or-quarter',
      readings: { month: valid(`${year}M0${part}`), quarter: valid(`${year}Q${part}`) },
    };
  const rolling = /^(?<year>\d{4}) ?(?:mat|m12|rm) ?(?<part>\d{2})$/.exec(text)?.groups;
  if (rolling) {
    const month = Number(rolling['part']);
    return {
      form: 'rolling',
      readings: {
        month: month % 3 === 0 ? valid(`${rolling['year']}QMAT${month / 3}`) : null,
        quarter: valid(`${rolling['year']}QMAT${month}`),
      },
    };
  }
  return null;
}

/** Why words that are a period in some statistics are none here; null when they are no such. */
export function noPeriodOfOurs(label: string): string | null {
  const text = plainText(label);
  if (/^\d{4} ?(?:mytd|qytd|ytd|aatd)/.test(text) || /aar til dato/.test(text))
    return 'År til dato er ikke en periode for sig her: hent måneder, kvartaler eller hele år.';
  if (/halvaar|^\d{4} ?h ?[12]$/.test(text)) return 'Halvår tages ikke: hent kvartaler eller hele år.';
  if (/\buge\b|^\d{4} ?[uw] ?\d{1,2}$/.test(text)) return 'Uger tages ikke: hent måneder eller kvartaler.';
  return null;
}

/** A year in one column and its part in another: `2024` and `K1`, `1`, `marts`; `heading` says what a mere number is. */
export function periodOfParts(year: string, part: string, heading: string): string {
  const bare = part.trim();
  if (!/^\d{1,2}\.?$/.test(bare)) return bare.includes(year.trim()) ? bare : `${bare} ${year.trim()}`;
  const number = bare.replace('.', '');
  return /kv|quarter/.test(fold(heading))
    ? `${year.trim()}Q${number}`
    : `${year.trim()}M${number.padStart(2, '0')}`;
}

/** Whether a text is a date with day, month and year. */
export function isDate(text: string): boolean {
  return dateIn(plainText(text)) !== null;
}

function plainText(label: string): string {
  return fold(label)
    .replaceAll(/[–—−]/g, '-')
    .replace(/ ?(?:\*+|\(?forelobig\)?|\(?foreloebig\)?|\d\))$/, '')
    .replace(/^(\d{4}-\d\d-\d\d|\d\d?[-./]\d\d?[-./]\d{4})[ t]00:00(?::00(?:\.0+)?)?z?$/, '$1')
    .replaceAll(/,/g, ' ')
    .replaceAll(/\.(?=\s|$|-)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function fromCode(text: string): Period | null {
  const {
    year,
    kind = '',
    part = '',
  } = /^(?<year>\d{4})(?:[ -]?(?<kind>m|q|k|kv|qmat|mat|-|\/)[ -]?(?<part>\d{1,2}))?$/.exec(text)?.groups ??
  {};
  if (year !== undefined && kind === '') return year;
  if (year !== undefined) {
    if (kind === '-' || kind === '/') return part.length === 1 || doubtOf(text) ? null : `${year}M${part}`;
    if (kind === 'm') return `${year}M${part.padStart(2, '0')}`;
    if (kind === 'mat' && part.length === 2) return null;
    return `${year}${kind === 'qmat' || kind === 'mat' ? 'QMAT' : 'Q'}${Number(part)}`;
  }
  const reversed = /^(?<month>\d{1,2})[-./ ](?<year>\d{4})$/.exec(text)?.groups;
  if (reversed) return `${reversed['year']}M${(reversed['month'] ?? '').padStart(2, '0')}`;
  const together = /^(?<year>(?:19|20)\d\d)(?<month>0[1-9]|1[0-2])$/.exec(text)?.groups;
  return together ? `${together['year']}M${together['month']}` : null;
}

function monthNamed(word: string): number {
  const full = months.indexOf(word);
  return (full === -1 ? shortMonths.indexOf(word) : full) + 1 || (otherMonths.get(word) ?? 0);
}

function yearNamed(text: string): string {
  return text.length === 2 ? `20${text}` : text;
}

function fromMonth(text: string): Period | null {
  const groups =
    /^(?<word>[a-z]{3,9})[ -]?'?(?<year>\d{4}|\d{2})$/.exec(text)?.groups ??
    /^(?<year>\d{4})[ -]?(?<word>[a-z]{3,9})$/.exec(text)?.groups;
  const month = monthNamed(groups?.['word'] ?? '');
  return month === 0 ? null : `${yearNamed(groups?.['year'] ?? '')}M${String(month).padStart(2, '0')}`;
}

/** From one month to another: a quarter, a calendar year or a year that ends with a quarter. */
function fromMonths(text: string): Period | null {
  const {
    first = '',
    firstYear,
    last = '',
    lastYear = '',
  } = /^(?<first>[a-z]{3,9})(?: (?<firstYear>\d{4}))? ?(?:-|til) ?(?<last>[a-z]{3,9}) (?<lastYear>\d{4})$/.exec(
    text,
  )?.groups ?? {};
  const [from, to] = [monthNamed(first), monthNamed(last)];
  if (from === 0 || to === 0 || to % 3 !== 0) return null;
  const count = (Number(lastYear) - Number(firstYear ?? lastYear)) * 12 + to - from + 1;
  if (count === 3) return `${lastYear}Q${to / 3}`;
  if (count !== 12) return null;
  return to === 12 ? lastYear : `${lastYear}QMAT${to / 3}`;
}

/** One quarter; or four that follow each other, from the first to the last, which is a rolling year named by its last. */
function fromQuarters(text: string): Period | null {
  const quarter = '(\\d) ?(?:kvartal|kvt|kv|k|q) ?(\\d{4})';
  const one = new RegExp(`^${quarter}$`).exec(text);
  if (one) return `${one[2]}Q${one[1]}`;
  const named =
    /^(?:k|q|kv|kvt|kvartal)[ -]?(?<part>[1-4])[ -]'?(?<year>\d{4}|\d{2})$/.exec(text)?.groups ??
    /^(?<year>\d{4})[ -](?<part>[1-4]) ?(?:kvartal|kvt|kv|k|q)$/.exec(text)?.groups ??
    /^(?<year>\d{4})[ -](?:kvartal|kvt|kv) ?(?<part>[1-4])$/.exec(text)?.groups;
  if (named) return `${yearNamed(named['year'] ?? '')}Q${named['part']}`;
  const two = new RegExp(`^${quarter} ?(?:-|til) ?${quarter}$`).exec(text);
  if (!two) return null;
  const [first = 0, firstYear = 0, last = 0, lastYear = 0] = two.slice(1).map(Number);
  const apart = (lastYear - firstYear) * 4 + last - first;
  return apart === 3 ? `${lastYear}QMAT${last}` : null;
}

function fromYear(text: string): Period | null {
  return /^(?:aar|aaret|kalenderaar|hele) (?<year>\d{4})$/.exec(text)?.groups?.['year'] ?? null;
}

function dateIn(text: string): { year: number; month: number; day: number } | null {
  const groups =
    /^(?<day>\d{1,2})[-./](?<month>\d{1,2})[-./](?<year>\d{4})$/.exec(text)?.groups ??
    /^(?<year>\d{4})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})$/.exec(text)?.groups;
  const [year, month, day] = [Number(groups?.['year']), Number(groups?.['month']), Number(groups?.['day'])];
  return groups && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)
    ? { year, month, day }
    : null;
}

function monthOfDate(text: string): Period | null {
  const date = dateIn(text);
  if (!date || (date.day !== 1 && date.day !== lastDay(date.year, date.month))) return null;
  return monthOf(date.year, date.month);
}

function lastDay(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** A spreadsheet's day number: 45778 is 1 May 2025. */
function monthOfDayNumber(number: number): { year: number; month: number } {
  let [year, month, rest] = [2000, 1, number - 36_526];
  while (rest >= lastDay(year, month)) {
    rest -= lastDay(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return { year, month };
}

function readingsOf(year: number, month: number): Doubt['readings'] {
  return {
    month: monthOf(year, month),
    quarter: `${year}Q${Math.ceil(month / 3)}`,
    year: String(year),
  };
}

function monthOf(year: number, month: number): Period {
  return `${year}M${String(month).padStart(2, '0')}`;
}

function valid(period: Period): Period | null {
  return partsOf(period) === null ? null : period;
}

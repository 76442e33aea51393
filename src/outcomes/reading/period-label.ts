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

/** The period a source's words stand for: `2025M05`, `maj 2025`, `2. kvartal 2025`, `2025K2`, `2025`; null when they are none we know. */
export function periodFrom(label: string): Period | null {
  const text = fold(label).replaceAll(/[.,]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  const period = fromCode(text) ?? fromMonth(text) ?? fromQuarters(text);
  return period !== null && partsOf(period) !== null ? period : null;
}

function fromCode(text: string): Period | null {
  const {
    year,
    kind = '',
    part,
  } = /^(?<year>\d{4})(?:[ -]?(?<kind>m|q|k|kv|qmat|mat|-)[ -]?(?<part>\d{1,2}))?$/.exec(text)?.groups ?? {};
  if (year === undefined) return null;
  if (part === undefined) return year;
  if (kind === 'm' || kind === '-') return `${year}M${part.padStart(2, '0')}`;
  return `${year}${kind === 'qmat' || kind === 'mat' ? 'QMAT' : 'Q'}${Number(part)}`;
}

function fromMonth(text: string): Period | null {
  const { word = '', year = '' } = /^(?<word>[a-z]{3,9}) (?<year>\d{4})$/.exec(text)?.groups ?? {};
  const month = months.findIndex(name => word === name || word === name.slice(0, 3));
  if (word === '' || month === -1) return null;
  return `${year}M${String(month + 1).padStart(2, '0')}`;
}

/** One quarter; or four that follow each other, from the first to the last, which is a rolling year named by its last. */
function fromQuarters(text: string): Period | null {
  const quarter = '(\\d) ?(?:kvartal|kvt|kv|k) ?(\\d{4})';
  const one = new RegExp(`^${quarter}$`).exec(text);
  if (one) return `${one[2]}Q${one[1]}`;
  const two = new RegExp(`^${quarter} ?(?:-|–|til) ?${quarter}$`).exec(text);
  if (!two) return null;
  const [first = 0, firstYear = 0, last = 0, lastYear = 0] = two.slice(1).map(Number);
  const apart = (lastYear - firstYear) * 4 + last - first;
  return apart === 3 ? `${lastYear}QMAT${last}` : null;
}

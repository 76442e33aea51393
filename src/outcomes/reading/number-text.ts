/**
 * How a cell can be read as a figure: a number, nothing there, held back by the source, a sign that means one thing here and
 * another there, or why it is no number.
 */
export type Figure = number | null | 'suppressed' | { sign: string } | { mistake: string };

/** What sources write in place of a figure they hold back. */
const heldBack = new Set([
  '*',
  '**',
  '..',
  '...',
  '…',
  'x',
  ':',
  'n/a',
  'na',
  'diskretion',
  'diskretioneret',
]);
/** A small range or a bound stands for a hidden count: `<5`, `≤ 4`, `under 5`, `1-4`, `3–9`. */
const bound =
  /^(?:(?:<|≤|<=|under|faerre end|færre end|mindre end)\s*(?:\d{1,2})|(?<low>\d)\s*[-–—]\s*(?<high>\d{1,2}))$/;

/** Signs of which the source has to be asked: none, cannot occur, or not known. */
const signs = new Map([
  ['-', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['.', '.'],
]);

const largest = 2_147_483_647;
/** What Danish files group thousands with beside the point; the last are thin and narrow spaces. */
const spaces = /[ \u{a0}\u{2007}\u{2009}\u{202f}'’]/gu;

/**
 * A whole number of persons. `grouped` says that a point between three digits groups thousands, as Danish files have it; where
 * the comma separates columns it may be anything, and is refused.
 */
export function countFrom(cell: string | number | null, grouped: boolean): Figure {
  if (cell === null) return null;
  if (typeof cell === 'number') return countOf(cell);
  const plain = plainInteger(cell);
  if (plain >= 0) return plain;
  const text = cell.trim();
  const word = wordFrom(text);
  if (word !== undefined) return word;
  const bare = text.replace(/\s*(?:personer|pers\.?|borgere|stk\.?)$/iu, '');
  if (!grouped && /^[-+]?\d{1,3}(?:\.\d{3})+$/.test(bare))
    return { mistake: 'kan læses på to måder. Skriv det uden punktummer.' };
  if (/^[-+]?\d{1,3},\d{3}$/.test(bare))
    return { mistake: `kan læses på to måder (der står «${short(text)}»). Skriv det uden komma.` };
  const value = decimalFrom(bare, true);
  if (value === null || !/^[^,.]*$|[.,]0{1,2}$|\d[.,]\d{3}(?:[,.]0{1,2})?$/.test(bare)) return noCount(text);
  return Number.isInteger(value) ? countOf(value) : noCount(text);
}

/** A share as a fraction of 1. `unit` is what the column is in, where that is known; a sign of percent in the cell says it for the cell. */
export function shareFrom(cell: string | number | null, unit: 'percent' | 'fraction'): Figure {
  if (cell === null) return null;
  if (typeof cell === 'number') return shareOf(cell, unit);
  const text = cell.trim();
  const word = wordFrom(text);
  if (word !== undefined) return word;
  const { number = '', sign } = /^(?<number>.*?)\s*(?<sign>%|pct\.?|procent)?$/isu.exec(text)?.groups ?? {};
  const value = decimalFrom(number, false);
  if (value === null)
    return { mistake: `er ikke en andel (der står «${short(text)}»). Skriv den fx som 12,5 %.` };
  return shareOf(value, sign === undefined ? unit : 'percent');
}

/** Whether the cell itself says that it is in percent. */
export function saysPercent(cell: string | number | null): boolean {
  return typeof cell === 'string' && /\d\s*(?:%|pct\.?|procent)\s*$/iu.test(cell);
}

/** A text as a number; null when it is none. `grouped` says that `1.234` is a thousand and more. */
export function decimalFrom(text: string, grouped: boolean): number | null {
  const bare = /^[-+]?\d{1,3}(?:[ \u{a0}\u{2007}\u{2009}\u{202f}'’]\d{3})+(?:[.,]\d+)?$/u.test(text)
    ? text.replaceAll(spaces, '')
    : text;
  if (/^[-+]?\d{1,3}(?:\.\d{3})+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  if (/^[-+]?\d{1,3}(?:,\d{3})+\.\d+$/.test(bare)) return Number(bare.replaceAll(',', ''));
  if (/^[-+]?\d{1,3}(?:\.\d{3}){2,}$/.test(bare) || (grouped && /^[-+]?\d{1,3}\.\d{3}$/.test(bare)))
    return Number(bare.replaceAll('.', ''));
  return /^[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)$/.test(bare) ? Number(bare.replace(',', '.')) : null;
}

function wordFrom(text: string): Figure | undefined {
  if (text === '') return null;
  const word = text.toLowerCase();
  if (heldBack.has(word)) return 'suppressed';
  const sign = signs.get(text);
  if (sign !== undefined) return { sign };
  const { low, high } = bound.exec(word)?.groups ?? {};
  if (low !== undefined) return Number(low) < Number(high) ? 'suppressed' : undefined;
  return bound.test(word) ? 'suppressed' : undefined;
}

function noCount(text: string): Figure {
  return { mistake: `er ikke et helt antal (der står «${short(text)}»). Skriv det fx som 1203 eller 1.203.` };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What most cells are: a few digits; -1 when it is anything else. */
function plainInteger(cell: string): number {
  if (cell.length === 0 || cell.length > 9) return -1;
  let value = 0;
  for (let i = 0; i < cell.length; i += 1) {
    const digit = cell.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function countOf(value: number): Figure {
  if (!Number.isInteger(value)) return { mistake: 'er ikke et helt antal.' };
  if (value < 0) return { mistake: 'er under nul.' };
  if (value > largest) return { mistake: 'er større, end et antal kan være.' };
  return value;
}

function shareOf(value: number, unit: 'percent' | 'fraction'): Figure {
  const share = unit === 'percent' ? Number((value / 100).toPrecision(12)) : value;
  if (!Number.isFinite(share)) return { mistake: 'er ikke en andel.' };
  if (share < 0) return { mistake: 'er under nul.' };
  if (share <= 1) return share;
  return {
    mistake:
      unit === 'percent'
        ? 'er over 100 pct.'
        : 'er over 1. Er det procent, så vælg procent som kolonnens enhed.',
  };
}

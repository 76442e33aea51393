/** How a cell can be read as a figure: a number, nothing there, held back by the source, or why it is no number. */
export type Figure = number | null | 'suppressed' | { mistake: string };

/** What sources write in place of a figure they hold back. */
const heldBack = new Set(['*', '**', '..', '...', '…', 'x', ':', '<3', '<5', '< 3', '< 5', 'diskretion']);

const largest = 2_147_483_647;

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
  if (text === '') return null;
  if (heldBack.has(text.toLowerCase())) return 'suppressed';
  if (/^[-+]?\d+([.,]0{1,2})?$/.test(text)) return countOf(Number(text.replace(/[.,].*/, '')));
  if (/^[-+]?\d{1,3}([. \u{a0}]\d{3})+$/u.test(text)) {
    if (!grouped && text.includes('.'))
      return { mistake: 'kan læses på to måder. Skriv det uden punktummer.' };
    return countOf(Number(text.replaceAll(/[. \u{a0}]/gu, '')));
  }
  return { mistake: 'er ikke et helt antal.' };
}

/** A share as a fraction of 1; `percent` says that the column is in percent. */
export function shareFrom(cell: string | number | null, percent: boolean): Figure {
  if (cell === null) return null;
  if (typeof cell === 'number') return shareOf(cell, percent);
  const text = cell.trim();
  if (text === '') return null;
  if (heldBack.has(text.toLowerCase())) return 'suppressed';
  const { number = '', sign } = /^(?<number>[-+]?\d*[.,]?\d+) ?(?<sign>%)?$/.exec(text)?.groups ?? {};
  if (number === '') return { mistake: 'er ikke en andel.' };
  return shareOf(Number(number.replace(',', '.')), percent || sign !== undefined);
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

function shareOf(value: number, percent: boolean): Figure {
  const share = percent ? Number((value / 100).toPrecision(12)) : value;
  if (!Number.isFinite(share)) return { mistake: 'er ikke en andel.' };
  if (share < 0) return { mistake: 'er under nul.' };
  if (share <= 1) return share;
  return {
    mistake: percent ? 'er over 100 pct.' : 'er over 1. Er det procent, så kald kolonnen Andel i pct.',
  };
}

/**
 * Six digits that are a date, with or without the century, then four: apart, together, or with signs between, also those that part
 * cells. The first zero may be lost, as where a spreadsheet took it for a number.
 */
const shaped =
  /(?<!\d)(?<day>\d\d[-./ ]?|\d)(?<month>\d\d)[-./ ]?(?:19|20)?\d\d(?<between>[-‐‑‒–—−/_\u{a0}\u{ad}\u{200b}-\u{200d}\u{2060} ;,\t"]{0,5})(?<last>\d{4})(?!\d)/gu;

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text holds something shaped like a CPR number, DDMMYY-XXXX with a date that exists. */
export function holdsPersonalNumber(text: string): boolean {
  return personalNumberAt(text) !== -1;
}

/**
 * Where the first one from `from` on begins, or -1. The day of a replacement number is 60 later
 * (https://cpr.dk/cpr-systemet/erstatningspersonnummer); the year's century is not known, so 29 February always exists.
 */
export function personalNumberAt(text: string, from = 0): number {
  shaped.lastIndex = from;
  for (let found = shaped.exec(text); found; found = shaped.exec(text)) {
    const { day = '', month = '' } = found.groups ?? {};
    const date = Number.parseInt(day, 10);
    if (isDate(date > 60 ? date - 60 : date, Number(month)) && !isOfTwoCells(found)) return found.index;
    shaped.lastIndex = found.index + 1;
  }
  return -1;
}

/** Two numbers beside each other are counts, unless one of them begins with a zero as no count does. */
function isOfTwoCells({ groups, index, input }: RegExpExecArray): boolean {
  const { day = '', between = '', last = '' } = groups ?? {};
  if (!/[;,\t"]/.test(between)) return false;
  const before = input.slice(Math.max(0, index - 2), index);
  const areDecimals = /\d[.,]$/.test(before) && !(before.endsWith(',') && between.includes(','));
  return areDecimals || !(day.startsWith('0') || last.startsWith('0'));
}

function isDate(day: number, month: number): boolean {
  return day >= 1 && day <= (longestMonths[month - 1] ?? 0);
}

/** Whether a whole cell is a number with so many decimals that it only looks like one. */
export function isLongFraction(cell: string): boolean {
  return /^\s*[-+]?\d{1,3}[.,]\d{9,12}\s*%?\s*$/.test(cell);
}

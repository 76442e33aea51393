/** Six digits that are a date, then four: apart, together, or with the usual signs between. */
const shaped = /(?<!\d)(?<day>\d\d)[-./ ]?(?<month>\d\d)[-./ ]?\d\d[-‐‑–−\u{a0} ]{0,3}\d{4}(?!\d)/gu;

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
    if (isDate(Number(day) > 60 ? Number(day) - 60 : Number(day), Number(month))) return found.index;
    shaped.lastIndex = found.index + 1;
  }
  return -1;
}

function isDate(day: number, month: number): boolean {
  return day >= 1 && day <= (longestMonths[month - 1] ?? 0);
}

/** Whether a whole cell is a number with ten decimals, which only looks like one. */
export function isLongFraction(cell: string): boolean {
  return /^\s*[-+]?\d{1,3}[.,]\d{10}\s*%?\s*$/.test(cell);
}

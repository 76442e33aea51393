/**
 * What in a text can be a CPR number: `certain` by its shape, or `weak`, where other numbers look the same. Never told to anybody.
 */
export type FoundNumber = {
  sure: 'certain' | 'weak';
  /** Digits without anything between. */
  isBare: boolean;
  hasFirstZero: boolean;
  digits: string;
};

/** Six digits of a day and four more, with at most three signs between any two of them; letters and line breaks end it. */
const run = /(?<![\p{L}\d])[\d](?:[^\p{L}\d\n;\t|"]{0,3}\d){7,}/gu;
const unseen = /\p{Cf}/gu;
/** Digits that are not 0 to 9, and signs nobody sees. */
const disguised =
  /[\p{Cf}\u{ff10}-\u{ff19}\u{660}-\u{669}\u{6f0}-\u{6f9}\u{966}-\u{96f}\u{2070}-\u{2089}\u{b2}\u{b3}\u{b9}\u{2460}-\u{249b}\u{1d7ce}-\u{1d7ff}]/u;
const beyondLatin = /[^\0-\u{ac}\u{ae}-\u{b1}\u{b4}-\u{b8}\u{ba}-\u{17f}]/u;

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A text as a person sees it: common digits, and nothing that is not seen. Line breaks stay where they are. */
export function seenText(text: string): string {
  if (!beyondLatin.test(text) && !/[\u{ad}\u{b2}\u{b3}\u{b9}]/u.test(text)) return text;
  return disguised.test(text)
    ? text
        .replaceAll(unseen, '')
        .normalize('NFKC')
        .replaceAll(/\p{Nd}/gu, asciiDigit)
    : text;
}

/** Whether a text said by a person, with no column to judge it by, holds what is shaped like a CPR number. */
export function holdsPersonalNumber(text: string): boolean {
  return numbersIn(text).some(({ sure }) => sure === 'certain');
}

/** Everything in a text that can be a CPR number. Day 61–91 is a replacement number's (https://cpr.dk/cpr-systemet/erstatningspersonnummer). */
export function numbersIn(shown: string): FoundNumber[] {
  const text = seenText(shown);
  const found: FoundNumber[] = [];
  run.lastIndex = 0;
  for (let match = run.exec(text); match; match = run.exec(text)) {
    const [digits = ''] = match;
    if (isNotice(text, match.index)) continue;
    const tokens = [...digits.matchAll(/\d+/g)].map(({ 0: token, index }) => ({ token, index }));
    for (let from = 0; from < tokens.length; from += 1) {
      const one = numberAt(tokens, from, digits);
      if (one) found.push(one);
    }
  }
  return found;
}

type Token = { token: string; index: number };

/** The first number that begins with a token, in whatever way its digits are grouped. */
function numberAt(tokens: readonly Token[], from: number, text: string): FoundNumber | null {
  let digits = '';
  const lengths: number[] = [];
  for (let to = from; to < tokens.length; to += 1) {
    const { token = '', index = 0 } = tokens[to] ?? {};
    digits += token;
    lengths.push(token.length);
    if (digits.length > 12) return null;
    const begins = tokens[from]?.index ?? 0;
    const end = index + token.length;
    const isWhole = !/^[.,:/-]?\d/.test(text.slice(end));
    const sure = isWhole ? shapeOf(digits, lengths, text.slice(begins, end)) : null;
    if (sure) return { sure, isBare: lengths.length === 1, hasFirstZero: digits.startsWith('0'), digits };
  }
  return null;
}

/** What the digits can be, by how they are grouped. */
function shapeOf(digits: string, lengths: readonly number[], text: string): FoundNumber['sure'] | null {
  const groups = lengths.join(' ');
  if (digits.length === 12)
    return hasDay(digits.slice(0, 4)) && withCentury.has(groups) && isBornLongAgo(digits.slice(4, 8))
      ? 'certain'
      : null;
  if (digits.length === 10 && hasDay(digits)) {
    if (groups === '10' || lengths.every(length => length === 1)) return 'certain';
    if (afterSix(lengths) && !isClock(lengths, text)) return 'certain';
    if (groups === '1 3 3 3') return 'certain';
    if (digits.startsWith('0') && lengths.every(length => length > 2)) return 'certain';
    return 'weak';
  }
  if (digits.length !== 9 || !hasDay(`0${digits}`)) return null;
  if (groups === '9' || (groups === '5 4' && /\d[-‐‑‒–—−/]\d{4}$/u.test(text)) || groups === '1 2 2 4')
    return 'certain';
  return groups === '5 4' ? 'weak' : null;
}

const withCentury = new Set(['12', '8 4', '2 2 4 4', '2 2 8', '2 2 4 2 2', '8 2 2']);

/** A day of six digits, whole or by its parts, and the rest after it. */
function afterSix(lengths: readonly number[]): boolean {
  let sum = 0;
  for (const [i, length] of lengths.entries()) {
    sum += length;
    if (sum === 6) return !(i > 0 && lengths[0] === 4);
  }
  return false;
}

/** A day and the time of day: `01-01-90 12:34`. */
function isClock(lengths: readonly number[], text: string): boolean {
  return lengths.length >= 3 && /\d[ t]\d\d:\d\d$/i.test(text) && lengths.at(-1) === 2;
}

/** Of a date with its century: nobody born in the last fifteen years is in a file of ours, so it is another date. */
function isBornLongAgo(year: string): boolean {
  return Number(year) >= 1900 && Number(year) < 2012;
}

/** Whether four digits are a day and a month, also those of a replacement number. */
export function hasDay(digits: string): boolean {
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const real = day > 60 ? day - 60 : day;
  return real >= 1 && real <= (longestMonths[month - 1] ?? 0);
}

/** `2025/S 101-345678`: a notice in the Official Journal, as TED prints it; and `345678-2025`. */
function isNotice(text: string, at: number): boolean {
  return (
    /(?:\d{4}\/S\s?|\/S\s?)$/.test(text.slice(Math.max(0, at - 8), at)) ||
    /^\d{4}\/S\s\d/.test(text.slice(at, at + 10))
  );
}

function asciiDigit(digit: string): string {
  return digit.normalize('NFKC').replace(/[^0-9]/u, unseenDigit => {
    const code = unseenDigit.codePointAt(0) ?? 0;
    const zero = [0x660, 0x6f0, 0x966].find(start => code >= start && code < start + 10);
    return zero === undefined ? unseenDigit : String(code - zero);
  });
}

/**
 * Whether the check digit is right. It is for everybody born before October 2007; since then numbers without it are given
 * (https://cpr.dk/cpr-systemet/personnumre-uden-kontrolciffer-modulus-11-kontrol).
 */
export function hasCheckDigit(digits: string): boolean {
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
  const ten = digits.padStart(10, '0');
  return weights.reduce((sum, weight, i) => sum + weight * Number(ten[i]), 0) % 11 === 0;
}

/** Whether a whole cell is a number with so many decimals that it only looks like one. */
export function isLongFraction(cell: string): boolean {
  return /^\s*[-+]?\d{1,3}[.,]\d{9,12}\s*%?\s*$/.test(cell);
}

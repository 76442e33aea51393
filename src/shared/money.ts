import { RuleBroken } from './rule-broken.ts';

/** An amount of money in whole øre, never a fraction; safe in a number up to 90,000 billion kroner. */
export type Oere = number;

export type ParsedAmount = { kind: 'amount'; amountOere: Oere } | { kind: 'mistake'; message: string };

/** The largest amount a person may type: the limit the API document gives too. */
const largestTyped: Oere = 100_000_000_000_000;

const grouped = new Intl.NumberFormat('da-DK', { maximumFractionDigits: 0 });
const thousand = 100_000n;
const million = 100_000_000n;
const units = new Map([
  ['', 100n],
  ['t', thousand],
  ['tusind', thousand],
  ['mio', million],
  ['mill', million],
  ['million', million],
  ['millioner', million],
]);

/** Adds exactly; refuses a sum too large to be held exactly rather than answering a wrong one. */
export function sumOere(amounts: Iterable<Oere>): Oere {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return exact(sum);
}

export function plusOere(a: Oere, b: Oere): Oere {
  return exact(a + b);
}

/** Multiplies whole numbers exactly, with the same refusal as `sumOere`. */
export function timesOere(amount: Oere, ...factors: number[]): Oere {
  return factors.reduce((product, factor) => exact(product * factor), exact(amount));
}

/**
 * Shares a total out by weight so that the parts sum to it exactly: each part gets its whole units, and the units left
 * over go to the largest remainders, the first of equal ones first. Weights that are all zero share equally.
 */
export function distribute(total: number, weights: readonly number[]): number[] {
  if (!isWhole(total) || !weights.every(isWhole))
    throw new RangeError('distribute: the total and the weights must be whole and not negative');
  if (weights.length === 0 && total > 0) throw new RangeError('distribute: nobody to share the total among');
  if (weights.length === 1) return [total];
  if (weights.every(weight => weight === 0))
    return distributeAll(total, Array<number>(weights.length).fill(1));
  return distributeAll(total, weights);
}

function isWhole(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function distributeAll(total: number, weights: readonly number[]): number[] {
  const { parts, remainders } = quotas(total, weights);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  if (left === 0) return parts;
  const byRemainder = [...parts.keys()].toSorted(
    (a, b) => compare(remainders[b] ?? 0, remainders[a] ?? 0) || a - b,
  );
  for (const index of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** `1.080.000 kr.`, and `30.000,50 kr.` when there are øre. */
export function formatKroner(amount: Oere): string {
  const size = Math.abs(amount);
  const oere = size % 100;
  const kroner = grouped.format((size - oere) / 100);
  return `${amount < 0 ? '-' : ''}${kroner}${oere === 0 ? '' : `,${String(oere).padStart(2, '0')}`} kr.`;
}

/** `73,9 mio. kr.`: millions with one decimal, half rounded away from zero. */
export function formatMillions(amount: Oere): string {
  const tenths = Math.round(Math.abs(amount) / 10_000_000);
  const rest = tenths % 10;
  return `${amount < 0 && tenths > 0 ? '-' : ''}${grouped.format((tenths - rest) / 10)},${rest} mio. kr.`;
}

/**
 * Reads what a person types: `30.000`, `30000`, `30.000,50`, `1,5 mio.`, `250 tkr.`, with or without `kr.`. A dot is only
 * a thousands separator, so `1.5` is a mistake and not fifteen.
 */
export function parseKroner(text: string): ParsedAmount {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
  if (plain === '') return mistake('Skriv et beløb, fx 30.000 eller 1,5 mio.');
  const shape = /^(?:kr\.? ?|dkk ?)?(?<sign>[-−–])? ?(?<number>[\d., ]*\d)(?:,-)? ?(?<unit>.*)$/.exec(
    plain,
  )?.groups;
  const unit = unitOf(shape?.['unit'] ?? '');
  if (!shape || unit === undefined || plain.length > 60)
    return mistake('Skriv beløbet med tal, fx 30.000 eller 30.000,50 eller 1,5 mio.');
  if (shape['sign']) return mistake('Beløbet kan ikke være negativt.');
  const number = /^(?<whole>\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,(?<decimals>\d+))?$/.exec(
    shape['number'] ?? '',
  )?.groups;
  if (!number)
    return mistake('Brug punktum mellem tusinder og komma før decimaler, fx 30.000,50 eller 1,5 mio.');
  const decimals = number['decimals'] ?? '';
  const scale = 10n ** BigInt(decimals.length);
  const scaled = BigInt((number['whole'] ?? '').replace(/\D/g, '') + decimals) * unit;
  if (scaled % scale !== 0n) return mistake('Beløbet kan højst have to decimaler: mindste enhed er 1 øre.');
  if (scaled / scale > BigInt(largestTyped))
    return mistake(`Beløbet er for stort; det kan højst være ${formatKroner(largestTyped)}`);
  return { kind: 'amount', amountOere: Number(scaled / scale) };
}

function exact(amount: number): Oere {
  if (Number.isSafeInteger(amount)) return amount;
  throw new RuleBroken(
    'amount-too-large',
    'Beløbene er tilsammen så store, at de ikke kan regnes nøjagtigt. Ret de største prislinjer.',
    { status: 422 },
  );
}

type Quotas = { parts: number[]; remainders: (number | bigint)[] };

/** Each weight's total × weight ÷ sum, whole and remainder; in plain numbers while they are exact, as they nearly always are. */
function quotas(total: number, weights: readonly number[]): Quotas {
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  if (sum === total) return { parts: [...weights], remainders: [] };
  if (!Number.isSafeInteger(sum) || !Number.isSafeInteger(total * sum)) return largeQuotas(total, weights);
  const remainders = weights.map(weight => (total * weight) % sum);
  const parts = weights.map((weight, index) => (total * weight - (remainders[index] ?? 0)) / sum);
  return { parts, remainders };
}

function largeQuotas(total: number, weights: readonly number[]): Quotas {
  const products = weights.map(weight => BigInt(total) * BigInt(weight));
  const sum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  return {
    parts: products.map(product => Number(product / sum)),
    remainders: products.map(product => product % sum),
  };
}

function compare(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unitOf(text: string): bigint | undefined {
  return units.get(text.replace(/(kr|kroner|dkk)?\.?$/, '').replace(/[. ]/g, ''));
}

function mistake(message: string): ParsedAmount {
  return { kind: 'mistake', message };
}

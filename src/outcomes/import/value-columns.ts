import type { Mapping } from './import.schema.ts';
import type { Findings } from '../reading/import-findings.ts';
import type { KnownThings, Seen } from '../reading/labels.ts';
import { isPercent, plain, type Layout } from '../reading/table-layout.ts';

type ShareUnit = 'percent' | 'fraction';

/** Which columns are the figures of a measure, by their place. */
export type Value = {
  /** Null where the row itself says. */
  measure: Seen | null;
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  /** What the shares are in; null where neither heading nor person says. */
  unit: ShareUnit | null;
};

type Read = {
  layout: Layout;
  mapping: Mapping;
  known: KnownThings;
  findings: Findings;
  /** What a row under the headings says each column is in. */
  units: readonly (string | null)[];
};

/** The columns of figures, so far as file, memory or person says. */
export function valuesOf({ layout, mapping, known, findings, units }: Read): Value[] {
  const { rows, headings } = layout;
  const unitOf = (place: number | null) =>
    shareUnit(place === null ? '' : (headings[place] ?? ''), units[place ?? -1] ?? null, mapping);
  if (rows.kind === 'long') {
    const { numerator, denominator, share } = rows;
    return [{ measure: null, numerator, denominator, share, unit: unitOf(share) }];
  }
  const place = (heading: string | null) => {
    const at = heading === null ? -1 : headings.indexOf(heading);
    return at === -1 || !rows.values.includes(at) ? null : at;
  };
  const chosen = mapping.columns ?? rememberedColumns(known, headings);
  return chosen.flatMap(({ measure: code, ...columns }) => {
    const named = known.measures.find(measure => measure.code === code);
    if (!named) {
      findings.add(null, null, `Målingen ${code} findes ikke.`);
      return [];
    }
    for (const heading of [columns.numerator, columns.denominator, columns.share])
      if (heading !== null && place(heading) === null)
        findings.add(1, heading, 'Kolonnen findes ikke eller har andet end tal.');
    const numerator = place(columns.numerator);
    const share = place(columns.share);
    if (numerator === null && share === null) return [];
    const measure: Seen = {
      kind: 'measure',
      label: wordOf(columns),
      code,
      how: 'said',
      line: 1,
      rows: 0,
      id: named.id,
      number: known.measures.indexOf(named),
      inFuture: false,
      form: null,
    };
    return [{ measure, numerator, denominator: place(columns.denominator), share, unit: unitOf(share) }];
  });
}

function shareUnit(heading: string, under: string | null, { units = {} }: Mapping): ShareUnit | null {
  const said = units[heading];
  if (said !== undefined) return said;
  if (isPercent(heading) || (under !== null && isPercent(under))) return 'percent';
  return /\b0 1$|broek/.test(plain(heading)) ? 'fraction' : null;
}

function wordOf({ numerator, share }: { numerator: string | null; share: string | null }): string {
  return numerator ?? share ?? '';
}

/** How a pair of columns is remembered: `Antal i arbejde ÷ Antal personer`, or a column of shares alone. */
export function columnsLabel({
  numerator,
  denominator,
  share,
}: NonNullable<Mapping['columns']>[number]): string {
  if (numerator === null) return `andel: ${share ?? ''}`;
  return denominator === null ? numerator : `${numerator} ÷ ${denominator}`;
}

function rememberedColumns(known: KnownThings, headings: readonly string[]): NonNullable<Mapping['columns']> {
  const here = new Set(headings);
  return known.remembered.flatMap(({ kind, label, code }) => {
    if (kind !== 'measure' || code === null) return [];
    const share = label.startsWith('andel: ') ? label.slice('andel: '.length) : null;
    const [numerator = null, denominator = null] = share === null ? label.split(' ÷ ') : [];
    const columns = [numerator, denominator, share].filter(column => column !== null);
    return columns.every(column => here.has(column))
      ? [{ measure: code, numerator, denominator, share }]
      : [];
  });
}

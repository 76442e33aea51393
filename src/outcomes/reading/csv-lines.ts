import Papa from 'papaparse';
import type { Findings } from './import-findings.ts';

const newline = 10;
const carriageReturn = 13;
/** No line of figures is near this long: a quote that is never closed is. */
const longestLine = 1_000_000;

/** Whole lines of a text that comes in pieces, whatever of the two encodings it is in: UTF-8 until a byte proves it is not. */
export class LineDecoder {
  encoding: 'UTF-8' | 'Windows-1252' = 'UTF-8';
  private rest = new Uint8Array(0);
  private first = true;
  private onlyReturns = false;
  private accents = false;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly windows = new TextDecoder('windows-1252');

  /** The lines that are whole by now, with their line breaks. */
  push(bytes: Uint8Array): string {
    const all = joined(this.rest, bytes);
    if (this.first && this.rest.length === 0)
      this.onlyReturns = !all.includes(newline) && all.includes(carriageReturn);
    const end = all.lastIndexOf(this.onlyReturns ? carriageReturn : newline) + 1;
    this.rest = all.slice(end);
    return end === 0 ? '' : this.decoded(all.subarray(0, end));
  }

  end(): string {
    const { rest } = this;
    this.rest = new Uint8Array(0);
    return rest.length === 0 ? '' : this.decoded(rest);
  }

  private decoded(bytes: Uint8Array): string {
    let text = this.encoding === 'UTF-8' ? this.fromUtf8(bytes) : this.windows.decode(bytes);
    if (this.first) {
      this.first = false;
      text = text.replace(/^\u{feff}/u, '');
    }
    if (text.includes('\r')) text = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
    return text;
  }

  /** Letters beyond ASCII that were UTF-8 are proof enough: what comes after them and is not, is damage, shown as �. */
  private fromUtf8(bytes: Uint8Array): string {
    try {
      const text = this.utf8.decode(bytes);
      this.accents ||= text.length < bytes.length;
      return text;
    } catch {
      if (this.accents) return new TextDecoder().decode(bytes);
      this.encoding = 'Windows-1252';
      return this.windows.decode(bytes);
    }
  }
}

export type CsvRows = { rows: string[][]; lines: number[] };

/** Rows out of whole lines, each with the line it begins on. */
export class CsvReader {
  delimiter: string | null = null;
  private line = 1;
  private rest = '';

  /** `last` says that nothing follows, so that a row without a line break is one too. */
  read(text: string, last: boolean, findings: Findings): CsvRows {
    let all = this.rest === '' ? text : this.rest + text;
    if (this.delimiter === null) {
      const [directive] = /^sep=.\n/i.exec(all) ?? [];
      if (directive !== undefined) {
        all = all.slice(directive.length);
        this.line += 1;
      }
      this.delimiter = directive?.charAt(4) ?? delimiterOf(all.slice(0, 60_000));
    }
    const parser = new Papa.Parser({ delimiter: this.delimiter, newline: '\n', fastMode: false });
    const parsed: Papa.ParseResult<string[]> = parser.parse(all, 0, !last);
    this.rest = last ? '' : all.slice(parsed.meta.cursor);
    if (this.rest.length > longestLine) {
      findings.add(
        this.line,
        null,
        'Linjen er over en million tegn. Mangler der et afsluttende citationstegn?',
      );
      this.rest = '';
    }
    const quoted = all.includes('"');
    const lines: number[] = [];
    const rows: string[][] = [];
    const badRows = new Map(parsed.errors.map(({ row = 0, code }) => [row, code]));
    parsed.data.forEach((row, i) => {
      const from = this.line;
      this.line += 1 + (quoted ? breaksIn(row) : 0);
      const bad = badRows.get(i);
      if (bad !== undefined) findings.add(from, null, 'Citationstegnene passer ikke sammen på linjen.');
      else if (row.length > 1 || (row[0] ?? '').trim() !== '') {
        rows.push(row);
        lines.push(from);
      }
    });
    return { rows, lines };
  }
}

const delimiters = [';', '\t', '|', ','];

/** The sign that parts most lines into the same number of columns; the first of those that do it alike. */
export function delimiterOf(text: string): string {
  const lines = text
    .split('\n', 60)
    .map(line => line.replaceAll(/"[^"]*"/g, ''))
    .filter(line => line.trim() !== '');
  const scored = delimiters.map(sign => {
    const counts = lines.map(line => line.split(sign).length - 1).filter(count => count > 0);
    const usual = [...Map.groupBy(counts, count => count)].toSorted(
      (a, b) => b[1].length * b[0] - a[1].length * a[0],
    )[0];
    return { sign, points: (usual?.[1].length ?? 0) * Math.min(usual?.[0] ?? 0, 4) };
  });
  return scored.toSorted((a, b) => b.points - a.points).find(({ points }) => points > 0)?.sign ?? ';';
}

function breaksIn(row: readonly string[]): number {
  return row.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

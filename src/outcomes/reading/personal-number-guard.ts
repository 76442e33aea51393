import Papa from 'papaparse';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { Findings } from './import-findings.ts';
import { holdsPersonalNumber, isLongFraction, personalNumberAt } from './personal-number.ts';

const message =
  'Her står noget, der ligner et CPR-nummer. Intet af filen er gemt. Fjern personnumrene, og send kun tal for grupper.';

/** Looks through a file for personal numbers. What it finds it tells the place of, and never repeats. */
export class PersonalNumberGuard {
  readonly found = new Findings();
  private line = 1;
  private headings: string[] | null = null;
  private delimiter = ';';

  /** Whole lines, in order. */
  checkText(text: string): void {
    if (this.headings === null && text !== '') this.readHeadings(text);
    if (personalNumberAt(text) !== -1)
      text.split('\n').forEach((line, i) => {
        if (holdsPersonalNumber(line)) this.checkLine(line, this.line + i);
      });
    this.line += text.length === 0 ? 0 : breaksIn(text);
  }

  checkTable(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
    this.headings = [...columns];
    columns.forEach(heading => {
      if (holdsPersonalNumber(heading)) this.found.add(null, null, message);
    });
    rows.forEach((row, i) => {
      const texts = row.map(cell =>
        typeof cell === 'number' && !Number.isInteger(cell) ? '' : String(cell ?? ''),
      );
      if (holdsPersonalNumber(texts.join(';'))) this.checkCells(texts, i + 1);
    });
  }

  private checkLine(line: string, number: number): void {
    this.checkCells(this.cellsOf(line), number);
  }

  private checkCells(cells: readonly string[], number: number): void {
    const columns = cells.flatMap((cell, i) =>
      holdsPersonalNumber(cell) && !isLongFraction(cell) ? [i] : [],
    );
    for (const column of columns) this.add(number, column);
    // Found in the line and in no cell of it: it stands across what parts the cells.
    if (columns.length === 0 && !cells.some(isLongFraction)) this.found.add(number, null, message);
  }

  private add(line: number, column: number): void {
    const heading = this.headings?.[column];
    const safe = heading !== undefined && !holdsPersonalNumber(heading);
    this.found.add(line, safe ? heading : `kolonne ${column + 1}`, message);
  }

  private readHeadings(text: string): void {
    const [first = '', second = ''] = text.split('\n', 2);
    const headings = /^sep=.$/.test(first) ? second : first;
    const counts = [';', ',', '\t'].map(sign => ({ sign, count: headings.split(sign).length }));
    this.delimiter = counts.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ';';
    this.headings = this.cellsOf(headings);
  }

  private cellsOf(line: string): string[] {
    const parsed: Papa.ParseResult<string[]> = new Papa.Parser({
      delimiter: this.delimiter,
      newline: '\n',
    }).parse(line, 0, false);
    return parsed.data.flat();
  }
}

/** What is said beside a file is kept with it, so it is looked through as well. */
export function requireNoPersonalNumber(texts: readonly (string | null | undefined)[]): void {
  if (!texts.some(text => holdsPersonalNumber(text ?? ''))) return;
  throw new RuleBroken(
    'personal-number',
    'Filens navn eller kilden indeholder noget, der ligner et CPR-nummer. Intet er gemt. Fjern det, og send igen.',
    { status: 422 },
  );
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

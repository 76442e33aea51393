import Papa from 'papaparse';
import { RuleBroken } from '../../shared/rule-broken.ts';
import { delimiterOf } from './csv-lines.ts';
import { Findings, type ImportFinding } from './import-findings.ts';
import {
  hasCheckDigit,
  hasDay,
  holdsPersonalNumber,
  isLongFraction,
  numbersIn,
  seenText,
  type FoundNumber,
} from './personal-number.ts';
import { headingPoints, plain } from './table-layout.ts';

const message =
  'Her står noget, der ligner et CPR-nummer. Intet af filen er gemt. Fjern personnumrene, og send kun tal for grupper.';

/** A day in one cell and four digits in the next, also where day, month and year have a cell each. */
const split =
  /(?<![\d.,])(?<day>\d\d)(?<between>"?[-./ ;\t|,]?"?)(?<month>\d\d)\k<between>(?<century>19|20)?(?<year>\d\d)"? ?[;\t|,] ?"?(?<last>\d{4})(?![\d\p{L}])/gu;

type Judgement = 'number' | 'doubtful' | 'other';

/** Looks through a file for personal numbers, column by column. What it finds it tells the place of, and never repeats. */
export class PersonalNumberGuard {
  readonly found = new Findings();
  /** Columns that may be personal numbers, or amounts or references that look like them: a person has to say. */
  readonly doubtful = new Map<string, ImportFinding>();
  private line = 1;
  private headings: string[] | null = null;
  private delimiter = ';';
  private readonly cleared: ReadonlySet<string>;

  /** `cleared` are headings of columns somebody has said are no personal numbers. */
  constructor(cleared: readonly string[] = []) {
    this.cleared = new Set(cleared);
  }

  get isClean(): boolean {
    return this.found.count === 0 && this.doubtful.size === 0;
  }

  /** Why the file is refused: what is sure to be one, or else the columns a person has to speak for. */
  refusal(): Findings {
    if (this.found.count > 0) return this.found;
    const asked = new Findings();
    for (const { line, column, message } of this.doubtful.values()) asked.add(line, column, message);
    return asked;
  }

  /** The columns a person may speak for, where nothing else is in the way. */
  askedColumns(): string[] {
    return this.found.count > 0 ? [] : [...this.doubtful.keys()];
  }

  /** Whole lines, in order. */
  checkText(shown: string): void {
    const text = seenText(shown);
    if (this.headings === null && text !== '') this.readHeadings(text);
    if (numbersIn(text).length > 0 || hasSplit(text))
      text.split('\n').forEach((line, i) => {
        if (numbersIn(line).length > 0 || hasSplit(line)) this.checkCells(this.cellsOf(line), this.line + i);
      });
    this.line += breaksIn(text);
  }

  checkTable(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
    this.headings = [...columns];
    if (columns.some(holdsPersonalNumber)) this.found.add(null, null, message);
    rows.forEach((row, i) => {
      const texts = row.map(cell =>
        typeof cell === 'number' && !Number.isInteger(cell) ? '' : seenText(String(cell ?? '')),
      );
      const line = texts.join(';');
      if (numbersIn(line).length > 0 || hasSplit(line)) this.checkCells(texts, i + 1);
    });
  }

  private checkCells(cells: readonly string[], line: number): void {
    let isFound = false;
    cells.forEach((cell, column) => {
      const judged = this.judge(cell, column);
      if (judged === 'number') this.found.add(line, this.nameOf(column), message);
      if (judged === 'doubtful') this.doubt(line, column);
      isFound ||= judged !== 'other';
    });
    if (!isFound) this.checkSplit(cells, line);
  }

  private judge(cell: string, column: number): Judgement {
    if (isLongFraction(cell)) return 'other';
    const heading = this.headings?.[column] ?? '';
    const kind = kindOf(heading);
    const judged = numbersIn(cell).map(found => judgedBy(found, kind, cell));
    return judged.find(one => one === 'number') ?? judged.find(one => one === 'doubtful') ?? 'other';
  }

  /** Found in no cell by itself, it may stand across what parts the cells. */
  private checkSplit(cells: readonly string[], line: number): void {
    for (let i = 0; i + 1 < cells.length; i += 1) {
      const [day = '', month = '', year = '', last = ''] = cells.slice(i, i + 4);
      const apart = /^\d\d$/.test(day) && /^\d\d$/.test(month) && /^\d\d$/.test(year) && /^\d{4}$/.test(last);
      const isApart = apart && hasDay(day + month) && [day, month, last].some(part => part.startsWith('0'));
      const judged = isApart ? 'number' : this.judgeSplit(cells[i] ?? '', cells[i + 1] ?? '', i);
      if (judged === 'number') return this.found.add(line, null, message);
      if (judged === 'doubtful') return this.doubt(line, i);
    }
  }

  private judgeSplit(first: string, second: string, column: number): Judgement {
    const {
      day = '',
      month = '',
      century,
      year = '',
    } = /(?<![\d.,])(?<day>\d\d)[-./ ]?(?<month>\d\d)[-./ ]?(?<century>19|20)?(?<year>\d\d)\s*$/.exec(first)
      ?.groups ?? {};
    const last = /^\s*(?<last>\d{4})\s*$/.exec(second)?.groups?.['last'] ?? '';
    if (day === '' || last === '' || !hasDay(day + month)) return 'other';
    const [here, next] = [kindOf(this.headings?.[column] ?? ''), kindOf(this.headings?.[column + 1] ?? '')];
    if (here === 'person' || next === 'person') return 'number';
    if (here === 'date') return 'other';
    if (century !== undefined) return Number(century + year) < bornLately ? 'number' : 'other';
    if (day.startsWith('0') || /[-./ ]/.test(first.trim())) return 'number';
    // Two counts beside each other, unless the second begins with a zero as no count does.
    if (!last.startsWith('0')) return 'other';
    return next === 'reference' ? 'other' : 'number';
  }

  private doubt(line: number, column: number): void {
    const heading = this.headings?.[column] ?? '';
    if (this.cleared.has(heading) && heading !== '') return;
    const name = this.nameOf(column);
    if (this.doubtful.has(name)) return;
    this.doubtful.set(name, {
      line,
      column: name,
      message:
        'Kolonnen har tal, der ligner CPR-numre. Er det beløb, sagsnumre eller andet, så sig det for kolonnen, og send filen igen. Intet af filen er gemt.',
    });
  }

  private nameOf(column: number): string {
    const heading = this.headings?.[column];
    return heading !== undefined && heading !== '' && !holdsPersonalNumber(heading)
      ? heading
      : `kolonne ${column + 1}`;
  }

  /** The line among the first with most words that are headings. */
  private readHeadings(text: string): void {
    const lines = text.split('\n', 41);
    const isTold = /^sep=.$/i.test(lines[0] ?? '');
    this.delimiter = isTold ? (lines[0]?.charAt(4) ?? ';') : delimiterOf(text.slice(0, 60_000));
    const rows = (isTold ? lines.slice(1) : lines).map(line => this.cellsOf(line));
    const points = rows.map(headingPoints);
    const best = points.indexOf(Math.max(...points));
    this.headings = rows[Math.max(best, 0)] ?? [];
  }

  private cellsOf(line: string): string[] {
    const parsed: Papa.ParseResult<string[]> = new Papa.Parser({
      delimiter: this.delimiter,
      newline: '\n',
    }).parse(line, 0, false);
    return parsed.data.flat();
  }
}

/** Somebody born later is too young to be in a file of ours. */
const bornLately = 2012;

type Kind = 'person' | 'date' | 'money' | 'reference' | 'other';

function kindOf(heading: string): Kind {
  const words = plain(heading);
  if (/cpr|personn|person id|personid|borger(?:nr|id|e?ns)|foedt|foedsel/.test(words)) return 'person';
  if (
    /dato|date|period|\btid\b|tidspunkt|maaned|kvartal|\bdag\b|\bfra\b|\btil\b|\buge\b|opdateret|udtrukket/.test(
      words,
    )
  )
    return 'date';
  if (
    /beloeb|\bkr\b|kroner|dkk|udgift|indtaegt|budget|regnskab|pris|omkostning|forbrug|bevilling|mio|saldo|betal|refusion|oekonomi/.test(
      words,
    )
  )
    return 'money';
  if (
    /journal|\bsag|sags|notice|bekendtg|\bted\b|udbud|telefon|tlf|mobil|konto|kontering|\bean\b|cvr|p nummer|p nr|produktionsenhed|loebenr|kode|postnr|\bnr\b|nummer|\bid\b|reference|\bref\b|faktura|bilag/.test(
      words,
    )
  )
    return 'reference';
  return 'other';
}

function judgedBy({ sure, isBare, hasFirstZero, digits }: FoundNumber, kind: Kind, cell: string): Judgement {
  if (kind === 'person') return 'number';
  const isMoney = kind === 'money' || /\d\s*(?:kr\.?|kroner|dkk|,-)\s*$/i.test(cell);
  const isAmount = isBare || /^\D*\d{1,3}(?:[. ,]\d{3})+\D*$/.test(cell);
  if (isAmount && !hasFirstZero && (isMoney || kind === 'reference')) {
    if (isMoney && digits.length === 9) return 'other';
    return hasCheckDigit(digits) ? 'doubtful' : 'other';
  }
  if (sure === 'weak') return hasCheckDigit(digits) ? 'doubtful' : 'other';
  return kind === 'reference' ? 'doubtful' : 'number';
}

function hasSplit(text: string): boolean {
  split.lastIndex = 0;
  return split.test(text);
}

/** What is said beside a file is kept with it, so it is looked through as well. */
export function requireNoPersonalNumber(texts: readonly (string | null | undefined)[]): void {
  if (!texts.some(text => holdsPersonalNumber(text ?? ''))) return;
  throw new RuleBroken(
    'personal-number',
    'Filens navn, kilden eller koblingen indeholder noget, der ligner et CPR-nummer. Intet er gemt. Fjern det, og send igen.',
    { status: 422 },
  );
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

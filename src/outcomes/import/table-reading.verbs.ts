import { CsvReader, type CsvRows } from '../reading/csv-lines.ts';
import { Findings, type ImportFinding } from '../reading/import-findings.ts';
import type { Mapping } from './import.schema.ts';
import { jobindsatsTable } from '../reading/jobindsats-answer.ts';
import type { Session } from '../../database/connection.verbs.ts';
import type { KnownThings } from '../reading/labels.ts';
import { countFrom, decimalFrom, shareFrom, type Figure } from '../reading/number-text.ts';
import { isDate } from '../reading/period-label.ts';
import type { ReceivedFile } from './received-file.verbs.ts';
import { TakeIn, type Sink } from './take-in.ts';
import { layoutOf, type Content, type Layout } from '../reading/table-layout.ts';
import {
  headingsOf,
  isNote,
  rowsOf,
  shapeOf,
  shapeOfTable,
  sourceIn,
  textOf,
  unitsOf,
  type Cell,
  type Shape,
} from '../reading/table-shape.ts';

/** Rows looked at before it is decided where the table stands and what its columns are. */
const sample = 200;
const mostNotes = 20;

/** Where rows go while a file is read: handed over now and then. */
type RowSink = Sink & { readonly isFull: boolean; flush(): Promise<void> };

type TableRead = {
  file: ReceivedFile;
  table: string | null;
  mapping: Mapping;
  known: KnownThings;
  sink: RowSink;
  merge: boolean;
  progress?: ((rows: number) => void) | undefined;
};

/** Reads a file from its first line to its last: finds the table in it, and hands its rows on. */
export class TableReading {
  readonly findings = new Findings();
  readonly unsaid: ImportFinding[] = [];
  /** Lines before and after the table. */
  readonly notes: string[] = [];
  takeIn: TakeIn | null = null;
  layout: Layout | null = null;
  shape: Shape | null = null;
  private readonly reading: TableRead;
  private waiting: { row: Cell[]; line: number }[] = [];
  private above: Cell[] | null = null;

  constructor(read: TableRead) {
    this.reading = read;
  }

  async read(session: Session): Promise<void> {
    await (this.reading.file.format === 'jobindsats' ? this.readAnswer(session) : this.readCsv(session));
    for (const { row } of this.waiting) this.note(row.map(textOf).join(' ').trim());
    this.takeIn?.end();
  }

  valueColumns(): string[] {
    const { layout } = this;
    if (layout?.rows.kind !== 'wide') return [];
    return layout.rows.values.map(i => layout.headings[i] ?? '');
  }

  /** What a note says the source is. */
  source(): string | null {
    return this.notes.map(sourceIn).find(source => source !== null) ?? null;
  }

  private async readCsv(session: Session): Promise<void> {
    const reader = new CsvReader();
    let first: CsvRows = { rows: [], lines: [] };
    const take = async (text: string, last: boolean) => {
      const { rows, lines } = reader.read(text, last, this.findings);
      if (this.shape) return this.takeRows(rows, lines);
      first = { rows: [...first.rows, ...rows], lines: [...first.lines, ...lines] };
      if (first.rows.length <= sample && !last) return;
      const shape = shapeOf(first.rows.slice(0, sample), first.lines);
      this.begin(shape, first.rows.slice(shape.skip), reader.delimiter !== ',');
      await this.takeRows(first.rows.slice(shape.skip), first.lines.slice(shape.skip));
      first = { rows: [], lines: [] };
    };
    for await (const text of this.reading.file.pieces(session)) await take(text, false);
    await take('', true);
  }

  private async readAnswer(session: Session): Promise<void> {
    for await (const text of this.reading.file.pieces(session)) {
      const { columns, rows } = jobindsatsTable(text);
      this.begin(shapeOfTable(columns, rows), rows, false);
      await this.takeRows(
        rows,
        rows.map((_, i) => i + 1),
      );
    }
  }

  /** Where no layout can be made the rows are passed by. */
  private begin(shape: Shape, rows: readonly (readonly Cell[])[], grouped: boolean): void {
    const { known, mapping, table, sink, merge, file } = this.reading;
    this.shape = shape;
    for (const line of shape.before) this.note(line);
    const looked = (file.format === 'jobindsats' ? rows : rows.slice(0, sample)).filter(
      row => !isNote(row, shape),
    );
    const body = looked.flatMap(row => rowsOf(shape, row, null));
    const headings = headingsOf(shape);
    const { findings, unsaid } = this;
    this.layout = layoutOf(
      headings,
      column => contentOf(body, column, grouped),
      known.offers,
      mapping.roles ?? {},
      findings,
      unsaid,
      shape.line,
    );
    if (this.layout === null) return;
    const units = unitsOf(shape);
    this.takeIn = new TakeIn({
      layout: this.layout,
      known,
      mapping,
      sink,
      findings,
      grouped,
      table,
      units,
      merge,
      line: shape.line,
    });
  }

  private async takeRows(rows: readonly (readonly Cell[])[], lines: readonly number[]): Promise<void> {
    const { takeIn, shape } = this;
    const { sink, progress } = this.reading;
    if (!takeIn || !shape) return;
    const isPlain = shape.across === null && shape.places.every((place, i) => place === i);
    let at = 0;
    for (const row of rows) {
      const line = lines[at++] ?? 0;
      if (
        isPlain &&
        row.length === shape.places.length &&
        row[row.length - 1] !== '' &&
        this.waiting.length === 0
      )
        takeIn.row(row, line);
      else this.takeRow(row, line, takeIn, shape);
      if (!sink.isFull) continue;
      await sink.flush();
      progress?.(takeIn.rows);
    }
  }

  /** A line of one text may be the first of the notes; where figures follow, it was a line that is too short. */
  private takeRow(row: readonly Cell[], line: number, takeIn: TakeIn, shape: Shape): void {
    if (row.every(cell => textOf(cell) === '')) return;
    if (isNote(row, shape)) {
      if (sourceIn(textOf(row[0])) !== null) this.note(textOf(row[0]));
      else this.waiting.push({ row: [...row], line });
      if (this.waiting.length > mostNotes) this.tooShort(takeIn, shape);
      return;
    }
    this.tooShort(takeIn, shape);
    const width = (shape.places.at(-1) ?? -1) + 1;
    const hasMore = row.slice(width).some(cell => textOf(cell) !== '');
    if (row.length < width && row.length < shape.places.length) takeIn.row(row, line);
    else if (hasMore) takeIn.row(row, line);
    else
      for (const cells of rowsOf(shape, row, this.above)) {
        takeIn.row(cells, line);
        this.above = cells;
      }
  }

  private tooShort(takeIn: TakeIn, shape: Shape): void {
    for (const { row, line } of this.waiting)
      takeIn.row(row.length === shape.places.length ? row : row.slice(0, 1), line);
    this.waiting = [];
  }

  private note(text: string): void {
    if (text !== '' && this.notes.length < mostNotes) this.notes.push(text.slice(0, 300));
  }
}

function contentOf(rows: readonly (readonly Cell[])[], column: number, grouped: boolean): Content {
  const cells = rows.map(row => row[column] ?? null);
  const told = cells.filter(cell => textOf(cell) !== '');
  return {
    isFigures: cells.every(
      cell =>
        isNumber(cell) || !(isMistake(countFrom(cell, grouped)) && isMistake(shareFrom(cell, 'percent'))),
    ),
    isCounts: cells.every(cell => !isMistake(countFrom(cell, grouped))),
    isDates: told.length > 0 && told.every(cell => typeof cell === 'string' && isDate(cell)),
    isEmpty: told.every(cell => typeof countFrom(cell, grouped) !== 'number'),
    example: textOf(told[0] ?? null).slice(0, 60),
  };
}

/** Also one that cannot be a count or a share: that is a mistake to tell of, and no label. */
function isNumber(cell: Cell): boolean {
  return typeof cell === 'number' || decimalFrom((cell ?? '').trim(), false) !== null;
}

function isMistake(figure: Figure): boolean {
  return typeof figure === 'object' && figure !== null && 'mistake' in figure;
}

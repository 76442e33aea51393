import type { EntityManager } from '@mikro-orm/core';
import type { Database } from '../../database/database.ts';
import { Offer } from '../../offers/offer.entity.ts';
import { TargetGroup } from '../../target-groups/target-group.entity.ts';
import type { Day } from '../../shared/days/day.ts';
import type { Basis, Source } from '../../shared/source.schema.ts';
import { Area } from '../area.entity.ts';
import { inSession, type Session } from '../../database/connection.verbs.ts';
import { CsvReader, type CsvRows } from '../reading/csv-lines.ts';
import { Findings, type ImportFinding } from '../reading/import-findings.ts';
import type { Mapping } from './import.schema.ts';
import { jobindsatsTable } from '../reading/jobindsats-answer.ts';
import { Measure } from '../measure.entity.ts';
import { countFrom, shareFrom } from '../reading/number-text.ts';
import { LabelMapping } from '../observation.entity.ts';
import { Staging, type Compared, type Taken } from '../observation.verbs.ts';
import { requireNoPersonalNumber } from '../reading/personal-number-guard.ts';
import type { ReceivedFile } from './received-file.verbs.ts';
import type { KnownThings, SeenLabel } from './labels.ts';
import { TakeIn, type Cell } from './take-in.ts';
import { layoutOf, plain, type Layout } from '../reading/table-layout.ts';

/** How a file is to be read. */
export type Reading = {
  file: ReceivedFile;
  fileName: string | null;
  /** The source's name of the table, where it has one. */
  table: string | null;
  mapping: Mapping;
  source: Source | null;
  basis: Basis;
  draft: string | null;
};

/** What a file holds, what is wrong with it, and what taking it in did or would do. */
export type Report = Compared & {
  stored: boolean;
  /** Of the known ones, how many were corrected; null until it is done. */
  changed: number | null;
  unchanged: number | null;
  rows: number;
  cells: number;
  suppressed: number;
  leftOut: number;
  encoding: string | null;
  source: Source | null;
  labels: SeenLabel[];
  /** Of a file with a column for each count: those columns, and which are whose so far. */
  valueColumns: string[];
  columns: NonNullable<Mapping['columns']>;
  findings: ImportFinding[];
  /** Findings beyond those told. */
  more: number;
  /** What a person must say before it can be taken in. */
  unsaid: ImportFinding[];
};

type Options = {
  store: boolean;
  today: Day;
  progress?: (rows: number) => void;
  /** Done in the transaction that stores. */
  also?: (session: Session) => Promise<void>;
};

/** Carries what was found out of a transaction that is not to be kept. */
class RolledBack extends Error {
  readonly report: Report;

  constructor(report: Report) {
    super('rolled back');
    this.report = report;
  }
}

/** Reads a file from its first line to its last, and takes it in whole or not at all. */
export async function takeInFile(database: Database, reading: Reading, options: Options): Promise<Report> {
  requireNoPersonalNumber([reading.fileName, reading.source?.document, reading.source?.section]);
  const known = await knownThings(database.orm.em.fork(), options.today);
  const work = async (session: Session) => {
    const staging = await Staging.open(session, options.store ? 'store' : 'compare');
    const table = new TableReading(reading, known, staging, options.progress);
    await table.read(session);
    const report = await concluded(table, staging, session, reading, options);
    if (!report.stored) throw new RolledBack(report);
    return report;
  };
  return inTurn(() =>
    inSession(database, work).catch((error: unknown) => {
      if (error instanceof RolledBack) return error.report;
      throw error;
    }),
  );
}

async function concluded(
  table: TableReading,
  staging: Staging,
  session: Session,
  reading: Reading,
  { store, also }: Options,
): Promise<Report> {
  const { findings, takeIn } = table;
  const source = reading.source ?? sourceFrom(takeIn);
  if (takeIn) {
    const contradictions = await staging.contradictions(100);
    for (const { line, firstLine } of contradictions.first) {
      const other = firstLine === null ? 'en tidligere linje' : `linje ${firstLine}`;
      findings.add(line, null, `Linjen siger noget andet end ${other} om det samme. Slet den ene.`);
    }
    findings.count += contradictions.count - contradictions.first.length;
    if (takeIn.rows === 0) findings.add(null, null, 'Filen har ingen rækker med tal.');
    if (source === null) {
      findings.add(
        null,
        null,
        'Skriv, hvor tallene kommer fra: et dokument, eller en kolonne med overskriften Kilde.',
      );
    }
  }
  requireNoPersonalNumber([source?.document]);
  const unsaid = takeIn?.unsaid() ?? [];
  const ready = takeIn !== null && findings.count === 0 && unsaid.length === 0;
  let compared: Compared = { added: 0, known: 0 };
  let taken: Taken | null = null;
  if (ready && store && source !== null) {
    const { file, fileName, basis, draft } = reading;
    const { format, checksum } = file;
    taken = await staging.store({ format, fileName, basis, draft, checksum, source });
    compared = { added: taken.added, known: taken.changed + taken.unchanged };
    await also?.(session);
  } else if (findings.count === 0) {
    compared = await staging.compare();
  }
  return {
    ...compared,
    changed: taken?.changed ?? null,
    unchanged: taken?.unchanged ?? null,
    stored: ready && store,
    rows: takeIn?.rows ?? 0,
    cells: staging.rows,
    suppressed: takeIn?.suppressed ?? 0,
    leftOut: takeIn?.leftOut ?? 0,
    encoding: reading.file.encoding,
    source,
    labels: takeIn?.seen() ?? [],
    valueColumns: table.valueColumns(),
    columns: takeIn?.columns() ?? [],
    findings: findings.first,
    more: findings.more,
    unsaid,
  };
}

/** Of a file with personal numbers nothing is told but where they stand. */
export function refused(found: Findings): Report {
  return {
    added: 0,
    known: 0,
    changed: null,
    unchanged: null,
    stored: false,
    rows: 0,
    cells: 0,
    suppressed: 0,
    leftOut: 0,
    encoding: null,
    source: null,
    labels: [],
    valueColumns: [],
    columns: [],
    findings: found.first,
    more: found.more,
    unsaid: [],
  };
}

function sourceFrom(takeIn: TakeIn | null): Source | null {
  const document = takeIn?.source ?? null;
  return document === null ? null : { document, section: null };
}

/** Rows looked at before a column is held to be of figures or of words. */
const sample = 200;

class TableReading {
  readonly findings = new Findings();
  takeIn: TakeIn | null = null;
  private layout: Layout | null = null;
  private begun = false;
  private readonly reading: Reading;
  private readonly known: KnownThings;
  private readonly staging: Staging;
  private readonly progress: (rows: number) => void;

  constructor(
    reading: Reading,
    known: KnownThings,
    staging: Staging,
    progress: (rows: number) => void = () => {},
  ) {
    this.reading = reading;
    this.known = known;
    this.staging = staging;
    this.progress = progress;
  }

  async read(session: Session): Promise<void> {
    await (this.reading.file.format === 'csv' ? this.readCsv(session) : this.readAnswer(session));
  }

  valueColumns(): string[] {
    const { layout } = this;
    if (layout?.rows.kind !== 'wide') return [];
    return layout.rows.values.map(i => layout.headings[i] ?? '');
  }

  private async readCsv(session: Session): Promise<void> {
    const reader = new CsvReader();
    let waiting: CsvRows = { rows: [], lines: [] };
    const take = async (text: string, last: boolean) => {
      const { rows, lines } = reader.read(text, last, this.findings);
      if (this.begun) return this.takeRows(rows, lines);
      waiting = { rows: [...waiting.rows, ...rows], lines: [...waiting.lines, ...lines] };
      if (waiting.rows.length <= sample && !last) return;
      this.begin(waiting.rows[0] ?? [], waiting.rows.slice(1), reader.delimiter !== ',');
      await this.takeRows(waiting.rows.slice(1), waiting.lines.slice(1));
      waiting = { rows: [], lines: [] };
    };
    for await (const text of this.reading.file.pieces(session)) await take(text, false);
    await take('', true);
  }

  private async readAnswer(session: Session): Promise<void> {
    for await (const text of this.reading.file.pieces(session)) {
      const { columns, rows } = jobindsatsTable(text);
      this.begin(columns, rows, false);
      await this.takeRows(
        rows,
        rows.map((_, i) => i + 1),
      );
    }
  }

  /** Where no layout can be made the rows are passed by. */
  private begin(headings: readonly string[], rows: readonly (readonly Cell[])[], grouped: boolean): void {
    this.begun = true;
    const { findings, known, reading, staging } = this;
    const looked = reading.file.format === 'csv' ? rows.slice(0, sample) : rows;
    this.layout = layoutOf(headings, column => isFigures(looked, column, grouped), known.offers, findings);
    if (this.layout === null) return;
    const { mapping, table } = reading;
    this.takeIn = new TakeIn({
      layout: this.layout,
      known,
      mapping,
      sink: staging,
      findings,
      grouped,
      table,
    });
  }

  private async takeRows(rows: readonly (readonly Cell[])[], lines: readonly number[]): Promise<void> {
    const { takeIn, staging } = this;
    if (!takeIn) return;
    let at = 0;
    for (const row of rows) {
      takeIn.row(row, lines[at++] ?? 0);
      if (!staging.isFull) continue;
      await staging.flush();
      this.progress(takeIn.rows);
    }
  }
}

function isFigures(rows: readonly (readonly Cell[])[], column: number, grouped: boolean): boolean {
  return rows.every(row => {
    const cell = row[column] ?? null;
    return isNumber(cell) || !(isMistake(countFrom(cell, grouped)) && isMistake(shareFrom(cell, true)));
  });
}

/** Also one that cannot be a count or a share: that is a mistake to tell of, and no label. */
function isNumber(cell: Cell): boolean {
  return typeof cell === 'number' || /^\s*[-+]?\d+([.,]\d+)?\s*$/.test(cell ?? '');
}

function isMistake(figure: ReturnType<typeof countFrom>): boolean {
  return typeof figure === 'object' && figure !== null;
}

export async function knownThings(em: EntityManager, today: Day): Promise<KnownThings> {
  const groups = await em.findAll(TargetGroup, { orderBy: { name: 'asc' } });
  const measures = await em.findAll(Measure, { orderBy: { title: 'asc' } });
  const areas = await em.findAll(Area, { orderBy: { title: 'asc' } });
  const offers = await em.findAll(Offer, { fields: ['code', 'name'] });
  const remembered = await em.findAll(LabelMapping, { orderBy: { kind: 'asc', label: 'asc' } });
  return {
    targetGroups: groups.map(({ id, code, name }) => ({ id, code, name })),
    measures: measures.map(({ id, code, title }) => ({ id, code, name: title })),
    areas: areas.map(({ id, code, title }) => ({ id, code, name: title })),
    offers: new Set(offers.flatMap(({ code, name }) => [plain(code), plain(name)])),
    remembered: remembered.map(({ kind, label, code }) => ({ kind, label, code: code ?? null })),
    today,
  };
}

/** Two files at a time: each holds a connection, and the others' readers need theirs. */
const atOnce = 2;
let running = 0;
const queue: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) await new Promise<void>(resolve => queue.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

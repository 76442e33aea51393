import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Basis, Source } from '../../shared/source.schema.ts';
import type { Merged } from '../observation.entity.ts';
import type { Column, Session } from '../../database/connection.verbs.ts';
import { CopyLines } from '../../database/copy-lines.ts';
import { decideAtImport } from '../disclosure/decision.verbs.ts';
import { sumParents } from '../parent-sums.verbs.ts';
import type { Period } from '../period.ts';
import { arrayOf } from '../sql-array.ts';

/** What is observed in one cell. References are ids; null is unknown; `line` is where it stands in its file. */
export type ObservedCell = {
  measure: string;
  targetGroup: string;
  area: string;
  period: Period;
  numerator: number | null;
  denominator: number | null;
  share: number | null;
  suppressed: boolean;
  line: number;
};

/** Where a file comes from, as its record keeps it. */
export type ImportRecord = {
  fileName: string | null;
  /** SHA-256 of what was read, in hex. */
  checksum: string;
  format: 'csv' | 'jobindsats' | 'fixture';
  basis: Basis;
  source: Source;
  /** The draft it was confirmed from, by which its page finds it again. */
  draft: string | null;
  /** Rows of several words that were put together, and how. */
  merges?: readonly Merged[];
};

export type Taken = { added: number; changed: number; unchanged: number };

/** `known`: how many have a value already. */
export type Compared = { added: number; known: number };

/** Two lines that say different things about the same cell. */
export type Contradiction = { line: number; firstLine: number | null };

/** Any number will do, as long as every version of the program uses the same. */
const importLock = 20_231_112;
const batchRows = 30_000;

/** A few cells within the transaction at hand, as a fixture brings them. */
export async function storeObservations(
  session: Session,
  record: ImportRecord,
  cells: Iterable<ObservedCell>,
): Promise<Taken> {
  const staging = await Staging.open(session, 'store');
  for (const cell of cells) {
    staging.addTo(staging.seriesOf(cell.measure, cell.targetGroup, cell.area), cell);
    if (staging.isFull) await staging.flush();
  }
  const { count } = await staging.contradictions(1);
  if (count > 0) throw new Error('Two cells say different things of the same');
  return staging.store(record);
}

type SeriesKey = { measure: string; targetGroup: string; area: string };

/**
 * Cells on their way into the database, within a transaction that is rolled back where anything is wrong with them. Series nobody
 * has observed before cannot meet anything: their rows go straight to their place, while the file is still being read. The
 * others wait in temporary tables. Of each cell one bit is remembered: whether the file has said it before.
 */
export class Staging {
  rows = 0;
  private readonly session: Session;
  private readonly importId: number | null;
  /** Where rows of fresh series go: their place, or a temporary table when nothing is to be stored. */
  private readonly target: string;
  private readonly stored: ReadonlyMap<string, number>;
  private readonly firstFresh: number;
  private readonly name = `incoming_${randomBytes(6).toString('hex')}`;
  private readonly tables: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly ids: number[] = [];
  private readonly fresh: SeriesKey[] = [];
  private readonly periods = new Map<Period, number>();
  private readonly met: Uint32Array[] = [];
  private freshRows = 0;
  private repeats = 0;
  private readonly straight = new CopyLines();
  private readonly waiting = new CopyLines();
  private writing: Promise<void> = Promise.resolve();

  private constructor(session: Session, importId: number | null, stored: ReadonlyMap<string, number>) {
    this.session = session;
    this.importId = importId;
    this.stored = stored;
    this.target = importId === null ? `${this.name}_fresh` : 'observation';
    this.firstFresh = stored.values().reduce((most, id) => Math.max(most, id), 0) + 1;
  }

  /** Those who store wait for each other here, until the other's transaction has ended. */
  static async open(session: Session, purpose: 'store' | 'compare'): Promise<Staging> {
    if (purpose === 'store') await session.query(`select pg_advisory_xact_lock(${importLock})`);
    const rows = await session.query(
      "select id, measure_id || ' ' || target_group_id || ' ' || area_id as key from series",
    );
    const stored = new Map(
      z
        .array(SeriesRow)
        .parse(rows)
        .map(({ id, key }) => [key, id]),
    );
    const staging = new Staging(session, purpose === 'store' ? await nextImport(session) : null, stored);
    if (purpose === 'compare')
      await session.run(`create temporary table ${staging.target} (like observation) on commit drop`);
    return staging;
  }

  get isFull(): boolean {
    return this.straight.rows + this.waiting.rows >= batchRows;
  }

  /** The number of a series within this file; ask once for the cells that follow each other. */
  seriesOf(measure: string, targetGroup: string, area: string): number {
    const key = `${measure} ${targetGroup} ${area}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      const id =
        this.stored.get(key) ?? this.firstFresh + this.fresh.push({ measure, targetGroup, area }) - 1;
      number = this.ids.push(id) - 1;
      this.numbers.set(key, number);
      this.met.push(new Uint32Array(2));
    }
    return number;
  }

  addTo(series: number, cell: Omit<ObservedCell, 'measure' | 'targetGroup' | 'area'>): void {
    const repeat = this.isRepeat(series, cell.period);
    const id = this.ids[series] ?? 0;
    this.rows += 1;
    if (repeat) this.repeats += 1;
    const straight = !repeat && id >= this.firstFresh;
    if (straight) this.freshRows += 1;
    const lines = straight ? this.straight : this.waiting.int(cell.line).text(repeat ? 't' : 'f');
    lines
      .int(id)
      .text(cell.period)
      .int(cell.numerator)
      .int(cell.denominator)
      .text(cell.share === null ? '\\N' : String(cell.share))
      .text(cell.suppressed ? 't' : 'f');
    if (straight) lines.text('f').int(this.importId ?? 0);
    lines.end();
  }

  private isRepeat(series: number, period: Period): boolean {
    let number = this.periods.get(period);
    if (number === undefined) this.periods.set(period, (number = this.periods.size));
    const word = number >> 5;
    const bit = 1 << (number & 31);
    let bits = this.met[series] ?? new Uint32Array(0);
    if (word >= bits.length) {
      const longer = new Uint32Array(word * 2);
      longer.set(bits);
      this.met[series] = bits = longer;
    }
    const before = bits[word] ?? 0;
    bits[word] = before | bit;
    return (before & bit) !== 0;
  }

  /** Hands the rows over and goes on; waits only for those handed over before. */
  async flush(): Promise<void> {
    await this.writing;
    if (this.straight.rows + this.waiting.rows === 0) return;
    this.writing = this.write(this.straight.take(), this.waiting.take());
    // Told to whoever waits next.
    this.writing.catch(() => undefined);
  }

  private async write(straight: Uint8Array<ArrayBuffer>, waiting: Uint8Array<ArrayBuffer>): Promise<void> {
    if (straight.length > 0) await this.session.copy(this.target, [...observed, ...ownColumns], straight);
    if (waiting.length === 0) return;
    const table = `${this.name}_${this.tables.length}`;
    this.tables.push(table);
    const columns = incoming.map(({ name, type }) => `${name} ${type}`);
    await this.session.run(`create temporary table ${table} (${columns.join(', ')}) on commit drop`);
    await this.session.copy(table, incoming, waiting);
  }

  /** The lines that contradict an earlier one, the first `most` of them; a mere repetition is none. */
  async contradictions(most: number): Promise<{ count: number; first: Contradiction[] }> {
    await this.settled();
    if (this.repeats === 0) return { count: 0, first: [] };
    const all = `(${this.tables.map(table => `select * from ${table}`).join(' union all ')})`;
    const from =
      `${all} as later join (select series_id, period, numerator, denominator, share, suppressed, line, repeat from ${all} as waiting ` +
      `union all select series_id, period, numerator, denominator, share, suppressed, null, false from ${this.target} ` +
      `where series_id >= ${this.firstFresh}) as earlier using (series_id, period) ` +
      `where later.repeat and not earlier.repeat and ${values('later')} is distinct from ${values('earlier')}`;
    const [counted] = await this.session.query(`select count(*)::int as count from ${from}`);
    const first = await this.session.query(
      `select later.line as "line", earlier.line as "firstLine" from ${from} order by later.line limit ${most}`,
    );
    return { count: Counted.parse(counted).count, first: z.array(ContradictionRow).parse(first) };
  }

  /** What storing would add, and what it would meet. Whether that differs is not told: it would confirm a guess at a hidden figure. */
  async compare(): Promise<Compared> {
    await this.settled();
    const taken = { added: this.freshRows, changed: 0, unchanged: 0 };
    await this.session.run(rowByRow);
    for (const table of this.tables) add(taken, await comparedTable(this.session, table));
    return { added: taken.added, known: taken.changed + taken.unchanged };
  }

  /** Of nothing new nothing is written, not even a record. */
  async store(record: ImportRecord): Promise<Taken> {
    await this.settled();
    const { session, importId } = this;
    if (importId === null) throw new Error('Opened only to compare');
    await this.storeSeries();
    const taken = { added: this.freshRows, changed: 0, unchanged: 0 };
    await session.run(rowByRow);
    for (const table of this.tables) add(taken, await storeTable(session, table, importId));
    await session.run(asPlanned);
    if (taken.added + taken.changed === 0) return taken;
    await sumParents(session, importId);
    await decideAtImport(session);
    await session.run(
      'insert into observation_import (id, draft, file_name, checksum, format, basis, source, rows, added, changed, unchanged, merges) ' +
        'values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?::jsonb)',
      [
        importId,
        record.draft,
        record.fileName,
        record.checksum,
        record.format,
        record.basis,
        JSON.stringify(record.source),
        this.rows,
        taken.added,
        taken.changed,
        taken.unchanged,
        JSON.stringify(record.merges ?? []),
      ],
    );
    return taken;
  }

  private async settled(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  private async storeSeries(): Promise<void> {
    const { session, fresh, firstFresh } = this;
    if (fresh.length === 0) return;
    const columns = [
      arrayOf(fresh.map((_, i) => firstFresh + i)),
      arrayOf(fresh.map(key => key.measure)),
      arrayOf(fresh.map(key => key.targetGroup)),
      arrayOf(fresh.map(key => key.area)),
    ];
    await session.run(
      'insert into series (id, measure_id, target_group_id, area_id) ' +
        'select * from unnest(?::int[], ?::uuid[], ?::uuid[], ?::uuid[])',
      columns,
    );
    await session.query(
      "select setval(pg_get_serial_sequence('series', 'id'), (select max(id) from series))",
    );
  }
}

const joins = (how: 'on' | 'off') =>
  `select set_config('enable_hashjoin', '${how}', true), set_config('enable_mergejoin', '${how}', true), set_config('jit', 'off', true)`;
/** A batch is looked up row by row: the planner, which does not know the fresh tables, would read all observations for each. */
const rowByRow = joins('off');
const asPlanned = joins('on');

const observed: Column[] = [
  { name: 'series_id', type: 'int' },
  { name: 'period', type: 'varchar(9)' },
  { name: 'numerator', type: 'int' },
  { name: 'denominator', type: 'int' },
  { name: 'share', type: 'double precision' },
  { name: 'suppressed', type: 'boolean' },
];
const ownColumns: Column[] = [
  { name: 'summed', type: 'boolean' },
  { name: 'import_id', type: 'int' },
];
const incoming: Column[] = [{ name: 'line', type: 'int' }, { name: 'repeat', type: 'boolean' }, ...observed];

const Counted = z.object({ count: z.int() });
const ContradictionRow = z.object({ line: z.int(), firstLine: z.int().nullable() });
const TableCounts = z.object({ added: z.int(), changed: z.int(), rows: z.int() });
const SeriesRow = z.object({ id: z.int(), key: z.string() });
const ImportId = z.object({ id: z.coerce.number().int() });

function add(taken: Taken, { added, changed, rows }: z.infer<typeof TableCounts>): void {
  taken.added += added;
  taken.changed += changed;
  taken.unchanged += rows - added - changed;
}

async function nextImport(session: Session): Promise<number> {
  const [row] = await session.query(
    "select nextval(pg_get_serial_sequence('observation_import', 'id')) as id",
  );
  return ImportId.parse(row).id;
}

async function comparedTable(session: Session, table: string) {
  const [row] = await session.query(
    `select count(*) filter (where known.series_id is null)::int as added, ` +
      `count(*) filter (where known.series_id is not null and ${differs('incoming', 'known')})::int as changed, ` +
      `count(*)::int as rows from ${table} as incoming left join observation as known ` +
      'on known.series_id = incoming.series_id and known.period = incoming.period where not incoming.repeat',
  );
  return TableCounts.parse(row);
}

/** What is not there is added; what is there and differs is kept as it was and corrected. */
async function storeTable(session: Session, table: string, importId: number) {
  const compared = await comparedTable(session, table);
  if (compared.changed > 0) {
    const differing =
      'not incoming.repeat and known.series_id = incoming.series_id and known.period = incoming.period ' +
      `and ${differs('incoming', 'known')}`;
    await session.run(
      'insert into replaced_observation (series_id, period, replaced_by, numerator, denominator, share, suppressed, hidden, import_id) ' +
        `select known.series_id, known.period, ${importId}, known.numerator, known.denominator, known.share, known.suppressed, known.hidden, known.import_id ` +
        `from ${table} as incoming join observation as known on ${differing} where not known.summed`,
    );
    await session.run(
      'update observation as known set numerator = incoming.numerator, denominator = incoming.denominator, share = incoming.share, ' +
        `suppressed = incoming.suppressed, summed = false, hidden = null, import_id = ${importId} from ${table} as incoming where ${differing}`,
    );
  }
  if (compared.added > 0) {
    await session.run(
      'insert into observation (series_id, period, numerator, denominator, share, suppressed, summed, import_id) ' +
        `select series_id, period, numerator, denominator, share, suppressed, false, ${importId} from ${table} where not repeat ` +
        'on conflict (series_id, period) do nothing',
    );
  }
  return compared;
}

const values = (of: string) => `(${of}.numerator, ${of}.denominator, ${of}.share, ${of}.suppressed)`;

/** Of what is hidden it is never told whether it was the same: a right guess is recorded like a wrong one. */
const differs = (incoming: string, known: string) =>
  `(${known}.summed or (${known}.hidden is distinct from false and not ${known}.suppressed) ` +
  `or ${values(incoming)} is distinct from ${values(known)})`;

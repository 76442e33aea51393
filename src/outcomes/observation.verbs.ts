import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Basis, Source } from '../shared/source.schema.ts';
import type { Column, Connection, Session } from './connection.verbs.ts';
import type { Period } from './period.ts';

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
};

export type Taken = { added: number; changed: number; unchanged: number };

/** Two lines that say different things about the same cell. */
export type Contradiction = { line: number; firstLine: number };

/** Any number will do, as long as every version of the program uses the same. */
const importLock = 20_231_112;
const batchRows = 50_000;

/** A few cells within the transaction at hand, as a fixture brings them. */
export async function storeObservations(
  connection: Connection,
  record: ImportRecord,
  cells: Iterable<ObservedCell>,
): Promise<Taken> {
  const staging = new Staging(connection);
  try {
    for (const cell of cells) {
      staging.add(cell);
      if (staging.isFull) await staging.flush();
    }
    await staging.flush();
    const { count } = await staging.contradictions(1);
    if (count > 0) throw new Error('Two cells say different things of the same');
    return (await staging.store(record)).taken;
  } finally {
    await staging.drop();
  }
}

/**
 * Cells on their way into the database. They wait in temporary tables of 50,000 rows until all of the file has been read, and nothing
 * else is locked or changed meanwhile. Series and periods are small numbers here, so that what is remembered of a cell is one
 * bit: whether it has been met before.
 */
export class Staging {
  rows = 0;
  private readonly connection: Connection;
  private readonly name = `incoming_${randomBytes(6).toString('hex')}`;
  private readonly tables: string[] = [];
  private readonly series = new Map<string, number>();
  private readonly keys: { measure: string; targetGroup: string; area: string }[] = [];
  private readonly periods = new Map<Period, number>();
  private readonly met: Uint32Array[] = [];
  private repeats = 0;
  private lines: string[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  get isFull(): boolean {
    return this.lines.length >= batchRows;
  }

  add(cell: ObservedCell): void {
    this.addTo(this.seriesOf(cell.measure, cell.targetGroup, cell.area), cell);
  }

  /** The number of a series within this file; ask once for the cells that follow each other. */
  seriesOf(measure: string, targetGroup: string, area: string): number {
    const key = `${measure} ${targetGroup} ${area}`;
    let number = this.series.get(key);
    if (number === undefined) {
      number = this.keys.push({ measure, targetGroup, area }) - 1;
      this.series.set(key, number);
      this.met.push(new Uint32Array(2));
    }
    return number;
  }

  addTo(series: number, cell: Omit<ObservedCell, 'measure' | 'targetGroup' | 'area'>): void {
    const repeat = this.isRepeat(series, cell.period);
    if (repeat) this.repeats += 1;
    this.rows += 1;
    this.lines.push(
      `${cell.line}\t${repeat}\t${series}\t${cell.period}\t${cell.numerator ?? '\\N'}\t${cell.denominator ?? '\\N'}\t${cell.share ?? '\\N'}\t${cell.suppressed}\n`,
    );
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
    if (this.lines.length === 0) return;
    const lines = this.lines.join('');
    this.lines = [];
    this.writing = this.write(lines);
    // Told to whoever waits next.
    this.writing.catch(() => undefined);
  }

  private async write(lines: string): Promise<void> {
    const table = `${this.name}_${this.tables.length}`;
    this.tables.push(table);
    const columns = incoming.map(({ name, type }) => `${name} ${type}`);
    await this.connection.run(`create temporary table ${table} (${columns.join(', ')})`);
    await this.connection.copy(table, incoming, lines);
  }

  /** The lines that contradict an earlier one, the first `most` of them; a mere repetition is none. */
  async contradictions(most: number): Promise<{ count: number; first: Contradiction[] }> {
    await this.writing;
    if (this.repeats === 0) return { count: 0, first: [] };
    const all = `(${this.tables.map(table => `select * from ${table}`).join(' union all ')})`;
    const from =
      `${all} as later join ${all} as earlier using (series, period) where later.repeat and not earlier.repeat ` +
      `and ${values('later')} is distinct from ${values('earlier')}`;
    const [counted] = await this.connection.query(`select count(*)::int as count from ${from}`);
    const first = await this.connection.query(
      `select later.line as "line", earlier.line as "firstLine" from ${from} order by later.line limit ${most}`,
    );
    return { count: Counted.parse(counted).count, first: z.array(ContradictionRow).parse(first) };
  }

  /** What storing would do, without doing it. */
  async compare(): Promise<Taken> {
    await this.writing;
    const ids = await this.knownSeries(this.connection);
    const taken = { added: 0, changed: 0, unchanged: 0 };
    for (const table of this.tables) {
      const [row] = await this.connection.query(
        `select count(*) filter (where known.series_id is null)::int as added, ` +
          `count(*) filter (where known.series_id is not null and ${differs('incoming', 'known')})::int as changed, ` +
          `count(*)::int as rows from ${table} as incoming ` +
          `left join lateral (select * from observation where series_id = (?::int[])[incoming.series + 1] ` +
          `and period = incoming.period) as known on true where not incoming.repeat`,
        [arrayOf(ids)],
      );
      const { added, changed, rows } = Compared.parse(row);
      taken.added += added;
      taken.changed += changed;
      taken.unchanged += rows - added - changed;
    }
    return taken;
  }

  /** Everything or nothing; of nothing new nothing is written, not even a record. Imports wait for each other here. */
  async store(record: ImportRecord): Promise<{ taken: Taken; importId: number | null }> {
    await this.writing;
    return this.connection.transaction(async session => {
      await session.query(`select pg_advisory_xact_lock(${importLock})`);
      const importId = await nextImport(session);
      const ids = arrayOf(await this.everySeries(session));
      const taken = { added: 0, changed: 0, unchanged: 0 };
      // A batch is looked up row by row: the planner, which does not know the fresh tables, would read all observations for each.
      await session.run(
        "select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)",
      );
      for (const table of this.tables) {
        const { added, changed, rows } = await storeTable(session, table, ids, importId);
        taken.added += added;
        taken.changed += changed;
        taken.unchanged += rows - added - changed;
      }
      if (taken.added + taken.changed === 0) return { taken, importId: null };
      await session.run(
        "select set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)",
      );
      await sumParents(session, importId);
      await session.run(
        'insert into observation_import (id, draft, file_name, checksum, format, basis, source, rows, added, changed, unchanged) ' +
          'values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)',
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
        ],
      );
      return { taken, importId };
    });
  }

  async drop(): Promise<void> {
    await this.writing.catch(() => undefined);
    for (const table of this.tables.splice(0)) {
      await this.connection.run(`drop table if exists ${table}`).catch(() => undefined);
    }
  }

  /** The stored id of each series of the file, 0 for one not stored. */
  private async knownSeries(session: Session): Promise<number[]> {
    const ids = Array.from({ length: this.keys.length }, () => 0);
    const stored = await session.query(
      "select id, measure_id || ' ' || target_group_id || ' ' || area_id as key from series",
    );
    for (const row of stored) {
      const { id, key } = SeriesRow.parse(row);
      const number = this.series.get(key);
      if (number !== undefined) ids[number] = id;
    }
    return ids;
  }

  private async everySeries(session: Session): Promise<number[]> {
    const known = await this.knownSeries(session);
    const fresh = this.keys.filter((_, number) => known[number] === 0);
    if (fresh.length === 0) return known;
    const columns = [
      arrayOf(fresh.map(key => key.measure)),
      arrayOf(fresh.map(key => key.targetGroup)),
      arrayOf(fresh.map(key => key.area)),
    ];
    await session.run(
      'insert into series (measure_id, target_group_id, area_id) ' +
        'select * from unnest(?::uuid[], ?::uuid[], ?::uuid[])',
      columns,
    );
    return this.knownSeries(session);
  }
}

const incoming: Column[] = [
  { name: 'line', type: 'int' },
  { name: 'repeat', type: 'boolean' },
  { name: 'series', type: 'int' },
  { name: 'period', type: 'varchar(9)' },
  { name: 'numerator', type: 'int' },
  { name: 'denominator', type: 'int' },
  { name: 'share', type: 'double precision' },
  { name: 'suppressed', type: 'boolean' },
];

const Counted = z.object({ count: z.int() });
const ContradictionRow = z.object({ line: z.int(), firstLine: z.int() });
const Compared = z.object({ added: z.int(), changed: z.int(), rows: z.int() });
const SeriesRow = z.object({ id: z.int(), key: z.string() });
const ImportId = z.object({ id: z.coerce.number().int() });
const GroupRow = z.object({ id: z.string(), parent: z.string().nullable(), in_partition: z.boolean() });

async function nextImport(session: Session): Promise<number> {
  const [row] = await session.query(
    "select nextval(pg_get_serial_sequence('observation_import', 'id')) as id",
  );
  return ImportId.parse(row).id;
}

/** What is not there is added; what is there and differs is kept as it was and corrected. */
async function storeTable(session: Session, table: string, ids: string, importId: number) {
  const rows = `select (?::int[])[series + 1] as series_id, * from ${table} where not repeat`;
  const [counted] = await session.query(`select count(*)::int as count from ${table} where not repeat`);
  const { count } = Counted.parse(counted);
  const added = await session.run(
    'insert into observation (series_id, period, numerator, denominator, share, suppressed, summed, import_id) ' +
      `select series_id, period, numerator, denominator, share, suppressed, false, ${importId} from (${rows}) as incoming ` +
      'on conflict (series_id, period) do nothing',
    [ids],
  );
  if (added === count) return { added, changed: 0, rows: count };
  const differing = `known.series_id = incoming.series_id and known.period = incoming.period and ${differs('incoming', 'known')}`;
  await session.run(
    'insert into replaced_observation (series_id, period, replaced_by, numerator, denominator, share, suppressed, import_id) ' +
      `select known.series_id, known.period, ${importId}, known.numerator, known.denominator, known.share, known.suppressed, known.import_id ` +
      `from (${rows}) as incoming join observation as known on ${differing} where not known.summed`,
    [ids],
  );
  const changed = await session.run(
    'update observation as known set numerator = incoming.numerator, denominator = incoming.denominator, share = incoming.share, ' +
      `suppressed = incoming.suppressed, summed = false, import_id = ${importId} from (${rows}) as incoming where ${differing}`,
    [ids],
  );
  return { added, changed, rows: count };
}

const values = (of: string) => `(${of}.numerator, ${of}.denominator, ${of}.share, ${of}.suppressed)`;

const differs = (incoming: string, known: string) =>
  `(${known}.summed or ${values(incoming)} is distinct from ${values(known)})`;

/**
 * The group above gets the sum of the parts that together are the whole of it, where all of them have counts and nobody has published the
 * group itself; a sum that no longer can be made goes. Deepest first, as a sum may be a part of the next.
 */
async function sumParents(session: Session, importId: number): Promise<void> {
  const rows = await session.query('select id, parent_id as parent, in_partition from target_group');
  const groups = z.array(GroupRow).parse(rows);
  const parents = parentsOf(groups);
  if (parents.length === 0) return;
  const parts = arrayOf(parents.flatMap(({ parts }) => parts));
  const touched = `incoming_touched_${importId}`;
  await session.run(
    `create temporary table ${touched} on commit drop as select distinct series.measure_id, series.area_id, observation.period ` +
      'from series join observation on observation.series_id = series.id ' +
      `where series.target_group_id = any(?::uuid[]) and observation.import_id = ${importId}`,
    [parts],
  );
  for (const { parent, parts } of parents) {
    const sums =
      'select series.measure_id, series.area_id, observation.period, sum(numerator) as numerator, sum(denominator) as denominator, ' +
      `count(numerator) = ${parts.length} and count(denominator) in (0, ${parts.length}) ` +
      'and sum(numerator) < 2147483648 and coalesce(sum(denominator), 0) < 2147483648 as complete ' +
      'from series join observation on observation.series_id = series.id ' +
      `join ${touched} as touched on touched.measure_id = series.measure_id and touched.area_id = series.area_id ` +
      'and touched.period = observation.period where series.target_group_id = any(?::uuid[]) group by 1, 2, 3';
    await session.run(
      `insert into series (measure_id, target_group_id, area_id) select distinct measure_id, ?::uuid, area_id from (${sums}) as sums ` +
        'where complete on conflict (measure_id, target_group_id, area_id) do nothing',
      [parent, arrayOf(parts)],
    );
    const own =
      `from series as own join (${sums}) as sums on sums.measure_id = own.measure_id and sums.area_id = own.area_id ` +
      'and own.target_group_id = ?::uuid';
    await session.run(
      'insert into observation (series_id, period, numerator, denominator, share, suppressed, summed, import_id) ' +
        `select own.id, sums.period, sums.numerator::int, sums.denominator::int, null, false, true, ${importId} ${own} where sums.complete ` +
        'on conflict (series_id, period) do update set numerator = excluded.numerator, denominator = excluded.denominator, ' +
        'import_id = excluded.import_id where observation.summed and ' +
        '(observation.numerator, observation.denominator) is distinct from (excluded.numerator, excluded.denominator)',
      [arrayOf(parts), parent],
    );
    await session.run(
      `delete from observation where summed and (series_id, period) in (select own.id, sums.period ${own} where not sums.complete)`,
      [arrayOf(parts), parent],
    );
  }
}

type Group = z.infer<typeof GroupRow>;

function parentsOf(groups: readonly Group[]): { parent: string; parts: string[] }[] {
  const byId = new Map(groups.map(group => [group.id, group]));
  const depth = (id: string): number => {
    let steps = 0;
    for (let at = byId.get(id)?.parent; at && steps < groups.length; at = byId.get(at)?.parent) steps += 1;
    return steps;
  };
  const parts = Map.groupBy(
    groups.filter(({ in_partition, parent }) => in_partition && parent !== null),
    ({ parent }) => parent ?? '',
  );
  return [...parts]
    .toSorted(([a], [b]) => depth(b) - depth(a))
    .map(([parent, children]) => ({ parent, parts: children.map(({ id }) => id) }));
}

/** An array as PostgreSQL writes it; for numbers and ids, which need no quotes. */
function arrayOf(items: readonly (number | string)[]): string {
  return `{${items.join(',')}}`;
}

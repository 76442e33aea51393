import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Transaction } from '@electric-sql/pglite';
import type { EntityManager } from '@mikro-orm/core';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from './database.ts';
import { RuleBroken } from '../shared/rule-broken.ts';

/** The statements that take in a million rows, past the unit of work. Parameters are written `?`. */
export type Session = {
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** How many rows the statement changed. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Rows as lines of tabs and `\N`, PostgreSQL's text format of COPY; no field holds a tab, a line break or a backslash. */
  copy(table: string, columns: readonly Column[], lines: Uint8Array<ArrayBuffer>): Promise<void>;
};

export type Column = { name: string; type: 'int' | 'double precision' | 'boolean' | 'varchar(9)' };

/** Everything `work` does in one transaction, or nothing of it. */
export async function inSession<Result>(
  database: Database,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  try {
    return database.kind === 'pglite' ? await inPglite(database, work) : await inPostgres(database, work);
  } catch (error) {
    throw conflictOf(error) ?? error;
  }
}

/** The same within a transaction of the unit of work, for a few rows. */
export function connectionOf(em: EntityManager): Session {
  const connection = em.getConnection();
  const context = em.getTransactionContext();
  return {
    query: (sql, parameters = []) => connection.execute(sql, [...parameters], 'all', context),
    run: async (sql, parameters = []) =>
      (await connection.execute(sql, [...parameters], 'run', context)).affectedRows,
    copy: async (table, columns, lines) => {
      const fields = columns.map(({ type }, i) => `nullif(field[${i + 1}], '\\N')::${type}`);
      const from = "unnest(string_to_array(?, chr(10))) as line where line <> ''";
      await connection.execute(
        `insert into ${table} (${namesOf(columns)}) select ${fields.join(', ')} ` +
          `from (select string_to_array(line, chr(9)) as field from ${from}) as lines`,
        [Buffer.from(lines).toString('latin1')],
        'run',
        context,
      );
    },
  };
}

async function inPostgres<Result>(
  { orm }: Database,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { PostgreSqlConnection } = await import('@mikro-orm/postgresql');
  const connection = orm.em.getConnection();
  if (!(connection instanceof PostgreSqlConnection)) throw new Error('Not a connection to PostgreSQL');
  const connected = await (await connection.getNativeClient()).connect();
  const session: Session = {
    ...postgresQueries(connected),
    copy: async (table, columns, lines) => {
      const into = connected.query(copyFrom(`copy ${table} (${namesOf(columns)}) from stdin`));
      await pipeline(Readable.from([Buffer.from(lines.buffer, lines.byteOffset, lines.length)]), into);
    },
  };
  try {
    await connected.query('begin');
    const result = await work(session);
    await connected.query('commit');
    connected.release();
    return result;
  } catch (error) {
    const ended = await connected.query('rollback').then(
      () => true,
      () => false,
    );
    connected.release(!ended);
    throw error;
  }
}

function postgresQueries(client: PoolClient): Pick<Session, 'query' | 'run'> {
  return {
    query: async (sql, parameters = []) => (await client.query(numbered(sql), [...parameters])).rows,
    run: async (sql, parameters = []) => (await client.query(numbered(sql), [...parameters])).rowCount ?? 0,
  };
}

async function inPglite<Result>(
  { orm }: Database,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { PgliteConnection } = await import('@mikro-orm/pglite');
  const connection = orm.em.getConnection();
  if (!(connection instanceof PgliteConnection)) throw new Error('Not a connection to PGlite');
  return (await connection.getNativeClient()).transaction(transaction => work(pgliteSession(transaction)));
}

function pgliteSession(client: Transaction): Session {
  return {
    query: async (sql, parameters = []) =>
      (await client.query<Record<string, unknown>>(numbered(sql), [...parameters])).rows,
    run: async (sql, parameters = []) =>
      (await client.query(numbered(sql), [...parameters])).affectedRows ?? 0,
    copy: async (table, columns, lines) => {
      const blob = new Blob([lines]);
      await client.query(`copy ${table} (${namesOf(columns)}) from '/dev/blob'`, [], { blob });
    },
  };
}

function namesOf(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(', ');
}

/** `?` as PostgreSQL has it: `$1`, `$2`, … */
function numbered(sql: string): string {
  let parameter = 0;
  return sql.replaceAll('?', () => `$${(parameter += 1)}`);
}

/** By PostgreSQL's code: what somebody else did meanwhile is no fault of ours. */
function conflictOf(error: unknown): RuleBroken | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === '23503') {
    return new RuleBroken(
      'reference-gone',
      'En målgruppe, en måling eller et område er slettet imens. Læs filen ind igen.',
    );
  }
  if (code === '40P01' || code === '55P03') {
    return new RuleBroken('busy', 'Andre gemmer i det samme lige nu. Prøv igen om et øjeblik.', {
      status: 503,
    });
  }
  return undefined;
}

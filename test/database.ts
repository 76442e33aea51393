import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/core';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { afterAll } from 'vitest';
import { openDatabase, type Database, type Where } from '../src/database/database.ts';

/** Set, the whole suite runs on that PostgreSQL server, each test file in a database of its own; else on PGlite in memory. */
export const postgresServer = process.env['TEST_DATABASE_URL'];

let shared: Promise<Database> | undefined;

/** A migrated database without data: one for each test file, emptied at each call. */
export async function testDatabase(): Promise<Database> {
  shared ??= openShared();
  const database = await shared;
  await empty(database.orm);
  return database;
}

async function openShared(): Promise<Database> {
  const where = await emptyPlace({ copy: 'migrated' });
  const database = await openDatabase(where);
  cleanups.push(() => database.close());
  return database;
}

/** A place for a database with nothing in it, gone when the test file is done. */
export async function emptyPlace({ copy = 'empty' }: { copy?: Copy } = {}): Promise<Where> {
  if (postgresServer === undefined) return { memory: true, copy: await copyOf(copy) };
  const name = `vifte_test_${randomBytes(6).toString('hex')}`;
  await onServer(postgresServer, `create database ${name}`);
  const server = postgresServer;
  cleanups.push(() => onServer(server, `drop database ${name} with (force)`));
  const url = new URL(postgresServer);
  url.pathname = `/${name}`;
  return { url: url.href };
}

/** The same, to be opened again and again: on PGlite a folder instead of memory. */
export async function lastingPlace({ copy = 'empty' }: { copy?: Copy } = {}): Promise<Where> {
  if (postgresServer !== undefined) return emptyPlace();
  return { dataDir: await testFolder(copy) };
}

/** A data folder holding a PGlite, gone when the test file is done. */
export async function testFolder(copy: Copy): Promise<string> {
  const dataDir = emptyFolder();
  const pglite = await PGlite.create({
    fs: new NodeFS(join(dataDir, 'pglite')),
    loadDataDir: await copyOf(copy),
  });
  await pglite.close();
  return dataDir;
}

/** A data folder with nothing in it, gone when the test file is done. */
export function emptyFolder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'vifte-test-'));
  cleanups.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** As after the migrations; the revision moves, as what was kept for it no longer holds. */
async function empty(orm: MikroORM): Promise<void> {
  const tables = [...orm.getMetadata().getAll().values()].map(meta => meta.tableName);
  const emptied = tables.filter(table => table !== 'data_revision').map(table => `"${table}"`);
  const connection = orm.em.getConnection();
  await connection.execute(`truncate ${emptied.join(', ')}`);
  await connection.execute('update data_revision set revision = revision + 1');
}

async function onServer(url: string, sql: string): Promise<void> {
  const orm = await PostgresOrm.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
  });
  await orm.em.getConnection().execute(sql);
  await orm.close();
}

type Copy = 'empty' | 'migrated';

const copies = join(import.meta.dirname, '../node_modules/.cache/tilbudsvifte');

/** Creating a PGlite takes seconds, filling one from a copy half of one; copies stand until the migrations change. */
async function copyOf(copy: Copy): Promise<Blob> {
  const file = join(copies, `${copy}-${madeFrom()}.tar`);
  if (!existsSync(file)) await writeCopies();
  // Read whole: another worker may put its own copy in the place of this one while PGlite is still reading.
  return new Blob([readFileSync(file)]);
}

async function writeCopies(): Promise<void> {
  mkdirSync(copies, { recursive: true });
  for (const old of readdirSync(copies)) {
    if (!old.includes(madeFrom())) rmSync(join(copies, old), { force: true });
  }
  const pglite = await PGlite.create();
  const empty = await pglite.dumpDataDir('none');
  await pglite.close();
  await write('empty', empty);
  const database = await openDatabase({ memory: true, copy: empty });
  const migrated: unknown = await database.orm.em.getConnection().getNativeClient();
  if (!(migrated instanceof PGlite)) throw new Error('MikroORM hides its PGlite');
  await write('migrated', await migrated.dumpDataDir('none'));
  await database.close();
}

/** Renamed into place, as two workers may write the same one. */
async function write(copy: Copy, content: Blob): Promise<void> {
  const file = join(copies, `${copy}-${madeFrom()}.tar`);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await content.arrayBuffer()));
  renameSync(draft, file);
}

function madeFrom(): string {
  const folder = join(import.meta.dirname, '../migrations');
  const hash = createHash('sha256').update(readFileSync(join(import.meta.dirname, '../package.json')));
  for (const file of readdirSync(folder).toSorted()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { inject } from 'vitest';
import type { Database, Where } from '../src/database/database.ts';
import { openDatabase } from '../src/open-database.ts';
import { whenFileIsDone } from './cleanups.ts';
import { copyOf, type Copy } from './pglite-copy.ts';
import { dropDatabase, makeDatabase, postgresServer } from './postgres-server.ts';
import { restore, type World } from './world.ts';

export { postgresServer };

let shared: Promise<Database> | undefined;

/** A migrated database holding this world or nothing: one for each worker, restored at each call. */
export async function testDatabase(world?: World): Promise<Database> {
  shared ??= openShared();
  const database = await shared;
  await restore(database, world);
  return database;
}

/** Never closed: it ends with the worker, and on a server with the run. */
async function openShared(): Promise<Database> {
  if (postgresServer === undefined) return openDatabase({ memory: true, copy: await copyOf('migrated') });
  return openDatabase({ url: await makeDatabase(postgresServer, inject('template'), 'migrated') });
}

/** A place for a database of its own with nothing in it, gone when the test file is done. */
export async function emptyPlace({ copy = 'empty' }: { copy?: Copy } = {}): Promise<Where> {
  if (postgresServer === undefined) return { memory: true, copy: await copyOf(copy) };
  const server = postgresServer;
  const url = await makeDatabase(server, inject('template'), copy);
  whenFileIsDone(() => dropDatabase(server, url));
  return { url };
}

/** The same, to be opened again and again: on PGlite a folder instead of memory. */
export async function lastingPlace({ copy = 'empty' }: { copy?: Copy } = {}): Promise<Where> {
  if (postgresServer !== undefined) return emptyPlace({ copy });
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
  whenFileIsDone(async () => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

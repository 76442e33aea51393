import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/open-database.ts';
import { openFolder } from '../../src/database/pglite-folder.ts';
import { lockFolder } from '../../src/database/pglite-lock.ts';
import { DurableNodeFS, durableStartParams } from '../../src/database/pglite-storage.ts';
import { RuleBroken } from '../../src/shared/rule-broken.ts';
import { emptyFolder, testFolder } from '../database.ts';
import { startWriter } from './kill.ts';

test('a second process is refused, told which one holds the folder, and gets it when that one is gone', async () => {
  const dataDir = await testFolder('migrated');
  const holder = startWriter(dataDir, 'hold');
  await holder.lines[Symbol.asyncIterator]().next();

  const refusal = await refused(openDatabase({ dataDir }));
  expect(refusal.rule).toBe('folder-in-use');
  expect(refusal.message).toContain(`proces ${holder.child.pid}`);
  expect(refusal.message).toContain('writer.ts');
  expect(refusal.message).toContain('DATA_DIR');

  holder.child.kill('SIGKILL');
  await holder.ended;
  const next = await openDatabase({ dataDir });
  expect(await next.isReady()).toBe(true);
  await next.close();
});

test('the lock holds within one process too, and is free once released', async () => {
  const folder = join(emptyFolder(), 'pglite');

  const lock = await lockFolder(folder);
  expect((await refused(lockFolder(folder))).rule).toBe('folder-in-use');
  lock.release();

  const again = await lockFolder(folder);
  again.release();
});

test('a folder that cannot be locked is refused by name', async () => {
  const refusal = await refused(lockFolder('/proc/no-such-folder/pglite'));

  expect(refusal.rule).toBe('folder-not-writable');
  expect(refusal.message).toContain('/proc/no-such-folder/pglite.lock');
});

test('a folder whose first start was cut off is made again', async () => {
  const dataDir = emptyFolder();
  mkdirSync(join(dataDir, 'pglite'));
  writeFileSync(join(dataDir, 'pglite', 'PG_VERSION'), '18\n');
  writeFileSync(join(dataDir, 'pglite.unfinished'), '');

  const { isNew, release } = await openFolderOf(dataDir);

  expect(isNew).toBe(true);
  expect(existsSync(join(dataDir, 'pglite', 'PG_VERSION'))).toBe(false);
  release();
});

test('a folder with something else in it is refused and left alone', async () => {
  const dataDir = emptyFolder();
  const treasure = join(dataDir, 'pglite', 'regnskab.xlsx');
  mkdirSync(join(dataDir, 'pglite'));
  writeFileSync(treasure, 'vigtigt');

  expect((await refused(openDatabase({ dataDir }))).rule).toBe('folder-foreign');
  expect(existsSync(treasure)).toBe(true);
});

test('a folder made with another version of PostgreSQL is refused by that version', async () => {
  const dataDir = await testFolder('empty');
  writeFileSync(join(dataDir, 'pglite', 'PG_VERSION'), '17\n');

  const refusal = await refused(openDatabase({ dataDir }));

  expect(refusal.rule).toBe('folder-version');
  expect(refusal.message).toContain('PostgreSQL 17');
});

test('a damaged folder is refused with what to do, and released', async () => {
  const dataDir = await testFolder('empty');
  writeFileSync(join(dataDir, 'pglite', 'global', 'pg_control'), 'ødelagt');

  expect((await refused(openDatabase({ dataDir }))).rule).toBe('folder-damaged');
  expect((await refused(openDatabase({ dataDir }))).rule).toBe('folder-damaged');
});

test('a commit in a folder reaches the disk, and the start has seen it', async () => {
  const database = await openDatabase({ dataDir: await testFolder('migrated') });

  expect(database.powerSafe).toBe(true);
  await database.close();
});

test('a database that is closed stays closed: a late question does not open the folder without its lock', async () => {
  const dataDir = await testFolder('migrated');
  const database = await openDatabase({ dataDir });
  await database.close();

  await expect(database.revision()).rejects.toThrow('closed');

  const next = await openDatabase({ dataDir });
  expect(await next.isReady()).toBe(true);
  await next.close();
});

test('each commit is one sync of the disk; as PGlite comes there is none', async () => {
  const durable = await syncsOfTenCommits(durableStartParams);
  const asItComes = await syncsOfTenCommits(PGlite.defaultStartParams);

  expect(durable).toBeGreaterThanOrEqual(10);
  expect(asItComes).toBe(0);
});

async function syncsOfTenCommits(startParams: string[]): Promise<number> {
  const folder = join(await testFolder('empty'), 'pglite');
  const storage = new DurableNodeFS(folder);
  const pglite = await PGlite.create({ fs: storage, startParams });
  await pglite.exec('create table written (number int)');
  const before = storage.syncs;
  for (let number = 0; number < 10; number++) await pglite.query('insert into written values ($1)', [number]);
  const syncs = storage.syncs - before;
  await pglite.close();
  return syncs;
}

async function openFolderOf(dataDir: string) {
  const folder = await openFolder(dataDir);
  return { isNew: folder.isNew, release: () => folder.release() };
}

async function refused(attempt: Promise<unknown>): Promise<RuleBroken> {
  const outcome = await attempt.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (outcome instanceof RuleBroken) return outcome;
  throw outcome;
}

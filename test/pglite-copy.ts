import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import program from '../package.json' with { type: 'json' };
import { openDatabase } from '../src/open-database.ts';

export type Copy = 'empty' | 'migrated';

const copies = join(import.meta.dirname, '../node_modules/.cache/tilbudsvifte');

/** Creating a PGlite takes seconds, filling one from a copy half of one; copies stand until the migrations change. */
export async function copyOf(copy: Copy): Promise<Blob> {
  await makeCopies();
  // Read whole: another run may put its own copy in the place of this one while PGlite is still reading.
  return new Blob([readFileSync(fileOf(copy))]);
}

/** Makes them unless they are there. */
export async function makeCopies(): Promise<void> {
  if (existsSync(fileOf('empty')) && existsSync(fileOf('migrated'))) return;
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

/** Renamed into place, as two runs may write the same one. */
async function write(copy: Copy, content: Blob): Promise<void> {
  const draft = `${fileOf(copy)}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await content.arrayBuffer()));
  renameSync(draft, fileOf(copy));
}

function fileOf(copy: Copy): string {
  return join(copies, `${copy}-${madeFrom()}.tar`);
}

let made: string | undefined;

function madeFrom(): string {
  made ??= hashOfMigrations();
  return made;
}

function hashOfMigrations(): string {
  const folder = join(import.meta.dirname, '../migrations');
  const hash = createHash('sha256').update(JSON.stringify(program.dependencies));
  for (const file of readdirSync(folder).toSorted()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

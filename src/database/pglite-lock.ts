import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { RuleBroken } from '../shared/rule-broken.ts';

export type FolderLock = { release(): void };

const Holder = z.object({ pid: z.int(), machine: z.string(), since: z.iso.datetime(), command: z.string() });
type Holder = z.infer<typeof Holder>;

const sqliteBusy = 5; // SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy

/**
 * Takes a PGlite folder for this process alone. Two processes in one folder destroy it silently, and PGlite's own
 * postmaster.pid guards nothing; SQLite's exclusive transaction is a lock of the operating system's, gone with the
 * process however it ends. Who holds it stands in a file beside it, for the one who is refused to read.
 * @throws RuleBroken `folder-in-use`, `folder-not-writable`
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lockFile = `${folder}.lock`;
  const holderFile = `${folder}.lock.json`;
  const lock = takeLock(lockFile);
  if (lock === 'in use') throw inUse(folder, await readHolder(holderFile));

  writeHolder(holderFile);
  return {
    release() {
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function takeLock(lockFile: string): DatabaseSync | 'in use' {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile);
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return 'in use';
    throw new RuleBroken(
      'folder-not-writable',
      `Låsefilen ${lockFile} kan ikke bruges: ${error instanceof Error ? error.message : String(error)}. ` +
        'Mappen skal kunne skrives i og ligge på et filsystem, der kan låse filer. Vælg en anden mappe med DATA_DIR.',
    );
  }
}

function writeHolder(holderFile: string): void {
  const holder: Holder = {
    pid: process.pid,
    machine: hostname(),
    since: new Date().toISOString(),
    command: process.argv.join(' '),
  };
  const draft = `${holderFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder));
  renameSync(draft, holderFile);
}

/** A holder that has just taken the lock may not have written who it is, so a dead one's name is read again. */
async function readHolder(holderFile: string): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const holder = Holder.safeParse(parseJson(holderFile)).data;
    if (holder && (holder.machine !== hostname() || isAlive(holder.pid))) return holder;
    await pause(50);
  }
  return undefined;
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function inUse(folder: string, holder: Holder | undefined): RuleBroken {
  const who = holder
    ? `proces ${holder.pid}${holder.machine === hostname() ? '' : ` på maskinen ${holder.machine}`}, ` +
      `startet ${startTime.format(new Date(holder.since))} med: ${holder.command}`
    : 'en anden proces';
  return new RuleBroken(
    'folder-in-use',
    `Databasemappen ${folder} er i brug af ${who}.\n` +
      'To processer i samme mappe ødelægger databasen, så denne start er afvist. ' +
      'Stop den anden proces først, eller vælg en anden mappe med DATA_DIR.',
  );
}

const startTime = new Intl.DateTimeFormat('da-DK', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Europe/Copenhagen',
});

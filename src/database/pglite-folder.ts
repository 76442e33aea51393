import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockFolder } from './pglite-lock.ts';
import { DurableNodeFS, syncFile, syncFolder } from './pglite-storage.ts';
import { RuleBroken } from '../shared/rule-broken.ts';

export type OpenFolder = { folder: string; isNew: boolean; storage: DurableNodeFS; release(): void };

/** The major version PGlite is built from; another one's folder needs a dump and a restore, not a start. */
const postgresMajor = '18';

/**
 * Takes `dataDir`'s database folder for this process. A folder is new until everything in it has reached the disk:
 * `<folder>.unfinished` says so, and a folder whose first start was cut off is thrown away and made again, which is safe
 * because no write was ever confirmed in it.
 * @throws RuleBroken `folder-in-use`, `folder-not-writable`, `folder-foreign`, `folder-version`
 */
export async function openFolder(dataDir: string): Promise<OpenFolder> {
  const folder = join(resolve(dataDir), 'pglite');
  makeFolder(dirname(folder));
  const lock = await lockFolder(folder);
  try {
    const unfinished = `${folder}.unfinished`;
    if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
    const isNew = !holdsDatabase(folder);
    if (isNew) {
      writeFileSync(unfinished, '');
      syncFile(unfinished);
      syncFolder(dirname(folder));
    }
    const storage = new NewOrKnownFolder(folder, isNew ? unfinished : undefined);
    return { folder, isNew, storage, release: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

class NewOrKnownFolder extends DurableNodeFS {
  #unfinished: string | undefined;

  constructor(folder: string, unfinished: string | undefined) {
    super(folder);
    this.#unfinished = unfinished;
  }

  /** PGlite calls it when a new folder's files have been written, before it opens them; and after each query. */
  override async syncToFs(relaxedDurability?: boolean): Promise<void> {
    await super.syncToFs(relaxedDurability);
    if (this.#unfinished === undefined) return;
    syncTree(this.rootDir);
    syncFolder(dirname(this.rootDir));
    rmSync(this.#unfinished);
    syncFolder(dirname(this.rootDir));
    this.#unfinished = undefined;
  }
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) syncFolder(path);
    else syncFile(path);
  }
  syncFolder(folder);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new RuleBroken(
      'folder-not-writable',
      `Mappen ${folder} kan ikke oprettes: ${error instanceof Error ? error.message : String(error)}. ` +
        'Vælg en anden mappe med DATA_DIR.',
    );
  }
}

function holdsDatabase(folder: string): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return false;
  const versionFile = join(folder, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new RuleBroken(
      'folder-foreign',
      `Mappen ${folder} indeholder noget, der ikke er en database. Tøm den, eller vælg en anden mappe med DATA_DIR.`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== postgresMajor) {
    throw new RuleBroken(
      'folder-version',
      `Databasen i ${folder} er lavet med PostgreSQL ${version}, men programmet bruger ${postgresMajor}. ` +
        'Brug den udgave af programmet, den er lavet med, eller vælg en anden mappe med DATA_DIR.',
    );
  }
  return true;
}

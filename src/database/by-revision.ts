import type { Database } from './database.ts';

/**
 * Keeps what `work` worked out for a key until anybody commits a change; each call costs one short SELECT. An answer is never
 * older than the revision read before it: work that started earlier is shared only by calls that read the same revision.
 */
export function byRevision<Result>(work: (database: Database, key: string) => Promise<Result>) {
  const kept = new WeakMap<Database, { revision: number; results: Map<string, Promise<Result>> }>();

  return async (database: Database, key: string): Promise<Result> => {
    const revision = await database.revision();
    let current = kept.get(database);
    if (current?.revision !== revision) {
      current = { revision, results: new Map() };
      kept.set(database, current);
    }
    const { results } = current;
    const found = results.get(key);
    if (found) return found;
    const made = work(database, key);
    results.set(key, made);
    // A failure is told to those who wait for it and then forgotten.
    made.catch(() => results.delete(key));
    return made;
  };
}

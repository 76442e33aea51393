import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, testFolder } from '../database.ts';
import { killWriters, startWriter } from './kill.ts';

test(
  'every row confirmed before one of twenty kill -9 is there after them',
  { timeout: 900_000 },
  async () => {
    const report = await killWriters(await testFolder('migrated'), 20);

    expect(report.missing).toEqual([]);
    // Enough was written to lose something.
    expect(report.confirmed).toBeGreaterThan(100);
  },
);

test(
  'a first start cut off by kill -9 while it writes its files is made again by the next',
  { timeout: 120_000 },
  async () => {
    const dataDir = emptyFolder();
    const first = startWriter(dataDir, 'read');
    const watch = setInterval(() => {
      if (existsSync(join(dataDir, 'pglite', 'PG_VERSION'))) first.child.kill('SIGKILL');
    }, 1);
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
    clearInterval(watch);

    const next = await startWriter(dataDir, 'read').ended;

    expect(next).toMatchObject({ code: 0 });
    expect(existsSync(join(dataDir, 'pglite.unfinished'))).toBe(false);
  },
);

import { DeadlockException, OptimisticLockError } from '@mikro-orm/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { Supplier } from '../../src/suppliers/supplier.entity.ts';
import { postgresServer, testDatabase } from '../database.ts';

const writers = [0, 1, 2, 3];
const rounds = 50;

let database: Database;

beforeAll(async () => {
  database = await testDatabase();
});

describe('four writers who read and change the same rows at the same time', () => {
  test.each([1, 2, 5])('lose no update where each changes %i in one flush', async rows => {
    const { lost, succeeded, refused } = await race(rows);

    expect(lost).toBe(0);
    expect(succeeded + refused).toBe(rounds * writers.length);
    expect(succeeded).toBeGreaterThanOrEqual(rounds);
    // Who writes at the same time must meet, or the race shows nothing; on PGlite's one connection too all have read first.
    expect(refused).toBeGreaterThan(rounds);
  });

  test.skipIf(postgresServer === undefined)(
    'would lose some with batch updates on, which is why they are off',
    async () => {
      database.orm.config.set('useBatchUpdates', true);
      try {
        const { lost } = await race(2);

        expect(lost).toBeGreaterThan(0);
      } finally {
        database.orm.config.set('useBatchUpdates', false);
      }
    },
  );
});

/** Every writer adds one to each row. A flush that succeeded and does not show in the sum is lost. */
async function race(rows: number): Promise<{ lost: number; succeeded: number; refused: number }> {
  let lost = 0;
  let succeeded = 0;
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    await newCounters(rows);
    const ready = await Promise.all(writers.map(() => readCounters()));
    const outcomes = await Promise.all(ready.map(increment));
    const wins = outcomes.filter(Boolean).length;
    succeeded += wins;
    refused += outcomes.length - wins;
    const { counters } = await readCounters();
    lost += counters.filter(counter => counter.note !== String(wins)).length;
  }
  return { lost, succeeded, refused };
}

async function newCounters(rows: number): Promise<void> {
  const em = database.orm.em.fork();
  await em.nativeDelete(Supplier, {});
  for (let row = 0; row < rows; row++) {
    em.create(Supplier, { code: `taeller-${row}`, name: 'Tæller', kind: 'public', note: '0', sources: [] });
  }
  await em.flush();
}

async function readCounters() {
  const em = database.orm.em.fork();
  return { em, counters: await em.findAll(Supplier, { orderBy: { code: 'asc' } }) };
}

async function increment({ em, counters }: Awaited<ReturnType<typeof readCounters>>): Promise<boolean> {
  for (const counter of counters) counter.note = String(Number(counter.note) + 1);
  try {
    await em.flush();
    return true;
  } catch (error) {
    if (error instanceof OptimisticLockError || error instanceof DeadlockException) return false;
    throw error;
  }
}

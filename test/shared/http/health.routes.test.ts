import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { openDatabase } from '../../../src/open-database.ts';
import { testApp } from '../../app.ts';
import { emptyPlace } from '../../database.ts';

async function appOnItsOwnDatabase() {
  const database = await openDatabase(await emptyPlace({ copy: 'migrated' }));
  const app = createApp({
    database,
    log: pino({ level: 'silent' }),
    today: () => '2026-11-21',
    hosts: new Set(['localhost']),
  });
  return { app, database, execute: (sql: string) => database.orm.em.getConnection().execute(sql) };
}

test('a server on a migrated database lives and is ready, whatever name it is asked by', async () => {
  const { app } = await testApp();

  const [lives, ready] = [
    await app.request('/healthz', { headers: { Host: '10.0.0.7:3000' } }),
    await app.request('/readyz', { headers: { Host: '10.0.0.7:3000' } }),
  ];

  expect([lives.status, ready.status]).toEqual([200, 200]);
  expect(await ready.json()).toEqual({ status: 'ok' });
});

test('a database that lacks a migration or does not answer is not ready, but the server lives', async () => {
  const { app, database, execute } = await appOnItsOwnDatabase();

  await execute('delete from mikro_orm_migrations');
  const behind = await app.request('/readyz');
  await execute('drop table mikro_orm_migrations');
  const empty = await app.request('/readyz');
  await database.close();
  const closed = await app.request('/readyz');
  const lives = await app.request('/healthz');

  expect([behind.status, empty.status, closed.status]).toEqual([503, 503, 503]);
  expect(await behind.json()).toEqual({ status: 'not-ready' });
  expect(lives.status).toBe(200);
});

import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase } from '../src/open-database.ts';

/** Set, the whole suite runs on that PostgreSQL server, each worker in a database of its own; else on PGlite in memory. */
export const postgresServer = process.env['TEST_DATABASE_URL'];

/** A database of this name that every other of the run is copied from, for copying takes a tenth of migrating. */
export async function makeTemplate(server: string): Promise<string> {
  const run = `vifte_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${run}`);
  const database = await openDatabase({ url: addressOf(server, run) });
  await database.close();
  return run;
}

/** @returns its address */
export async function makeDatabase(server: string, run: string, copy: 'empty' | 'migrated'): Promise<string> {
  const name = `${run}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}${copy === 'migrated' ? ` template ${run}` : ''}`);
  return addressOf(server, name);
}

export async function dropDatabase(server: string, address: string): Promise<void> {
  await onServer(server, `drop database if exists ${new URL(address).pathname.slice(1)} with (force)`);
}

/** The template and every database made from it. */
export async function dropRun(server: string, run: string): Promise<void> {
  const rows = await onServer(server, `select datname as name from pg_database where datname like '${run}%'`);
  for (const { name } of rows) await onServer(server, `drop database ${name} with (force)`);
}

function addressOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(server: string, sql: string): Promise<{ name: string }[]> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}

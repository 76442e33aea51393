import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { testDatabase } from './database.ts';

/** The app on a real, empty, migrated database. */
export async function testApp({ today = '2026-11-21' } = {}) {
  const database = await testDatabase();
  const app = createApp({
    database,
    log: pino({ level: 'silent' }),
    today: () => today,
    hosts: new Set(['localhost']),
  });
  return { app, database, em: database.orm.em.fork() };
}

export function send(method: string, body: unknown, headers: Record<string, string> = {}) {
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Host: 'localhost', ...headers },
  };
}

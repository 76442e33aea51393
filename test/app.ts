import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import type { Database } from '../src/database/database.ts';
import { testDatabase } from './database.ts';
import type { World } from './world.ts';

const whenLaid = '2026-11-21';

type Beginning = {
  /** The day it is. */
  today?: string;
  /** What the database holds; without it nothing. */
  world?: World;
};

/** The app on a real, migrated database, empty or with a world in it: one for each worker, and one for each day asked. */
export async function testApp({ today = whenLaid, world }: Beginning = {}) {
  const database = await testDatabase(world);
  return { app: appOn(database, today), database, em: database.orm.em.fork() };
}

/** A world that is made by asking the app, as one asks it on the day the tests begin with. */
export function worldOf(name: string, lay: (app: App, database: Database) => Promise<unknown>): World {
  return { name, lay: database => lay(appOn(database, whenLaid), database) };
}

type App = ReturnType<typeof createApp>;

const apps = new Map<string, { app: App; database: Database }>();

/** The app on the same database, on another day. */
export function appOn(database: Database, today: string): App {
  const known = apps.get(today);
  if (known?.database === database) return known.app;
  const app = createApp({
    database,
    log: pino({ level: 'silent' }),
    today: () => today,
    hosts: new Set(['localhost']),
  });
  apps.set(today, { app, database });
  return app;
}

export function send(method: string, body: unknown, headers: Record<string, string> = {}) {
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Host: 'localhost', ...headers },
  };
}

import type { TestProject } from 'vitest/node';
import { makeCopies } from './pglite-copy.ts';
import { dropRun, makeTemplate, postgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The database of this run that others are copied from; empty on PGlite. */
    template: string;
  }
}

/** Once for a run: what the workers copy their databases from. */
export default async function prepare({ provide }: TestProject) {
  await makeCopies();
  if (postgresServer === undefined) {
    provide('template', '');
    return undefined;
  }
  const server = postgresServer;
  const template = await makeTemplate(server);
  provide('template', template);
  return () => dropRun(server, template);
}

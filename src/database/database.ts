import type { Constructor, MikroORM, Options } from '@mikro-orm/core';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { RuleBroken } from '../shared/rule-broken.ts';
import { connectionProblem, serverProblem, type ServerFacts } from './database-errors.ts';
import { migrate, missingMigrations } from './migrate.ts';
import { openFolder } from './pglite-folder.ts';
import { durableStartParams, type DurableNodeFS } from './pglite-storage.ts';
import { sharedRead } from './shared-read.ts';

/** What is kept, and the steps to it in the order they are applied. */
export type Schema = {
  entities: NonNullable<Options['entities']>;
  migrations: { name: string; class: Constructor<Migration> }[];
};

export type Database = {
  kind: 'pglite' | 'postgresql';
  /** The server's version, e.g. '15.18'. */
  version: string;
  orm: MikroORM;
  /** Whether a confirmed commit also survives a power cut: a PostgreSQL server answers for itself, PGlite is measured. */
  powerSafe: boolean;
  /** The migrations this start has applied, by name. */
  migrated: string[];
  /** The number that moves with every committed change; read straight through the driver, without entities, once for
   * all who ask at the same time. */
  revision(): Promise<number>;
  /** Answers, and holds every migration the program knows. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
};

/** PostgreSQL, PGlite in a folder, or PGlite in memory (for tests; from a copy of one already migrated). */
export type Where =
  | { url: string; replicaUrls?: string[] }
  | { dataDir: string }
  | { memory: true; copy?: Blob };

export type Progress = (
  step:
    | { name: 'opening'; what: 'new folder' | 'folder' | 'server' }
    | { name: 'waiting for another start' }
    | { name: 'migrating'; migrations: number },
) => void;

/** Opens the database and brings its schema up to date; whatever stops it is a RuleBroken for the one who starts. */
export async function openWith(
  schema: Schema,
  where: Where,
  progress: Progress = () => {},
): Promise<Database> {
  if ('url' in where) return openPostgres(where.url, where.replicaUrls ?? [], progress, schema);
  if ('memory' in where) return openMemory(where.copy, progress, schema);
  return openPgliteFolder(where.dataDir, progress, schema);
}

function ormOptions({ entities, migrations }: Schema) {
  return {
    entities,
    extensions: [Migrator],
    migrations: {
      migrationsList: migrations,
      snapshot: false,
      silent: true,
      // Puts off creating the table of migrations until inside their own transaction; it has no other use here.
      includeWildcardSchema: true,
    },
    // Batched, one flush of two rows of an entity updates them without looking at their versions.
    useBatchUpdates: false,
  };
}

async function openPostgres(
  url: string,
  replicaUrls: string[],
  progress: Progress,
  schema: Schema,
): Promise<Database> {
  progress({ name: 'opening', what: 'server' });
  const { MikroORM: PostgresOrm } = await import('@mikro-orm/postgresql');
  const use = untilClosed();
  const orm = await PostgresOrm.init({
    ...ormOptions(schema),
    clientUrl: url,
    driverOptions: use.of(poolOptions(url)),
    replicas: replicaUrls.map(replica => ({
      clientUrl: replica,
      driverOptions: use.of(poolOptions(replica)),
    })),
  });
  const close = async () => {
    use.end();
    await orm.close();
  };
  try {
    const server = await serverFacts(orm);
    const problem = serverProblem(server);
    if (problem) throw problem;
    return { ...(await database('postgresql', orm, server.version, progress, schema)), close };
  } catch (error) {
    await close();
    throw connectionProblem(error, url) ?? error;
  }
}

/**
 * MikroORM opens a closed connection again when it is used, which must not happen to a folder whose lock is released; so it
 * gets its options from a function that refuses once it is over. (It also copies options it is given directly, and PGlite's
 * storage with them.)
 */
function untilClosed() {
  let over = false;
  return {
    of: <Options>(options: Options) => {
      return () => {
        if (over) throw new Error('The database is closed');
        return options;
      };
    },
    end: () => {
      over = true;
    },
  };
}

/** The pool reads the whole address, with the parameters (sslmode, host) that MikroORM leaves out. */
function poolOptions(connectionString: string) {
  return { connectionString, connectionTimeoutMillis: 10_000, application_name: 'tilbudsvifte' };
}

async function openPgliteFolder(dataDir: string, progress: Progress, schema: Schema): Promise<Database> {
  const opening = await openFolder(dataDir);
  const { folder, isNew, storage } = opening;
  progress({ name: 'opening', what: isNew ? 'new folder' : 'folder' });
  const use = untilClosed();
  let orm: MikroORM | undefined;
  const close = async () => {
    use.end();
    try {
      await orm?.close();
    } finally {
      opening.release();
    }
  };
  try {
    const { MikroORM: PgliteOrm } = await import('@mikro-orm/pglite');
    orm = await PgliteOrm.init({
      ...ormOptions(schema),
      dbName: folder,
      driverOptions: use.of({ fs: storage, startParams: durableStartParams }),
    });
    const { version } = await serverFacts(orm).catch((error: unknown) => {
      throw unopenable(folder, error);
    });
    const opened = await database('pglite', orm, version, progress, schema);
    return { ...opened, powerSafe: await commitReachesDisk(orm, storage), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openMemory(copy: Blob | undefined, progress: Progress, schema: Schema): Promise<Database> {
  const { MikroORM: PgliteOrm } = await import('@mikro-orm/pglite');
  const use = untilClosed();
  const orm = await PgliteOrm.init({
    ...ormOptions(schema),
    dbName: 'memory://',
    driverOptions: use.of(copy ? { loadDataDir: copy } : {}),
  });
  const close = async () => {
    use.end();
    await orm.close();
  };
  const { version } = await serverFacts(orm);
  return { ...(await database('pglite', orm, version, progress, schema)), close };
}

async function database(
  kind: Database['kind'],
  orm: MikroORM,
  version: string,
  progress: Progress,
  schema: Schema,
): Promise<Omit<Database, 'close'>> {
  const known = schema.migrations.map(migration => migration.name);
  const migrated = await migrate(orm, known, (step, pending) => {
    progress(
      step === 'waiting' ? { name: 'waiting for another start' } : { name: 'migrating', migrations: pending },
    );
  });
  return {
    kind,
    version,
    orm,
    powerSafe: kind === 'postgresql',
    migrated,
    revision: sharedRead(async () => {
      const rows: { revision: string | number }[] = await orm.em
        .getConnection()
        .execute('select revision from data_revision');
      return Number(rows[0]?.revision);
    }),
    isReady: async () => (await missingMigrations(orm.em.fork(), known)).length === 0,
  };
}

async function serverFacts(orm: MikroORM): Promise<ServerFacts> {
  const rows: ServerFacts[] = await orm.em.getConnection().execute(
    `select split_part(current_setting('server_version'), ' ', 1) as version,
        current_setting('server_version_num')::int / 10000 as major, pg_is_in_recovery() as read_only`,
  );
  const [facts] = rows;
  if (!facts) throw new Error('The server does not tell its version');
  return facts;
}

function unopenable(folder: string, error: unknown): RuleBroken {
  return new RuleBroken(
    'folder-damaged',
    `Databasen i ${folder} kan ikke åbnes: ${error instanceof Error ? error.message : String(error)}\n` +
      'Intet er ændret. Læg en sikkerhedskopi på plads, eller vælg en anden mappe med DATA_DIR.',
  );
}

/** Commits something that touches no table and looks whether PGlite asked for a sync and got it. */
async function commitReachesDisk(orm: MikroORM, storage: DurableNodeFS): Promise<boolean> {
  const before = storage.syncs;
  await orm.em.getConnection().execute(`select pg_logical_emit_message(true, 'tilbudsvifte', 'start')`);
  return storage.syncs > before;
}

import type { EntityManager, MikroORM } from '@mikro-orm/core';
import { RuleBroken } from '../shared/rule-broken.ts';

/** Any number will do, as long as every version of the program uses the same. */
const migrationLock = 20_231_109;

type Rows<Row> = Promise<Row[]>;

/**
 * Brings the schema up to `known`, all pending migrations in one transaction and one process at a time: another one that
 * starts meanwhile waits and finds nothing left to do. A failure leaves the database as it was.
 * @returns the names of the migrations applied now
 * @throws RuleBroken `database-newer`, `migration-failed`
 */
export async function migrate(
  orm: MikroORM,
  known: readonly string[],
  onStep: (step: 'waiting' | 'migrating', migrations: number) => void,
): Promise<string[]> {
  let current = known[0] ?? '';
  orm.migrator.on('migrating', migration => {
    current = migration.name;
  });
  let running = false;
  try {
    return await orm.em.fork().transactional(async em => {
      await takeTurn(em, () => onStep('waiting', 0));
      const applied = await appliedMigrations(em);
      refuseNewer(applied, known);
      const pending = known.filter(name => !applied.includes(name));
      if (pending.length === 0) return [];
      onStep('migrating', pending.length);
      running = true;
      const transaction = em.getTransactionContext();
      const done = await orm.migrator.up(transaction === undefined ? {} : { transaction });
      return done.map(migration => migration.name);
    });
  } catch (error) {
    if (!running) throw error;
    throw new RuleBroken(
      'migration-failed',
      `Databasen kan ikke opdateres: migreringen ${current} fejlede, og intet er ændret.\n` +
        `Databasen siger: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The migrations of `known` that the database has not got; none when it is ready for use. */
export async function missingMigrations(em: EntityManager, known: readonly string[]): Promise<string[]> {
  const applied = await appliedMigrations(em);
  return known.filter(name => !applied.includes(name));
}

async function takeTurn(em: EntityManager, onWait: () => void): Promise<void> {
  const [free] = await execute<{ taken: boolean }>(
    em,
    `select pg_try_advisory_xact_lock(${migrationLock}) as taken`,
  );
  if (free?.taken) return;
  onWait();
  await execute(em, `select pg_advisory_xact_lock(${migrationLock})`);
}

async function appliedMigrations(em: EntityManager): Promise<string[]> {
  const [table] = await execute<{ exists: boolean }>(
    em,
    `select to_regclass('mikro_orm_migrations') is not null as exists`,
  );
  if (!table?.exists) return [];
  const rows = await execute<{ name: string }>(em, 'select name from mikro_orm_migrations order by id');
  return rows.map(row => row.name);
}

function refuseNewer(applied: string[], known: readonly string[]): void {
  const unknown = applied.filter(name => !known.includes(name));
  if (unknown.length === 0) return;
  throw new RuleBroken(
    'database-newer',
    `Databasen er lavet med en nyere udgave af programmet (den har migreringen ${unknown.join(', ')}, som denne ` +
      'udgave ikke kender). Start den nyere udgave, eller brug en anden database.',
  );
}

function execute<Row>(em: EntityManager, sql: string): Rows<Row> {
  return em.getConnection().execute(sql, [], 'all', em.getTransactionContext());
}

import type { MikroORM } from '@mikro-orm/core';
import type { Database } from '../src/database/database.ts';

/** Something a database can hold when a test begins; of one name there is one world. */
export type World = { name: string; lay(database: Database): Promise<unknown> };

const laid = new WeakMap<Database, Set<string>>();

/** Takes every row out and puts the world's in, from the copy kept when it was first laid. */
export async function restore(database: Database, world?: World): Promise<void> {
  if (!world) return empty(database.orm);
  const known = laid.get(database) ?? new Set();
  if (known.has(world.name)) return refill(database.orm, world.name);
  await empty(database.orm);
  await world.lay(database);
  await keep(database.orm, world.name);
  laid.set(database, known.add(world.name));
}

async function empty(orm: MikroORM): Promise<void> {
  await run(orm, takeOut(orm));
}

async function refill(orm: MikroORM, world: string): Promise<void> {
  const kept = schemaOf(world);
  await run(orm, [
    ...takeOut(orm),
    `for one in select tablename from pg_tables where schemaname = '${kept}' and tablename <> 'sequences' loop`,
    `  execute format('insert into public.%1$I select * from ${kept}.%1$I', one);`,
    'end loop;',
    `perform setval(name::regclass, last) from ${kept}.sequences;`,
  ]);
}

async function keep(orm: MikroORM, world: string): Promise<void> {
  const kept = schemaOf(world);
  await run(orm, [
    `create schema ${kept};`,
    `foreach one in array array[${tablesOf(orm)}] loop`,
    `  execute format('select exists (select from public.%I)', one) into filled;`,
    `  if filled then execute format('create table ${kept}.%1$I as table public.%1$I', one); end if;`,
    'end loop;',
    `create table ${kept}.sequences as select ${sequence} as name, last_value as last from pg_sequences`,
    `  where ${ours} and last_value is not null;`,
  ]);
}

const sequence = `format('%I.%I', schemaname, sequencename)`;
const ours = `schemaname = 'public' and sequencename not like 'mikro_orm%'`;

/** Deleting a few rows is much faster than truncating; after many it is not. */
function takeOut(orm: MikroORM): string[] {
  return [
    // No trigger holds now: none that refuses to change a record, none that counts a change, no foreign key.
    `perform set_config('session_replication_role', 'replica', true);`,
    `foreach one in array array[${tablesOf(orm)}] loop`,
    `  execute format('select exists (select from public.%I)', one) into filled;`,
    '  if filled then',
    `    many := many or pg_relation_size(('public.' || quote_ident(one))::regclass) > ${256 * 1024};`,
    `    if not many then execute format('delete from public.%I', one); end if;`,
    '  end if;',
    'end loop;',
    `if many then truncate ${tables(orm)
      .map(table => `public."${table}"`)
      .join(', ')}; end if;`,
    `perform setval(${sequence}::regclass, 1, false) from pg_sequences where ${ours};`,
    // What was kept for the last revision no longer holds.
    'update public.data_revision set revision = revision + 1;',
  ];
}

async function run(orm: MikroORM, statements: string[]): Promise<void> {
  const declared = 'do $$ declare one text; filled boolean; many boolean := false; begin';
  await orm.em.getConnection().execute([declared, ...statements, 'end $$'].join('\n'));
}

function tablesOf(orm: MikroORM): string {
  return tables(orm)
    .map(table => `'${table}'`)
    .join(', ');
}

function tables(orm: MikroORM): string[] {
  return [...orm.getMetadata().getAll().values()]
    .map(meta => meta.tableName)
    .filter(table => table !== 'data_revision');
}

function schemaOf(world: string): string {
  return `world_${world}`;
}

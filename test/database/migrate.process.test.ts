import { Migration } from '@mikro-orm/migrations';
import { expect, test } from 'vitest';
import type { Database, Where } from '../../src/database/database.ts';
import { migrations } from '../../src/migrations.ts';
import { openDatabase } from '../../src/open-database.ts';
import { Supplier } from '../../src/suppliers/supplier.entity.ts';
import { RuleBroken } from '../../src/shared/rule-broken.ts';
import { emptyPlace, lastingPlace, postgresServer } from '../database.ts';

const names = migrations.map(migration => migration.name);

class AddsCourses extends Migration {
  override up() {
    this.addSql('create table course (id int primary key)');
    this.addSql('alter table supplier add column course_id int');
  }
}

class Fails extends Migration {
  override up() {
    this.addSql('create table half_done (id int primary key)');
    this.addSql('alter table no_such_table add column x int');
  }
}

const withFailing = [
  ...migrations,
  { name: '29990101000000-kurser', class: AddsCourses },
  { name: '29990102000000-fejler', class: Fails },
];

test('the migrations make exactly the schema the entities tell, on an empty database', async () => {
  const database = await openDatabase(await emptyPlace());

  expect(database.migrated).toEqual(names);
  expect(await database.orm.schema.getUpdateSchemaSQL()).toBe('');

  await database.orm.em.getConnection().execute('alter table supplier drop column note');
  expect(await database.orm.schema.getUpdateSchemaSQL()).toContain('"note"');
  await database.close();
});

test('a start on a migrated database changes nothing', async () => {
  const where = await lastingPlace();
  const first = await openDatabase(where);
  await first.close();

  const second = await openDatabase(where);

  expect(second.migrated).toEqual([]);
  expect(await second.isReady()).toBe(true);
  await second.close();
});

test('a failing migration stops the start by name and leaves database and data as they were', async () => {
  const where = await lastingPlace();
  const before = await openDatabase(where);
  await before.orm.em.fork().insert(Supplier, { code: 'fgu', name: 'FGU', kind: 'education', sources: [] });
  const schema = await columns(before);
  await before.close();

  const refusal = await refused(where, withFailing);
  expect(refusal.rule).toBe('migration-failed');
  expect(refusal.message).toContain('29990102000000-fejler');
  expect(refusal.message).toContain('no_such_table');

  const after = await openDatabase(where);
  expect(await columns(after)).toEqual(schema);
  expect(await applied(after)).toEqual(names);
  expect(await after.orm.em.fork().count(Supplier)).toBe(1);
  await after.close();
});

test('a failing migration leaves an empty database empty', async () => {
  const where = await lastingPlace();

  await refused(where, withFailing);

  const after = await openDatabase(where, { migrations: [] });
  expect(await columns(after)).toEqual([]);
  await after.close();
});

test('a database made by a newer program is refused and told by its migration', async () => {
  const where = await lastingPlace();
  const newer = await openDatabase(where, {
    migrations: [...migrations, { name: '29990101000000-kurser', class: AddsCourses }],
  });
  await newer.close();

  const refusal = await refused(where, migrations);

  expect(refusal.rule).toBe('database-newer');
  expect(refusal.message).toContain('29990101000000-kurser');
});

test.skipIf(postgresServer === undefined)(
  'of several starts at once on an empty PostgreSQL one migrates and the others wait for it',
  async () => {
    for (let round = 0; round < 5; round++) {
      const where = await emptyPlace();
      const waited: boolean[] = [];

      const opened = await Promise.all(
        [0, 1, 2, 3].map(async start =>
          openDatabase(where, {
            progress: ({ name }) => {
              if (name === 'waiting for another start') waited[start] = true;
            },
          }),
        ),
      );

      expect(opened.flatMap(database => database.migrated)).toEqual(names);
      expect(waited.filter(Boolean).length).toBeGreaterThan(0);
      expect(await Promise.all(opened.map(database => database.isReady()))).toEqual([true, true, true, true]);
      await Promise.all(opened.map(database => database.close()));
    }
  },
);

async function refused(where: Where, list: typeof migrations): Promise<RuleBroken> {
  try {
    await openDatabase(where, { migrations: list });
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
  throw new Error('was not refused');
}

async function applied({ orm }: Database): Promise<string[]> {
  const rows: { name: string }[] = await orm.em
    .getConnection()
    .execute('select name from mikro_orm_migrations order by id');
  return rows.map(row => row.name);
}

async function columns({ orm }: Database): Promise<unknown[]> {
  return orm.em.getConnection().execute(
    `select table_name, column_name, data_type from information_schema.columns
        where table_schema = 'public' order by table_name, column_name`,
  );
}

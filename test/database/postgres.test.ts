import { describe, expect, test } from 'vitest';
import { connectionProblem, serverProblem } from '../../src/database/database-errors.ts';
import { openDatabase } from '../../src/open-database.ts';
import { Supplier } from '../../src/suppliers/supplier.entity.ts';
import { RuleBroken } from '../../src/shared/rule-broken.ts';
import { emptyPlace, postgresServer } from '../database.ts';

const address = 'postgres://vifte:hemmelig@db.example:5433/vifte';

describe('what stops a start on PostgreSQL is told in Danish', () => {
  test.each([
    ['ECONNREFUSED', 'database-unreachable', 'db.example:5433'],
    ['ENOTFOUND', 'database-unreachable', 'db.example'],
    ['28P01', 'database-login', 'vifte'],
    ['3D000', 'database-missing', 'create database "vifte"'],
    ['42501', 'database-permission', 'owner to "vifte"'],
    ['53300', 'database-busy', 'db.example:5433'],
    ['57P03', 'database-starting', 'db.example:5433'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'database-tls', 'sslmode'],
  ])('%s: %s', (code, rule, told) => {
    const problem = connectionProblem(Object.assign(new Error('in English'), { code }), address);

    expect(problem?.rule).toBe(rule);
    expect(problem?.message).toContain(told);
    expect(problem?.message).not.toContain('hemmelig');
  });

  test('also where Node tried two addresses, or MikroORM wrapped it', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

    expect(connectionProblem(new AggregateError([refused, refused]), address)?.rule).toBe(
      'database-unreachable',
    );
    expect(connectionProblem(new Error('wrapped', { cause: refused }), address)?.rule).toBe(
      'database-unreachable',
    );
  });

  test('an error of another kind is left as it is', () => {
    expect(connectionProblem(new Error('something else'), address)).toBeUndefined();
  });

  test('a server that is too old or can only be read is refused; 15 and newer are not', () => {
    expect(serverProblem({ version: '14.20', major: 14, read_only: false })?.rule).toBe('database-old');
    expect(serverProblem({ version: '15.18', major: 15, read_only: true })?.rule).toBe('database-read-only');
    expect(serverProblem({ version: '15.18', major: 15, read_only: false })).toBeUndefined();
    expect(serverProblem({ version: '18.1', major: 18, read_only: false })).toBeUndefined();
  });

  test('nobody at the address', async () => {
    expect(await refusalOf('postgres://vifte:hemmelig@127.0.0.1:1/vifte')).toBe('database-unreachable');
  });

  test.skipIf(postgresServer === undefined).each([
    ['/no_such_database', 'database-missing'],
    ['?user=no_such_user', 'database-login'],
    ['?sslmode=verify-full', 'database-tls'],
  ])('%s: %s', async (change, rule) => {
    expect(await refusalOf(new URL(change, postgresServer).href)).toBe(rule);
  });
});

test.skipIf(postgresServer === undefined)(
  'with replicas, reads outside a transaction go to them, and writes and transactions to the database',
  async () => {
    const [main, replica] = [await emptyPlace(), await emptyPlace()];
    if (!('url' in main) || !('url' in replica)) throw new Error('not on PostgreSQL');
    // A real replica follows the database; this one says something else, so that it shows who was asked.
    const other = await openDatabase(replica);
    await other.orm.em.fork().insert(Supplier, supplier('kun-paa-kopien'));
    await other.close();
    const database = await openDatabase({ url: main.url, replicaUrls: [replica.url] });
    const em = database.orm.em.fork();
    em.create(Supplier, supplier('skrevet'));
    await em.flush();

    const read = await database.orm.em.fork().findAll(Supplier);
    const inTransaction = await database.orm.em.fork().transactional(em => em.findAll(Supplier));

    expect(read.map(({ code }) => code)).toEqual(['kun-paa-kopien']);
    expect(inTransaction.map(({ code }) => code)).toEqual(['skrevet']);
    await database.close();
  },
);

function supplier(code: string) {
  return { code, name: code, kind: 'company' as const, sources: [] };
}

async function refusalOf(url: string): Promise<string> {
  try {
    await openDatabase({ url });
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
  throw new Error('was not refused');
}

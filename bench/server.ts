import { createServer } from 'node:http';
import { PostgreSqlConnection } from '@mikro-orm/postgresql';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { randers } from '../fixtures/randers-2024-2025/index.ts';
import { createApp } from '../src/app.ts';
import type { Database } from '../src/database/database.ts';
import { openDatabase } from '../src/open-database.ts';
import { loadFixture } from '../src/load-fixture.ts';
import { createLog } from '../src/log.ts';
import { vifteOf } from './vifte.ts';

/**
 * The product's own app on PostgreSQL with viften of 100 and of 1,000 offers, logging as it does by default, and beside it in
 * the same process a bare Hono route that does one SELECT of one row through the same pool. Asked, it tells how long the balance
 * of a vifte takes just after a change, when nothing is kept, and what it has used of the processor.
 */
const [url = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
const app = createApp({
  database,
  log: createLog('info'),
  today: () => '2024-01-01',
  hosts: new Set(['127.0.0.1']),
});
await loadFixture(database.orm.em, randers);
for (const count of [100, 1000]) await fill(count);
await fillScenarios(100, 5);
const bare = bareApp(await poolOf(database));

process.on('message', (what: number | 'cpu') => void measure(what).then(ms => process.send?.({ ms })));
process.send?.({ product: await listen(app.fetch), bare: await listen(bare.fetch) });

type Pool = Awaited<ReturnType<PostgreSqlConnection['getNativeClient']>>;

function bareApp(pool: Pool) {
  return new Hono().get('/', async c => {
    const { rows } = await pool.query('select revision from data_revision');
    return c.json(rows[0]);
  });
}

async function poolOf({ orm }: Database): Promise<Pool> {
  const connection = orm.em.getConnection();
  if (!(connection instanceof PostgreSqlConnection)) throw new Error('The bench runs on PostgreSQL');
  return connection.getNativeClient();
}

async function listen(fetch: Parameters<typeof getRequestListener>[0]): Promise<number> {
  const answer = getRequestListener(fetch);
  const server = createServer((request, reply) => void answer(request, reply));
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function fill(count: number): Promise<void> {
  const { portfolio, offers } = vifteOf(count);
  await post('/api/portfolios', portfolio);
  for (const offer of offers) await post(`/api/portfolios/${portfolio.code}/offers`, offer);
}

/** Scenarios that each drop two offers and give two others more places. */
async function fillScenarios(count: number, scenarios: number): Promise<void> {
  const { portfolio, offers } = vifteOf(count);
  const free = offers.filter(({ binding }) => !binding.statutory);
  for (let i = 0; i < scenarios; i++) {
    const [first, second, third, fourth] = free.slice(i * 4);
    await post(`/api/portfolios/${portfolio.code}/scenarios`, {
      code: `scenarie-${i}`,
      name: `Scenarie ${i}`,
      reason: null,
      copiedFrom: null,
      changes: [
        ...[first, second].map(offer => ({ kind: 'drop', offer: offer?.code })),
        ...[third, fourth].map(offer => ({
          kind: 'scale',
          offer: offer?.code,
          places: 75,
          fixedAmounts: 'stay',
        })),
      ],
    });
  }
}

async function post(address: string, body: object): Promise<void> {
  const reply = await app.request(`http://127.0.0.1${address}`, {
    method: 'POST',
    headers: { Host: '127.0.0.1', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (reply.status !== 201) throw new Error(await reply.text());
}

async function measure(what: number | 'cpu'): Promise<number> {
  if (what !== 'cpu') return cold(what);
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** From the request to the whole answer, in ms, when the vifte has to be read and its balance worked out. */
async function cold(count: number): Promise<number> {
  await database.orm.em.getConnection().execute('update data_revision set revision = revision + 1');
  const started = performance.now();
  const reply = await app.request(`http://127.0.0.1/api/portfolios/vifte-${count}/balance`, {
    headers: { Host: '127.0.0.1' },
  });
  await reply.arrayBuffer();
  if (reply.status !== 200) throw new Error(`The balance answered ${reply.status}`);
  return performance.now() - started;
}

import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MikroORM } from '@mikro-orm/postgresql';
import { z } from '@hono/zod-openapi';
import { balance } from '../src/balance/balance.ts';
import { measureTimelines } from '../test/tenders/timeline/timeline-speed.ts';
import { importing } from './import.ts';
import { requestsPerSecond, requireWrk } from './load.ts';
import { latenciesMeanwhile, measureFrontiers } from './optimum.ts';
import { pageSizes } from './pages.ts';
import { startProduct } from './start.ts';
import { vifteOf } from './vifte.ts';

/** A figure beside what it must keep: `worst` decides, since a limit holds in every run or not at all. */
type Measured = { what: string; figure: string; limit: string; kept: boolean };

const { quick, only } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
}).values;
const pairs = quick ? 3 : 7;
const seconds = quick ? 2 : 5;
const starts = quick ? 2 : 5;
const postgres = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

requireWrk();
const [before = 0] = loadavg();
if (before > 0.5) console.log(`Other programs are busy here (load ${two(before)}): the figures say little.`);
const parts = new Map<string, () => Measured[] | Promise<Measured[]>>([
  ['postgres', onPostgres],
  ['import', () => importing(ownDatabase, { runs: quick ? 1 : 3, seconds })],
  ['balance', computing],
  ['timeline', timelines],
  ['frontier', frontiers],
  ['meanwhile', meanwhile],
  ['start', starting],
]);
const measured: Measured[] = [];
for (const [part, measure] of parts)
  if (only === undefined || only === part) measured.push(...(await measure()));
console.log(
  `\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${two(before)} before the runs\n`,
);
for (const { what, figure, limit, kept } of measured)
  console.log(`${kept ? 'kept  ' : 'MISSED'}  ${what}\n        ${figure}, limit ${limit}`);
process.exitCode = measured.every(({ kept }) => kept) ? 0 : 1;

async function onPostgres(): Promise<Measured[]> {
  const { url, drop } = await ownDatabase();
  const server = fork(join(import.meta.dirname, 'server.js'), [url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const { product, bare } = await told(server, z.object({ product: z.int(), bare: z.int() }));
    const small = `http://127.0.0.1:${product}/api/portfolios/vifte-100/balance`;
    const etag = (await fetch(small)).headers.get('ETag') ?? '';
    const reference = `http://127.0.0.1:${bare}/`;
    return [
      await ratio('balance of 100 offers ÷ bare route with one SELECT', 0.7, server, reference, small),
      await ratio(
        'the same with If-None-Match (304)',
        0.9,
        server,
        reference,
        small,
        `If-None-Match: ${etag}`,
      ),
      await ratio(
        'timeline of a tender ÷ bare route',
        0.5,
        server,
        reference,
        `http://127.0.0.1:${product}/api/tenders/udbud-2024-2025/timeline?today=2023-05-09`,
      ),
      await ratio(
        'comparison of 5 scenarios of 100 offers ÷ bare route',
        0.3,
        server,
        reference,
        `http://127.0.0.1:${product}/api/portfolios/vifte-100/comparison?scenarios=scenarie-0,scenarie-1,scenarie-2,scenarie-3,scenarie-4&noticeDate=2023-08-16&today=2023-05-01`,
      ),
      await ratio(
        'effect of a target group ÷ bare route',
        0.3,
        server,
        reference,
        `http://127.0.0.1:${product}/api/target-groups/forsikrede-ledige/effect`,
      ),
      await coldRatio(server),
    ];
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    await drop();
  }
}

type Run = { rate: number; cpu: number };

/** Alternates the two, so that what else the machine does meets both alike. */
async function ratio(
  what: string,
  limit: number,
  server: ChildProcess,
  reference: string,
  url: string,
  header?: string,
): Promise<Measured> {
  await run(server, reference, 2);
  await run(server, url, 2, header);
  const runs: { bare: Run; ours: Run }[] = [];
  for (let i = 0; i < pairs; i++) {
    const bare = await run(server, reference, seconds);
    const ours = await run(server, url, seconds, header);
    runs.push({ bare, ours });
    console.log(`${what}: ${runText(ours)} ÷ ${runText(bare)} = ${two(ours.rate / bare.rate)}`);
  }
  const ratios = runs.map(({ bare, ours }) => ours.rate / bare.rate);
  const middle = median(ratios);
  const typical = (which: 'bare' | 'ours') =>
    runText({
      rate: median(runs.map(run => run[which].rate)),
      cpu: median(runs.map(run => run[which].cpu)),
    });
  return {
    what,
    figure: `${two(middle)} (${two(Math.min(...ratios))} to ${two(Math.max(...ratios))}; ${typical('ours')} ÷ ${typical('bare')})`,
    limit: `≥ ${limit}`,
    kept: middle >= limit,
  };
}

async function run(server: ChildProcess, url: string, seconds: number, header?: string): Promise<Run> {
  const from = await ask(server, 'cpu');
  const { rate, requests } = await requestsPerSecond(url, seconds, header);
  return { rate, cpu: ((await ask(server, 'cpu')) - from) / requests };
}

function runText({ rate, cpu }: Run): string {
  return `${Math.round(rate)}/s (${Math.round(cpu * 1000)} µs of the server's processor each)`;
}

async function coldRatio(server: ChildProcess): Promise<Measured> {
  const times = new Map<number, number[]>();
  const runs = quick ? 10 : 30;
  for (let i = 0; i < runs; i++) {
    for (const count of [100, 1000]) {
      const ms = await ask(server, count);
      // The first runs are slower, while the engine compiles.
      if (i >= runs / 3) times.set(count, [...(times.get(count) ?? []), ms]);
    }
  }
  return sizes('answer just after a change, read from PostgreSQL: 1,000 ÷ 100 offers', times);
}

/** A hundred offers ten times over beside a thousand once, so that what else the machine does meets both alike. */
function computing(): Measured[] {
  const times = new Map<number, number[]>();
  const runs = quick ? 30 : 100;
  const viften = [100, 1000].map(count => ({ count, whole: vifteOf(count) }));
  for (let i = 0; i < runs; i++) {
    for (const { count, whole } of viften) {
      const repeats = 1000 / count;
      const started = performance.now();
      for (let repeat = 0; repeat < repeats; repeat++) balance(whole, null);
      const ms = (performance.now() - started) / repeats;
      if (i >= runs / 3) times.set(count, [...(times.get(count) ?? []), ms]);
    }
  }
  return [sizes('balance worked out: 1,000 ÷ 100 offers', times)];
}

function perTender(tenders: number): number {
  return median(Array.from({ length: quick ? 3 : 7 }, () => measureTimelines(tenders).forecastAndLatestMs));
}

/** Forecast and latest plan of tenders with 7 phases and 200 meetings, in the processor's time. */
function timelines(): Measured[] {
  measureTimelines(500);
  const thousand = perTender(1000);
  const fourThousand = perTender(4000);
  return [
    {
      what: 'forecast and latest plan, each of 1,000 tenders',
      figure: `${two(thousand)} ms`,
      limit: '≤ 1 ms',
      kept: thousand <= 1,
    },
    {
      what: 'the same, a tender among 4,000 ÷ one among 1,000',
      figure: two(fourThousand / thousand),
      limit: '≤ 1.5',
      kept: fourThousand / thousand <= 1.5,
    },
  ];
}

async function frontiers(): Promise<Measured[]> {
  const { small, large } = await measureFrontiers(quick ? 2 : 5);
  for (const { offers, points, highs, glpk } of small)
    console.log(
      `frontier of ${offers}: ${points} points, HiGHS ${two(highs)} s, GLPK ${two(glpk.seconds)} s${glpk.isWhole ? '' : ' without getting to the end'}`,
    );
  const seconds = small.map(({ highs }) => highs);
  const times = small.map(({ highs, glpk }) => glpk.seconds / highs);
  const points = small.map(({ points }) => points);
  return [
    {
      what: `whole frontier of 60 offers, 20 groups, 2 years: ${Math.min(...points)} to ${Math.max(...points)} points in ${small.length} viften`,
      figure: `${two(median(seconds))} s (${two(Math.min(...seconds))} to ${two(Math.max(...seconds))} s)`,
      limit: '≤ 5 s for at least 20 points',
      kept: small.every(({ isWhole, points, highs }) => isWhole && points >= 20 && highs <= 5),
    },
    {
      what: 'the same by GLPK, a question for each point ÷ by HiGHS',
      figure: `${two(median(times))} (${two(Math.min(...times))} to ${two(Math.max(...times))})`,
      limit: '≥ 5',
      kept: median(times) >= 5,
    },
    {
      what: `300 offers, ${large.points} points within ${large.gapPercent} %`,
      figure: `${two(large.seconds)} s`,
      limit: '≤ 30 s for 20 points within 0.5 %',
      kept: large.seconds <= 30 && large.points >= 20 && large.gapPercent <= 0.5,
    },
  ];
}

async function meanwhile(): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vifte-bench-'));
  const product = await startProduct(join(folder, 'data'));
  try {
    const latencies = await latenciesMeanwhile(product.home, quick ? 5 : 15);
    return Object.entries(latencies).map(([path, times]) => {
      const slowest = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? Infinity;
      return {
        what: `${path} while a frontier is worked out, 99 of 100 within`,
        figure: `${two(slowest)} ms of ${times.length} (half within ${two(median(times))})`,
        limit: '≤ 50 ms',
        kept: slowest <= 50,
      };
    });
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sizes(what: string, times: Map<number, number[]>): Measured {
  const small = median(times.get(100) ?? []);
  const large = median(times.get(1000) ?? []);
  return {
    what,
    figure: `${two(large / small)} (${two(large)} ÷ ${two(small)} ms)`,
    limit: '≤ 12',
    kept: large / small <= 12,
  };
}

async function starting(): Promise<Measured[]> {
  const fresh: number[] = [];
  const again: number[] = [];
  let pages: Measured[] = [];
  for (let i = 0; i < starts; i++) {
    const folder = mkdtempSync(join(tmpdir(), 'vifte-bench-'));
    try {
      const first = await startProduct(join(folder, 'data'));
      fresh.push(first.ms);
      if (i === 0) pages = await pageTable(first.home);
      await first.stop();
      const second = await startProduct(join(folder, 'data'));
      again.push(second.ms);
      await second.stop();
      console.log(`start: from nothing ${two(first.ms / 1000)} s, again ${two(second.ms / 1000)} s`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return [
    startFigure('start to first page, existing PGlite folder', 2.5, again),
    startFigure('start to first page, from nothing', 8, fresh),
    ...pages,
  ];
}

function startFigure(what: string, limit: number, times: number[]): Measured {
  const worst = Math.max(...times) / 1000;
  return {
    what,
    figure: `${two(median(times) / 1000)} s (at worst ${two(worst)} s of ${times.length})`,
    limit: `≤ ${limit} s`,
    kept: worst <= limit,
  };
}

async function pageTable(home: string): Promise<Measured[]> {
  const found = await pageSizes(home);
  const largest = found.toSorted((a, b) => b.bytes - a.bytes);
  console.table(largest.slice(0, 12));
  const [most] = largest;
  const dead = found.filter(({ status }) => status !== 200);
  return [
    {
      what: `HTML of the largest of ${found.length} pages (${most?.path})`,
      figure: `${Math.round((most?.bytes ?? 0) / 1000)} KB`,
      limit: '< 150 KB',
      kept: most !== undefined && most.bytes < 150_000,
    },
    {
      what: 'links that lead nowhere',
      figure: `${dead.length} ${dead
        .slice(0, 5)
        .map(({ path }) => path)
        .join(' ')}`.trim(),
      limit: '0',
      kept: dead.length === 0,
    },
  ];
}

async function ownDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `vifte_bench_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) };
}

async function onServer(sql: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: postgres,
    entities: [],
    discovery: { warnWhenNoEntities: false },
  });
  await orm.em.getConnection().execute(sql);
  await orm.close();
}

/** What the server measures itself, in ms: the answer for so many offers just after a change, or its use of the processor. */
async function ask(server: ChildProcess, what: number | 'cpu'): Promise<number> {
  const answer = told(server, z.object({ ms: z.number() }));
  server.send(what);
  return (await answer).ms;
}

async function told<T>(server: ChildProcess, shape: z.ZodType<T>): Promise<T> {
  const ended = new AbortController();
  const end = () => ended.abort();
  server.once('exit', end);
  const [message]: unknown[] = await once(server, 'message', { signal: ended.signal });
  server.off('exit', end);
  return shape.parse(message);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

function two(number: number): string {
  return number.toFixed(2);
}

import { fork, type ChildProcess } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from '@hono/zod-openapi';
import { areas, groups, measures, writeObservations } from './import-file.ts';
import { requestsPerSecond } from './load.ts';

type Measured = { what: string; figure: string; limit: string; kept: boolean };

const Taken = z.object({ added: z.int(), changed: z.int(), unchanged: z.int() });

/**
 * A million observations in, beside COPY of the same rows into a bare table just before; memory at a quarter of the rows and at
 * all of them; the same on PGlite; and an answer about one group before and after.
 */
export async function importing(
  ownDatabase: () => Promise<{ url: string; drop: () => Promise<void> }>,
  { runs, seconds }: { runs: number; seconds: number },
): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vifte-bench-import-'));
  try {
    const quarter = join(folder, 'quarter.csv');
    const whole = join(folder, 'whole.csv');
    await writeObservations(quarter, 250_000);
    const rows = await writeObservations(whole, 1_000_000);
    // With the same load before it as the first of the large ones, since that leaves its own mark on the memory.
    const small = await onPostgres(ownDatabase, quarter, 250_000, seconds);
    const large: Run[] = [];
    for (let i = 0; i < runs; i += 1)
      large.push(await onPostgres(ownDatabase, whole, rows, i === 0 ? seconds : null));
    const fresh = await onPglite(join(folder, 'fresh'), whole);
    await stop((await started(join(folder, 'known'))).server);
    const known = await onPglite(join(folder, 'known'), whole);
    const ratios = large.map(({ copyMs, importMs }) => copyMs / importMs);
    const worst = Math.min(...ratios);
    const memory = Math.max(...large.map(({ peakMb }) => peakMb));
    const growth = (large[0]?.peakMb ?? Infinity) / small.peakMb;
    const effect = large[0]?.effect;
    return [
      {
        what: `rows/s of importing ${rows} observations ÷ rows/s of COPY of the same`,
        figure: `${worst.toFixed(2)} at worst of ${runs} (${large.map(({ importMs, copyMs }) => `${Math.round(importMs)} ms, COPY ${Math.round(copyMs)} ms`).join('; ')})`,
        limit: '≥ 0.25',
        kept: worst >= 0.25,
      },
      {
        what: 'memory while importing them',
        figure: `${Math.round(memory)} MB`,
        limit: '< 400 MB',
        kept: memory < 400,
      },
      {
        what: 'the same ÷ memory while importing 250,000',
        figure: `${growth.toFixed(2)} (${Math.round(small.peakMb)} MB)`,
        limit: '≤ 1.2',
        kept: growth <= 1.2,
      },
      ...[
        { what: 'importing them on PGlite, in the process that made the folder', ...fresh },
        { what: 'the same in a process that opened it', ...known },
      ].map(({ what, importMs, peakMb }) => ({
        what,
        figure: `${(importMs / 1000).toFixed(1)} s, ${Math.round(peakMb)} MB`,
        limit: '< 700 MB',
        kept: peakMb < 700,
      })),
      ...(effect
        ? [
            {
              what: 'effect of a group at 50 connections, after ÷ before that import',
              figure: `${(effect.after / effect.before).toFixed(2)} (${Math.round(effect.after)}/s ÷ ${Math.round(effect.before)}/s)`,
              limit: '≥ 0.8',
              kept: effect.after / effect.before >= 0.8,
            },
          ]
        : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Run = {
  copyMs: number;
  importMs: number;
  peakMb: number;
  effect: { before: number; after: number } | null;
};

async function onPostgres(
  ownDatabase: () => Promise<{ url: string; drop: () => Promise<void> }>,
  file: string,
  rows: number,
  seconds: number | null,
): Promise<Run> {
  const { url, drop } = await ownDatabase();
  const { port, server } = await started(url);
  try {
    const address = `http://127.0.0.1:${port}`;
    const asked = `${address}/api/target-groups/${groups[0]}/effect?measure=${measures[0]}&area=${areas[0]}&period=2023M03`;
    if (seconds !== null) await send(address, firstRows());
    const before = seconds === null ? null : (await requestsPerSecond(asked, seconds)).rate;
    const copyMs = await bareCopy(url, file);
    await memory(server);
    const from = performance.now();
    const { added, changed, unchanged } = await send(address, Readable.toWeb(createReadStream(file)));
    const importMs = performance.now() - from;
    if (added + changed + unchanged !== rows) throw new Error(`${added} rows were taken in, not ${rows}`);
    const peakMb = await memory(server);
    const after = seconds === null ? null : (await requestsPerSecond(asked, seconds)).rate;
    return { copyMs, importMs, peakMb, effect: before !== null && after !== null ? { before, after } : null };
  } finally {
    await stop(server);
    await drop();
  }
}

async function onPglite(dataDir: string, file: string) {
  const { port, server } = await started(dataDir);
  try {
    const from = performance.now();
    await send(`http://127.0.0.1:${port}`, Readable.toWeb(createReadStream(file)));
    return { importMs: performance.now() - from, peakMb: await memory(server) };
  } finally {
    await stop(server);
  }
}

async function stop(server: ChildProcess): Promise<void> {
  server.kill();
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

/** Two months of one group, as they stand in the large file, so that there is an answer to ask for before it. */
function firstRows(): string {
  const from = [groups[0], measures[0], areas[0]].join(';');
  return `Målgruppe;Måling;Område;Periode;Tæller;Nævner;Kilde\n${from};2022M03;40;200;bench\n${from};2023M03;52;210;bench\n`;
}

async function send(address: string, body: string | ReturnType<typeof Readable.toWeb>) {
  const reply = await fetch(`${address}/api/observations/import`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv' },
    body,
    duplex: 'half',
  });
  if (!reply.ok) throw new Error(await reply.text());
  return Taken.parse(await reply.json());
}

/** Milliseconds of PostgreSQL's own COPY of the file as it is, into a table without keys. */
async function bareCopy(url: string, file: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare (g text, m text, a text, p text, n int, d int, s text)');
  const from = performance.now();
  const into = client.query(copyFrom("copy bare from stdin with (format csv, delimiter ';', header)"));
  await pipeline(createReadStream(file), into);
  const ms = performance.now() - from;
  await client.query('drop table bare');
  await client.end();
  return ms;
}

async function started(place: string): Promise<{ port: number; server: ChildProcess }> {
  const server = fork(join(import.meta.dirname, 'import-server.js'), [place], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [told]: unknown[] = await once(server, 'message');
  return { port: z.object({ port: z.int() }).parse(told).port, server };
}

/** The most it has used since it was last asked, in MB. */
async function memory(server: ChildProcess): Promise<number> {
  const answer = once(server, 'message');
  server.send('memory');
  const [told]: unknown[] = await answer;
  return z.object({ peakMb: z.number() }).parse(told).peakMb;
}

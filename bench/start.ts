import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export type Started = { ms: number; home: string; stop: () => Promise<void> };

/** Starts the built product as `npm start` does and waits for its first page, in ms from the start of the process. */
export async function startProduct(dataDir: string): Promise<Started> {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const server = spawn(process.execPath, ['dist/src/start.js'], {
    env: { PATH: process.env['PATH'], PORT: `${port}`, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await firstPage(home, server);
  return { ms: performance.now() - started, home, stop: () => stop(server) };
}

async function firstPage(home: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const reply = await fetch(home).catch(() => null);
    if (reply) {
      await reply.text();
      if (reply.ok) return;
      throw new Error(`The first page answered ${reply.status}`);
    }
    await wait(10);
  }
  throw new Error(`The server stopped with ${server.exitCode}`);
}

async function stop(server: ChildProcess): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

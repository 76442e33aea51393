import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lastingPlace, testFolder } from './database.ts';

/** Inside the project, whose package the program finds its files by. */
const built = join(import.meta.dirname, '../.vitest/built');

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.ts', '--outdir', built]);
});

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

describe('a start', () => {
  test('tells each step, loads Randers once, and serves until it is asked to stop', async () => {
    const where = await placeVariables();
    const first = startServer({ ...where, LOG_LEVEL: 'info' });
    const address = await first.address();

    const page = await fetch(`${address}/?q=hemmeligt`);
    const ready = await fetch(`${address}/readyz`);
    first.child.kill('SIGTERM');
    const end = await first.ended;

    expect([page.status, ready.status]).toEqual([200, 200]);
    expect(end.code).toBe(0);
    expect(end.errors).toBe('');
    expect(end.output).toMatch(
      /Læser konfigurationen[^]*Indlæste tilbudsviften[^]*Klar[^]*Lukker ned[^]*Lukket/,
    );
    const requests = logged(end.output).filter(line => line['msg'] === 'request');
    expect(requests).toMatchObject([
      { method: 'GET', path: '/', status: 200, requestId: expect.any(String), ms: expect.any(Number) },
      { method: 'GET', path: '/readyz', status: 200 },
    ]);
    expect(end.output).not.toContain('hemmeligt');

    const second = startServer(where);
    await second.address();
    second.child.kill('SIGINT');
    const again = await second.ended;

    expect(again.code).toBe(0);
    expect(again.output).toContain('er indlæst før');
  });

  test('lets a request under way end before it stops', async () => {
    const server = startServer(await placeVariables());
    const { port } = new URL(await server.address());
    const body = JSON.stringify({
      code: 'fgu-test',
      name: 'FGU',
      kind: 'education',
      note: null,
      sources: [],
    });
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /api/suppliers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 10)}`,
    );
    await new Promise(done => {
      setTimeout(done, 200);
    });

    server.child.kill('SIGTERM');
    await server.says('Lukker ned');
    socket.write(body.slice(10));

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 201 /);
    expect((await server.ended).code).toBe(0);
  });

  test('with mistakes in the configuration tells all of them by name and ends with 1', async () => {
    const { code, errors } = await startServer({ PORT: 'x', HOST: '0.0.0.0', LOG_LEVEL: 'y' }).ended;

    expect(code).toBe(1);
    expect(errors).toMatch(/PORT [^]*LOG_LEVEL [^]*HOST .*ALLOW_OPEN=1/);
  });

  test('on a port in use tells which, ends with 1 and leaves the folder free', async () => {
    const taken = createServer();
    await new Promise<void>(done => {
      taken.listen(0, '127.0.0.1', done);
    });
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const where = await placeVariables();

    const { code, errors } = await startServer({ ...where, PORT: port }).ended;
    taken.close();

    expect(code).toBe(1);
    expect(errors).toContain(`Port ${port} på 127.0.0.1 er optaget`);
    const next = startServer(where);
    expect(await next.address()).toContain('http://localhost:');
  });

  test('on a folder in use tells by which process and ends with 1', async () => {
    const DATA_DIR = await testFolder('migrated');
    const first = startServer({ DATA_DIR });
    await first.address();

    const { code, errors } = await startServer({ DATA_DIR }).ended;

    expect(code).toBe(1);
    expect(errors).toContain(`proces ${first.child.pid}`);
  });

  test('on a PostgreSQL that does not answer says where it looked, without the password', async () => {
    const { code, errors } = await startServer({
      DATABASE_URL: 'postgres://vifte:hemmelig@127.0.0.1:1/vifte',
    }).ended;

    expect(code).toBe(1);
    expect(errors).toContain('Ingen PostgreSQL svarer på 127.0.0.1:1');
    expect(errors).not.toContain('hemmelig');
  });
});

async function placeVariables(): Promise<Record<string, string>> {
  const where = await lastingPlace();
  return 'url' in where ? { DATABASE_URL: where.url } : 'dataDir' in where ? { DATA_DIR: where.dataDir } : {};
}

function startServer(variables: Record<string, string>) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(built, 'src/start.js')], {
    env: { PATH: process.env['PATH'], PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', text => {
    output += String(text);
  });
  child.stderr.on('data', text => {
    errors += String(text);
  });
  const ended = new Promise<{ code: number | null; output: string; errors: string }>(done => {
    child.on('close', code => done({ code, output, errors }));
  });

  /** Resolves with what `pattern` finds, once the server has said it. */
  const says = (pattern: string | RegExp) =>
    new Promise<RegExpMatchArray>((done, fail) => {
      const look = () => {
        const match = output.match(pattern);
        if (match) done(match);
      };
      child.stdout.on('data', look);
      child.on('close', () => fail(new Error(`The server ended: ${output}${errors}`)));
      look();
    });

  return {
    child,
    ended,
    says,
    address: async () => (await says(/Tilbudsviften {2}(http:\S+)\n[^]*Stop med/))[1] ?? '',
  };
}

function logged(output: string): Record<string, unknown>[] {
  return output
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line));
}

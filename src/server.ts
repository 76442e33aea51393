import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { randers } from '../fixtures/randers-2024-2025/index.ts';
import { createApp } from './app.ts';
import { isLoopback, readConfig, type Config } from './config.ts';
import type { Database, Progress, Where } from './database/database.ts';
import { openDatabase } from './open-database.ts';
import { loadFixture, type Loading } from './load-fixture.ts';
import { createLog } from './log.ts';
import { danishDayAt, type Day } from './shared/days/day.ts';
import { RuleBroken } from './shared/rule-broken.ts';

/** How long requests under way may take to end when the server is asked to stop. */
const farewell = 10_000; // ms

async function start(): Promise<void> {
  say('Læser konfigurationen');
  const config = readConfig();
  const log = createLog(config.logLevel);
  stopOnUnexpected(log);

  const database = await openDatabase(whereFrom(config), { progress: sayProgress(config) });
  try {
    if (!database.powerSafe) {
      log.warn('not power-safe: confirmed changes may be lost when the power fails');
      say('Ikke strømsikker: en strømafbrydelse kan koste bekræftede ændringer');
    }
    say(fixtureWords[await loadFixture(database.orm.em, randers)]);
    const { jobindsatsToken: token, jobindsatsUrl: baseUrl } = config;
    const jobindsats = token === undefined ? null : { token, baseUrl };
    const app = createApp({ database, log, today, hosts: hostsOf(config), jobindsats });
    const { server, port } = await listen(app, config);
    stopOnSignal(server, database, log);
    sayAddresses(config, port);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function whereFrom(config: Config): Where {
  return config.databaseUrl === undefined
    ? { dataDir: config.dataDir }
    : { url: config.databaseUrl, replicaUrls: config.replicaUrls };
}

function today(): Day {
  return danishDayAt(new Date());
}

/** Names a browser may ask for: this machine's own, and what the configuration adds. An address cannot be rebound. */
function hostsOf(config: Config): Set<string> {
  const own = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? []);
  const addresses = own.map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address));
  return new Set([
    'localhost',
    '127.0.0.1',
    '[::1]',
    config.host.toLowerCase(),
    ...addresses,
    ...config.allowedHosts,
  ]);
}

async function listen(app: ReturnType<typeof createApp>, { host, port }: Config) {
  const answer = getRequestListener(app.fetch);
  const server = createServer((request, reply) => void answer(request, reply));
  await new Promise<void>((done, fail) => {
    server.once('error', error => fail(listenProblem(error, host, port)));
    server.listen(port, host, done);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : port };
}

function listenProblem(error: Error, host: string, port: number): Error {
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new RuleBroken(
        'port-in-use',
        `Port ${port} på ${host} er optaget af et andet program. Stop det, eller vælg en anden port, fx: PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return new RuleBroken(
        'port-not-allowed',
        `Port ${port} kræver særlige rettigheder. Vælg en over 1023 med PORT.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new RuleBroken('host-unknown', `Denne maskine har ikke adressen ${host}. Ret HOST.`);
    default:
      return error;
  }
}

/** Takes no more requests, lets those under way end, closes the database and goes; a second signal goes at once. */
function stopOnSignal(server: Server, database: Database, log: Logger): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    say('Lukker ned');
    await endRequests(server);
    await database.close();
    say('Lukket');
    log.flush();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

async function endRequests(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), farewell);
  await new Promise<void>(done => {
    server.close(() => done());
  });
  clearInterval(idle);
  clearTimeout(late);
}

/** After an error nobody caught, nothing is known about the process; what is committed is safe, so it goes. */
function stopOnUnexpected(log: Logger): void {
  const stop = (error: unknown) => {
    log.fatal({ err: error }, 'unexpected error, stopping');
    process.exit(1);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
}

function sayProgress(config: Config): Progress {
  const folder = resolve(config.dataDir);
  const opening = {
    'new folder': `Opretter databasen i ${folder}: første start opretter databasen og tager nogle sekunder`,
    folder: `Åbner databasen i ${folder}`,
    server: 'Forbinder til PostgreSQL',
  };
  return step => {
    switch (step.name) {
      case 'opening':
        return say(opening[step.what]);
      case 'waiting for another start':
        return say('Venter på en anden start, der er ved at opdatere databasen');
      case 'migrating':
        return say(`Opdaterer databasen: ${count(step.migrations, 'migrering', 'migreringer')}`);
    }
  };
}

const fixtureWords: Record<Loading, string> = {
  loaded: 'Indlæste tilbudsviften for Randers 2024/2025',
  unchanged: 'Tilbudsviften for Randers 2024/2025 er indlæst før; det, I har rettet, er urørt',
  differs:
    'Tilbudsviften for Randers 2024/2025 er indlæst før i en anden udgave; den er ikke indlæst igen, så jeres rettelser er urørt',
  'in use': 'Databasen har andet indhold, så tilbudsviften for Randers 2024/2025 er ikke indlæst',
};

function sayAddresses(config: Config, port: number): void {
  const host = isLoopback(config.host)
    ? 'localhost'
    : config.host.includes(':')
      ? `[${config.host}]`
      : config.host;
  const home = `http://${host}:${port}`;
  say('Klar. Åbn en af adresserne:');
  console.log(`
         Tilbudsviften  ${home}
         API            ${home}/api

         Stop med Ctrl+C
`);
}

/** One step of the start or the end, with the time since the process began. */
function say(what: string): void {
  const seconds = (performance.now() / 1000).toFixed(1).replace('.', ',');
  console.log(`${styleText('dim', `${seconds.padStart(5)} s`)}  ${what}`);
}

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}

try {
  await start();
} catch (error) {
  if (!(error instanceof RuleBroken)) throw error;
  console.error(
    `\n${styleText('red', 'Serveren kan ikke starte.', { stream: process.stderr })} ${error.message}`,
  );
  process.exitCode = 1;
}

import { isIP } from 'node:net';
import { z } from 'zod';
import { RuleBroken } from './shared/rule-broken.ts';

/** What the environment decides, parsed once; nothing else reads the environment. */
export type Config = {
  host: string;
  /** 0 lets the machine choose a free one. */
  port: number;
  dataDir: string;
  /** PostgreSQL's address; without it the database is PGlite in `dataDir`. */
  databaseUrl: string | undefined;
  replicaUrls: string[];
  logLevel: z.infer<typeof LogLevel>;
  /** STAR's key to jobindsats for this municipality, and where jobindsats answers. */
  jobindsatsToken: string | undefined;
  jobindsatsUrl: string;
  /** Names, beside the loopback ones, that a browser may have asked for (its Host header), lower case without port. */
  allowedHosts: string[];
};

type Mistake = { parameter: string; message: string };
type Environment = Readonly<Record<string, string | undefined>>;

const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
  error: `skal være ét af: trace, debug, info, warn, error, fatal, silent.`,
});

const portMistake = 'skal være et helt tal fra 0 til 65535, fx 3000 (0 vælger en ledig port).';
const urlMistake =
  'skal være en PostgreSQL-adresse med en database, fx postgres://bruger:kodeord@localhost:5432/tilbudsvifte.';
const hostMistake = 'skal være et værtsnavn eller en IP-adresse uden port, fx 127.0.0.1.';

const HostName = z.string().refine(isHostName, hostMistake);
const PostgresUrl = z.string().refine(isPostgresUrl, urlMistake);

const Variables = z.object({
  HOST: HostName.default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portMistake)
    .transform(Number)
    .refine(port => port <= 65_535, portMistake)
    .default(3000),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: PostgresUrl.optional(),
  DATABASE_REPLICA_URLS: list(
    PostgresUrl,
    'skal være PostgreSQL-adresser med komma imellem, hver med en database.',
  ),
  JOBINDSATS_TOKEN: z.string().optional(),
  JOBINDSATS_URL: z
    .url({ protocol: /^https?$/, error: 'skal være en adresse, fx https://api.jobindsats.dk.' })
    .default('https://api.jobindsats.dk'),
  LOG_LEVEL: LogLevel.default('info'),
  ALLOW_OPEN: z.enum(['0', '1'], { error: 'skal være 1 (tillad) eller 0.' }).default('0'),
  ALLOWED_HOSTS: list(HostName, 'skal være værtsnavne uden port med komma imellem, fx vifte.randers.dk.'),
});

/**
 * @throws RuleBroken `configuration` with every mistake at once; each names its variable and never repeats an address,
 * which may hold a password.
 */
export function readConfig(env: Environment = process.env): Config {
  const set = withoutEmpty(env);
  const read = Variables.safeParse(set);
  const findings = [
    ...(read.error?.issues ?? []).map(issue => ({
      parameter: issue.path[0]?.toString() ?? '',
      message: issue.message,
    })),
    ...disagreements(set),
  ];
  if (!read.success || findings.length > 0) {
    const lines = findings.map(({ parameter, message }) => `  ${parameter} ${message}`);
    throw new RuleBroken('configuration', ['Konfigurationen kan ikke bruges:', ...lines].join('\n'), {
      status: 422,
      findings,
    });
  }
  const variables = read.data;
  return {
    host: variables.HOST,
    port: variables.PORT,
    dataDir: variables.DATA_DIR,
    databaseUrl: variables.DATABASE_URL,
    replicaUrls: variables.DATABASE_REPLICA_URLS,
    jobindsatsToken: variables.JOBINDSATS_TOKEN,
    jobindsatsUrl: variables.JOBINDSATS_URL,
    logLevel: variables.LOG_LEVEL,
    allowedHosts: variables.ALLOWED_HOSTS.map(host => host.toLowerCase()),
  };
}

/** Two variables that are fine alone and not together; looked for even where other variables are wrong. */
function disagreements(set: Environment): Mistake[] {
  const findings: Mistake[] = [];
  if (set.DATABASE_REPLICA_URLS !== undefined && set.DATABASE_URL === undefined) {
    findings.push({
      parameter: 'DATABASE_REPLICA_URLS',
      message: 'kræver at DATABASE_URL også er sat: kopierne aflaster den database, der skrives i.',
    });
  }
  if (set.HOST !== undefined && isHostName(set.HOST) && !isLoopback(set.HOST) && set.ALLOW_OPEN !== '1') {
    findings.push({
      parameter: 'HOST',
      message:
        `er ${set.HOST}, så andre end denne maskine kan nå serveren, men der er intet login endnu: ` +
        'alle, der kan nå den, kan læse og rette alt. Brug 127.0.0.1, eller sæt ALLOW_OPEN=1, ' +
        'hvis noget andet (fx en proxy med login) beskytter den.',
    });
  }
  return findings;
}

/** Whether only programs on this machine can reach an address (127.0.0.0/8, ::1, localhost). */
export function isLoopback(host: string): boolean {
  return (
    host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
  );
}

function withoutEmpty(env: Environment): Environment {
  const filled = Object.entries(env).flatMap(([name, value]) => {
    const trimmed = value?.trim() ?? '';
    return trimmed === '' ? [] : [[name, trimmed]];
  });
  return Object.fromEntries(filled);
}

function list(item: z.ZodType<string>, mistake: string) {
  return z
    .string()
    .transform(text => text.split(/[\s,]+/).filter(part => part !== ''))
    .refine(parts => parts.every(part => item.safeParse(part).success), mistake)
    .default([]);
}

function isHostName(host: string): boolean {
  return isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host);
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && /^\/[^;]+$/.test(url.pathname);
}

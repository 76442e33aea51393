import { RuleBroken } from '../shared/rule-broken.ts';

type Place = { server: string; host: string; name: string; user: string };

/**
 * Why PostgreSQL cannot be used, in words for the one who starts the program, or undefined for any other error. Names the
 * server and the database from the address, never the password.
 */
export function connectionProblem(error: unknown, databaseUrl: string): RuleBroken | undefined {
  const url = new URL(databaseUrl);
  const host = url.hostname || 'localhost';
  const place = {
    host,
    server: `${host}:${url.port || '5432'}`,
    name: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username) || '(ingen)',
  };
  const explain = explanations[errorCode(error) ?? ''] ?? byMessage(error);
  if (!explain) return undefined;
  const { rule, message } = explain(place);
  return new RuleBroken(rule, `${message} (DATABASE_URL)`);
}

export type ServerFacts = { version: string; major: number; read_only: boolean };

const oldestPostgres = 15;

/** Why a server that answers cannot be used. */
export function serverProblem({ version, major, read_only }: ServerFacts): RuleBroken | undefined {
  if (major < oldestPostgres) {
    return new RuleBroken(
      'database-old',
      `Serveren er PostgreSQL ${version}; programmet kræver version ${oldestPostgres} eller nyere. (DATABASE_URL)`,
    );
  }
  if (read_only) {
    return new RuleBroken(
      'database-read-only',
      'Serveren er en kopi, der kun kan læses. Sæt den i DATABASE_REPLICA_URLS, og den, der skrives i, i DATABASE_URL.',
    );
  }
  return undefined;
}

type Explanation = (place: Place) => { rule: string; message: string };

const nobodyAnswers: Explanation = ({ server }) => ({
  rule: 'database-unreachable',
  message: `Ingen PostgreSQL svarer på ${server}. Er serveren startet, og er adressen og porten rigtige?`,
});
const silent: Explanation = ({ server }) => ({
  rule: 'database-unreachable',
  message: `PostgreSQL på ${server} svarer ikke inden for 10 sekunder.`,
});
const unknownHost: Explanation = ({ host }) => ({
  rule: 'database-unreachable',
  message: `Værten ${host} kan ikke slås op. Er navnet stavet rigtigt?`,
});
const loginRefused: Explanation = ({ server, user }) => ({
  rule: 'database-login',
  message: `PostgreSQL på ${server} afviser brugeren ${user}. Er brugernavn og kodeord rigtige?`,
});

const tls: Explanation = ({ server }) => ({
  rule: 'database-tls',
  message:
    `Forbindelsen til ${server} kan ikke krypteres, som adressen beder om (sslmode). ` +
    'Er certifikatet gyldigt for værten, og tilbyder serveren TLS?',
});

/** By Node's error code or PostgreSQL's (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const explanations: Record<string, Explanation> = {
  ECONNREFUSED: nobodyAnswers,
  ECONNRESET: nobodyAnswers,
  EHOSTUNREACH: nobodyAnswers,
  ENETUNREACH: nobodyAnswers,
  ENOENT: nobodyAnswers,
  ETIMEDOUT: silent,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  DEPTH_ZERO_SELF_SIGNED_CERT: tls,
  SELF_SIGNED_CERT_IN_CHAIN: tls,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: tls,
  CERT_HAS_EXPIRED: tls,
  ERR_TLS_CERT_ALTNAME_INVALID: tls,
  '28P01': loginRefused,
  '28000': loginRefused,
  '3D000': ({ server, name }) => ({
    rule: 'database-missing',
    message: `Databasen ${name} findes ikke på ${server}. Opret den, fx med: create database "${name}"`,
  }),
  '42501': ({ user, name }) => ({
    rule: 'database-permission',
    message:
      `Brugeren ${user} må ikke oprette tabeller i databasen ${name}. ` +
      `Gør brugeren til ejer, fx med: alter database "${name}" owner to "${user}"`,
  }),
  '53300': ({ server }) => ({
    rule: 'database-busy',
    message: `PostgreSQL på ${server} har ikke flere ledige forbindelser. Prøv igen senere.`,
  }),
  '57P03': ({ server }) => ({
    rule: 'database-starting',
    message: `PostgreSQL på ${server} er ved at starte. Prøv igen om lidt.`,
  }),
};

/** Also where Node tried several addresses at once or MikroORM wrapped the error. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return error.errors.map(errorCode).find(code => code !== undefined);
  return errorCode(error.cause);
}

/** The two that `pg` raises without a code. */
function byMessage(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message.includes('timeout')) return silent;
  return error.message.includes('does not support SSL') ? tls : undefined;
}

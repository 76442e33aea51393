import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limit } from 'hono/body-limit';
import type { Env } from './http.ts';
import { RuleBroken } from '../rule-broken.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Hosts this server answers for; another name in `Host` is a misdirected or rebound request. */
export function knownHosts(hosts: ReadonlySet<string>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = c.req.header('Host') ?? '';
    if (!hosts.has(hostname(host))) {
      throw new RuleBroken(
        'unknown-host',
        'Serveren svarer ikke på det værtsnavn. Brug den adresse, den blev startet med.',
        {
          status: 421,
        },
      );
    }
    await next();
  };
}

function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

/** Refuses writes that another site's page made a browser send; programs send neither header and pass. */
export const ownOriginOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (
    !safeMethods.has(c.req.method) &&
    foreign(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), c.req.header('Host'))
  ) {
    throw new RuleBroken('foreign-origin', 'Ændringer kan kun sendes fra vores egne sider.', { status: 403 });
  }
  await next();
};

function foreign(site: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

/** Refuses a body over `megabytes`, but on the `streamed` addresses, which count for themselves; the error handler closes the connection, or its unread rest would be taken for a request. */
export function bodyLimit(
  megabytes: number,
  streamed: ReadonlySet<string> = new Set(),
): MiddlewareHandler<Env> {
  const limited = limit({
    maxSize: megabytes * 1_000_000,
    onError: () => {
      throw new RuleBroken('too-large', `Indholdet er større end ${megabytes} MB. Send mindre ad gangen.`, {
        status: 413,
      });
    },
  });
  // Looking for a body costs a reader more than all else around its answer, and nobody reads the body of a GET.
  return (c, next) => (safeMethods.has(c.req.method) || streamed.has(c.req.path) ? next() : limited(c, next));
}

const always: [name: string, value: string][] = [
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Referrer-Policy', 'same-origin'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
];

const forData = "default-src 'none'; frame-ancestors 'none'";

/** Nothing is loaded from elsewhere, nothing runs inline without this answer's nonce, nobody frames the pages. */
function forPages(nonce: string): string {
  const own = `'self' 'nonce-${nonce}'`;
  return (
    `default-src 'none'; script-src ${own}; style-src ${own}; img-src 'self' data:; font-src 'self'; connect-src 'self'; ` +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  );
}

/** No Strict-Transport-Security: without TLS a browser must not be told to remember HTTPS for localhost. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  const isData = c.req.path.startsWith('/api/');
  let policy = forData;
  if (!isData) {
    const nonce = randomBytes(16).toString('base64');
    c.set('secureHeadersNonce', nonce);
    policy = forPages(nonce);
  }
  await next();
  const { headers } = c.res;
  for (const [name, value] of always) headers.set(name, value);
  headers.set('Content-Security-Policy', policy);
};

import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import { balance } from './balance/slice.ts';
import { weighing } from './balance/weighing.tsx';
import { committees } from './committees/slice.ts';
import type { Database } from './database/database.ts';
import { front } from './front/slice.ts';
import { goals } from './goals/slice.ts';
import { seeingGroups, seeingSuppliers } from './offers/catalogue/seen-by-vifte.tsx';
import { offers } from './offers/slice.ts';
import { offersOfSupplier, usesOfGroup } from './offers/catalogue/uses.query.ts';
import { viewedBy } from './offers/viewed.query.ts';
import type { JobindsatsAccess } from './outcomes/import/jobindsats.query.ts';
import { outcomes } from './outcomes/slice.ts';
import { scenariosFront } from './scenarios/decision/scenarios-front.tsx';
import { followDecision } from './scenarios/decision/follow-decision.verbs.ts';
import { carriedBy } from './scenarios/decision/outgrowth.query.ts';
import { scenarios } from './scenarios/slice.ts';
import { screening } from './screening/slice.ts';
import { danish } from './shared/danish.ts';
import type { Day } from './shared/days/day.ts';
import { health } from './shared/http/health.routes.ts';
import { answerKept, keptJson, router } from './shared/http/http.ts';
import { openApiDocument } from './shared/http/openapi.ts';
import { problemOf } from './shared/http/problem.ts';
import { bodyLimit, knownHosts, ownOriginOnly, securityHeaders } from './shared/http/security.ts';
import type { Slice } from './shared/http/slice.ts';
import { assetRoutes } from './shared/page/assets.ts';
import { problemPage } from './shared/page/page.tsx';
import { referencePages } from './shared/page/reference.pages.tsx';
import { RuleBroken } from './shared/rule-broken.ts';
import { suppliers } from './suppliers/slice.ts';
import { targetGroups } from './target-groups/slice.ts';
import { publication } from './tenders/publication/slice.ts';
import { tenders } from './tenders/slice.ts';

z.config(danish);

const balances = balance([scenariosFront]);

/** What the product is put together of, in the order the API document tells of it. */
export const slices: readonly Slice<Pick<Services, 'jobindsats'>>[] = [
  front,
  balances,
  offers(weighing),
  suppliers(seeingSuppliers, offersOfSupplier, weighing.justSaved),
  targetGroups(seeingGroups, usesOfGroup, weighing.justSaved),
  goals,
  scenarios,
  committees(viewedBy, carriedBy),
  tenders,
  screening,
  publication,
  outcomes,
];

/** The slices that keep answers; a tender's timeline is told of before what scenarios compare. */
const keeping = [balances, tenders, scenarios, outcomes];

const tags = new Map([
  ...slices.flatMap(({ tags = [] }) => tags),
  ['Drift', 'For den, der overvåger serveren.'],
]);

export type Services = {
  database: Database;
  log: Logger;
  /** The day it is in Denmark. */
  today: () => Day;
  /** Host names this server answers for, without port. */
  hosts: ReadonlySet<string>;
  /** Null where the municipality has no key to jobindsats. */
  jobindsats?: JobindsatsAccess | null;
};

/** Files come here by the hundred megabytes and are counted as they are read. */
const streamed = new Set(['/api/observations/import', '/effekt/import']);

export function createApp({ database, log, today, hosts, jobindsats = null }: Services) {
  const app = router();

  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('database', database);
    c.set('log', log);
    c.set('today', today);
    c.set('follow', followDecision);
    await next();
    const ms = Math.round((performance.now() - started) * 10) / 10;
    log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'request');
  });
  app.use(securityHeaders);
  app.route('/', health);
  app.use(knownHosts(hosts), ownOriginOnly, bodyLimit(1, streamed));
  app.route('/', assetRoutes);
  for (const routes of slices.flatMap(({ first = [] }) => first)) app.route('/', routes);
  for (const routes of keeping.flatMap(({ kept = [] }) => kept)) app.route('/api', routes);

  // From here on each request has a unit of work of its own.
  app.use(async (c, next) => {
    c.set('em', database.orm.em.fork());
    await next();
  });
  for (const routes of slices.flatMap(({ pages }) => pages?.({ jobindsats }) ?? [])) app.route('/', routes);
  for (const routes of slices.flatMap(({ api = [] }) => api)) app.route('/api', routes);

  const described = once(() => openApiDocument(app.openAPIRegistry.definitions, tags));
  const describedBytes = once(() => keptJson(described()));
  app.get('/api/openapi.json', c => answerKept(c, describedBytes()));
  app.route('/', referencePages(described));

  app.notFound(c => {
    const allowed = methodsAt(app, c.req.path);
    if (allowed.length === 0) throw new RuleBroken('not-found', 'Adressen findes ikke.', { status: 404 });
    c.header('Allow', allowed.join(', '));
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    throw new RuleBroken('method-not-allowed', `Her kan kun bruges ${allowed.join(', ')}.`, { status: 405 });
  });
  app.onError((error, c) => {
    const { problem, unexpected } = problemOf(error);
    const requestId = c.get('requestId');
    if (unexpected) log.error({ requestId, err: error }, 'unexpected error');
    if (problem.status === 413) c.header('Connection', 'close');
    if (!c.req.path.startsWith('/api/')) return problemPage(c, problem);
    c.header('Content-Type', 'application/problem+json; charset=utf-8');
    return new Response(JSON.stringify({ ...problem, requestId }), {
      status: problem.status,
      headers: c.res.headers,
    });
  });
  return app;
}

function once<Thing>(make: () => Thing): () => Thing {
  let made: Thing | undefined;
  return () => (made ??= make());
}

/** The methods an address answers, beside what every address has in common. */
function methodsAt(app: ReturnType<typeof router>, path: string): string[] {
  const own = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(method =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
  if (own.length === 0) return [];
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

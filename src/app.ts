import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import { cases } from './committees/case.routes.ts';
import { committeePages } from './committees/committee.pages.tsx';
import { committees } from './committees/committee.routes.ts';
import { meetings } from './committees/meeting.routes.ts';
import { attentionPages } from './front/attention.pages.tsx';
import { balancePages } from './balance/balance.pages.tsx';
import { balances } from './balance/balance.routes.ts';
import { goals } from './goals/goal.routes.ts';
import { offerPages } from './offers/catalogue/offer.pages.tsx';
import { offers } from './offers/catalogue/offer.routes.ts';
import { portfolioPages } from './offers/portfolio/portfolio.pages.tsx';
import { portfolios } from './offers/portfolio/portfolio.routes.ts';
import { supplierPages } from './suppliers/supplier.pages.tsx';
import { suppliers } from './suppliers/supplier.routes.ts';
import { targetGroupPages } from './target-groups/target-group.pages.tsx';
import { targetGroups } from './target-groups/target-group.routes.ts';
import { viewedBy } from './offers/viewed.query.ts';
import { weighing } from './balance/weighing.tsx';
import { seeingGroups, seeingSuppliers } from './offers/catalogue/seen-by-vifte.tsx';
import { offersOfSupplier, usesOfGroup } from './offers/uses.query.ts';
import { effectRefusals } from './outcomes/effect/effect-refusal.pages.tsx';
import { expectations } from './outcomes/expectations/expectation.routes.ts';
import { goalPages } from './outcomes/goals/goal.pages.tsx';
import { goalStatusRoutes } from './outcomes/goals/goal-status.routes.ts';
import { importPages } from './outcomes/import/import.pages.tsx';
import { imports } from './outcomes/import/import.routes.ts';
import type { JobindsatsAccess } from './outcomes/import/jobindsats.query.ts';
import { measures } from './outcomes/measure.routes.ts';
import { effectFront } from './outcomes/effect/effect-front.tsx';
import { effectPages } from './outcomes/effect/effect.pages.tsx';
import { effects } from './outcomes/effect/effect.routes.ts';
import { feeds } from './tenders/publication/feed.routes.ts';
import { lots } from './tenders/award/lot.routes.ts';
import { lifePages } from './tenders/life/life.pages.tsx';
import { tenderEvents } from './tenders/life/event.routes.ts';
import { milestones } from './tenders/plan/milestone.routes.ts';
import { screenings } from './screening/screening.routes.ts';
import { frontierPages } from './scenarios/optimum/frontier.pages.tsx';
import { optimums } from './scenarios/optimum/optimum.routes.ts';
import { followDecision } from './scenarios/decision/follow-decision.verbs.ts';
import { carriedBy } from './scenarios/decision/outgrowth.query.ts';
import { scenarioDecisions } from './scenarios/decision/decision.routes.ts';
import { comparisonPages } from './scenarios/comparison/comparison.pages.tsx';
import { scenarioEditPages } from './scenarios/editing/scenario-edit.pages.tsx';
import { presentationPages } from './scenarios/decision/presentation.pages.tsx';
import { addedOfferPages } from './scenarios/editing/added-offer.pages.tsx';
import { scenarioListPages } from './scenarios/editing/scenario-list.pages.tsx';
import { scenarioPages } from './scenarios/editing/scenario.pages.tsx';
import { comparisons } from './scenarios/comparison/comparison.routes.ts';
import { scenarios } from './scenarios/scenario.routes.ts';
import { plans } from './tenders/plan/plan.routes.ts';
import { timelines } from './tenders/plan/timeline.routes.ts';
import { tenders } from './tenders/tender.routes.ts';
import { assetRoutes } from './shared/page/assets.ts';
import type { Day } from './shared/days/day.ts';
import { danish } from './shared/danish.ts';
import { health } from './shared/http/health.routes.ts';
import { answerKept, keptJson, router } from './shared/http/http.ts';
import { openApiDocument } from './shared/http/openapi.ts';
import { problemPage } from './shared/page/page.tsx';
import { problemOf } from './shared/http/problem.ts';
import { referencePages } from './shared/page/reference.pages.tsx';
import { RuleBroken } from './shared/rule-broken.ts';
import { lotPages } from './tenders/award/lot.pages.tsx';
import { phasePages } from './tenders/plan/phase.pages.tsx';
import { planPages } from './tenders/plan/plan.pages.tsx';
import { screeningFormPages } from './screening/screening-forms.pages.tsx';
import { screeningPages } from './screening/screening.pages.tsx';
import { tenderFront } from './tenders/plan/tender-front.tsx';
import { tenderPages } from './tenders/plan/tender.pages.tsx';
import { bodyLimit, knownHosts, ownOriginOnly, securityHeaders } from './shared/http/security.ts';

z.config(danish);

const tags = new Map([
  ['Tilbudsvifter', 'En vifte med sine år, rammer og de målgrupper, den henvender sig til.'],
  ['Tilbud', 'Viftens tilbud med formål, evidens, priser, målgrupper og leverandør.'],
  ['Balancer', 'Hvordan penge, tilbud og målgrupper fordeler sig, og hvem der beslutter hvad.'],
  ['Scenarier', 'Alternativer til viften: hvad de ændrer, hvad de koster og giver, og hvilket der vælges.'],
  [
    'Optimum',
    'Hvad viften kan blive til under krav: grænsen mellem to mål, punkt for punkt, og hvad kravene koster.',
  ],
  ['Leverandører', 'Dem, der leverer tilbuddene, kommunen selv medregnet.'],
  ['Målgrupper', 'Ydelsesgrupper, dele af dem og tværgående grupper, med personantal.'],
  ['Mål', 'Ministermål, verdensmål, lokale mål og politikområder, som tilbud tjener.'],
  ['Udvalg', 'Udvalgene og byrådet, med deres sagsfrist.'],
  ['Møder', 'Udvalgenes møder, med sagsfrist og hvad der er værd at se efter ved dagen.'],
  ['Sager', 'Det, udvalgene tager stilling til: indstillinger, dagsordener, beslutninger og betingelser.'],
  ['Udbud', 'Udbuddet med planer, faser, porte, milepæle og tidsplan.'],
  ['Delaftaler', 'Det, der bydes på hver for sig: tilbud, evalueringsmodel, bud og rangering.'],
  ['Screening', 'Udbudspligt for viftens eksterne tilbud, kontraktvilkår, vurderinger og hjemtagelse.'],
  ['Målinger', 'Hvad der måles om målgrupperne, hvor, og hvad nogen har sagt, de venter.'],
  ['Effekt', 'Om målgrupperne bevæger sig som forventet. Ingen tal gælder et enkelt tilbud.'],
  ['Lukkedage', 'Dage, kommunen holder lukket af egen vilje. De tæller ikke som arbejdsdage.'],
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
  app.route('/', effectRefusals);
  app.route('/api', balances);
  app.route('/api', timelines);
  app.route('/api', comparisons);
  app.route('/api', effects);

  // From here on each request has a unit of work of its own.
  app.use(async (c, next) => {
    c.set('em', database.orm.em.fork());
    await next();
  });
  const pages = [
    attentionPages([tenderFront, effectFront]),
    balancePages,
    offerPages(weighing),
    targetGroupPages(seeingGroups, usesOfGroup, weighing.justSaved),
    importPages(jobindsats),
    effectPages,
    supplierPages(seeingSuppliers, offersOfSupplier, weighing.justSaved),
    portfolioPages(weighing),
    tenderPages,
    phasePages,
    lifePages,
    planPages,
    committeePages(viewedBy, carriedBy),
    lotPages,
    screeningPages,
    screeningFormPages,
    goalPages,
    comparisonPages,
    frontierPages,
    scenarioListPages,
    scenarioPages,
    presentationPages,
    addedOfferPages,
    // The editor has every name under /scenarier that no page before it has.
    scenarioEditPages,
  ];
  for (const routes of pages) app.route('/', routes);
  for (const routes of [portfolios, offers, suppliers(offersOfSupplier), targetGroups(usesOfGroup), goals])
    app.route('/api', routes);
  app.route('/api', scenarios);
  app.route('/api', scenarioDecisions);
  app.route('/api', optimums);
  for (const routes of [committees, meetings, cases]) app.route('/api', routes);
  for (const routes of [tenders, plans, milestones, tenderEvents, lots, screenings, feeds])
    app.route('/api', routes);
  for (const routes of [measures, expectations, goalStatusRoutes, imports]) app.route('/api', routes);
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

import { setTimeout as wait } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import { yearsAsked, type Asked } from '../src/scenarios/solver/demand.ts';
import { highsSolver } from '../src/scenarios/solver/optimum-highs.ts';
import { optimise, type Optimum } from '../src/scenarios/solver/optimum.ts';
import type { Loaded } from '../src/scenarios/solver/searching.ts';
import { valuesOf } from '../src/scenarios/solver/optimum-value.ts';
import type { Program } from '../src/scenarios/solver/program.ts';
import type { WholePortfolio } from '../src/offers/whole-portfolio.ts';
import { glpkSolver } from '../test/scenarios/solver/glpk.ts';
import { benchAsked, optimumVifte } from './optimum-vifte.ts';

type Load = (program: Program) => Loaded;
type Timed = { found: Extract<Optimum, { kind: 'frontier' }>; seconds: number };

/**
 * Whole frontiers of 60 offers, 20 groups and 2 years, by HiGHS and by GLPK, and 20 points of 300 offers near the best. Asked as one
 * would: no fewer persons than today, and every group keeps at least half of its places.
 */
export async function measureFrontiers(viften: number) {
  const highs = await highsSolver();
  const glpk = await glpkSolver();
  const small = Array.from({ length: viften }, (_, nth) => {
    const whole = optimumVifte(60, 20, nth);
    const asked = benchAsked(whole);
    const { persons } = valuesOf(whole, yearsAsked(whole, asked), asked.weights);
    const question = { minPersons: persons, keepCoveragePercent: 50, points: 1000 };
    const first = timed(whole, benchAsked(whole, question), highs);
    // As long as it takes to be six times slower, since it may take hours.
    const limit = Math.ceil(first.seconds * 6);
    const second = timed(whole, benchAsked(whole, { ...question, seconds: limit }), glpk);
    return {
      offers: whole.portfolio.code,
      points: first.found.points.length,
      isWhole: first.found.method.startsWith('whole'),
      highs: first.seconds,
      glpk: { seconds: second.seconds, isWhole: second.found.method.startsWith('whole') },
    };
  });
  const large = optimumVifte(300, 20);
  const many = timed(large, benchAsked(large, { points: 20, gapPercent: 0.5 }), highs);
  return {
    small,
    large: {
      seconds: many.seconds,
      points: many.found.points.length,
      gapPercent: Math.max(...many.found.points.map(({ gapPercent }) => gapPercent ?? Infinity)),
    },
  };
}

function timed(whole: WholePortfolio, asked: Asked, load: Load): Timed {
  const started = performance.now();
  const found = optimise({ whole, asked, load, clock: () => performance.now(), tell: () => {} });
  const seconds = (performance.now() - started) / 1000;
  if (found.kind === 'frontier') return { found, seconds };
  // Not one point in the time.
  return {
    found: {
      ...found,
      kind: 'frontier',
      objectives: asked.objectives,
      method: 'approximate',
      isLate: true,
      lost: 0,
      today: { values: { persons: 0, evidence: 0, costOere: 0 }, broken: [], place: 'unknown' },
      points: [],
      reference: null,
      standings: [],
      departures: [],
      prices: [],
      steps: [],
    },
    seconds,
  };
}

const Run = z.object({ code: z.string(), state: z.string() });

/** How long answers take, in ms, while the server works out a frontier of 300 offers. */
export async function latenciesMeanwhile(home: string, seconds: number): Promise<Record<string, number[]>> {
  const { portfolio, offers, targetGroups } = optimumVifte(300, 20);
  for (const group of targetGroups) await post(`${home}/api/target-groups`, group, 201);
  await post(`${home}/api/portfolios`, portfolio, 201);
  for (const offer of offers) await post(`${home}/api/portfolios/${portfolio.code}/offers`, offer, 201);
  const paths = ['/healthz', '/tilbud/kvinder-i-job?vifte=randers-2024-2025', `/?vifte=${portfolio.code}`];
  for (const path of paths) await (await fetch(home + path)).text();
  const begun = await post(
    `${home}/api/portfolios/${portfolio.code}/optimum`,
    { seconds: seconds + 10, keepCoveragePercent: 0 },
    202,
  );
  const { code } = Run.parse(begun);
  const times: Record<string, number[]> = Object.fromEntries(paths.map(path => [path, []]));
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    for (const path of paths) {
      const started = performance.now();
      await (await fetch(home + path)).text();
      times[path]?.push(performance.now() - started);
    }
    await wait(5);
  }
  const run = Run.parse(await (await fetch(`${home}/api/optimum-runs/${code}`)).json());
  if (run.state !== 'running') throw new Error(`The frontier was ${run.state} before the measuring ended`);
  await fetch(`${home}/api/optimum-runs/${code}`, { method: 'DELETE' });
  return times;
}

async function post(address: string, body: object, expected: number): Promise<unknown> {
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: unknown = await reply.json();
  if (reply.status !== expected) throw new Error(`${address}: ${JSON.stringify(answer)}`);
  return answer;
}

import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import {
  OptimumRun,
  OptimumPoint,
  type OptimumRunView,
} from '../../../src/scenarios/optimum/optimum.schema.ts';
import { findingsOf, insured, jobklub, smallWorld } from '../../api/world.ts';

let world: Awaited<ReturnType<typeof smallWorld>>;

beforeAll(async () => {
  world = await smallWorld();
  // 17 of 36 places are priced: 1.875 kr. × 16 weeks × 17 = 510.000 kr. The other has 20 places at 10.000 kr. = 200.000 kr.
  const made = await world.post('/api/portfolios/vifte/offers', {
    ...jobklub,
    code: 'mentor',
    name: 'Mentor',
    evidence: { ...jobklub.evidence, certainty: 'strong' },
    targetGroups: [{ group: insured.code, placesPerYear: 20, basis: 'contract', source: null }],
    priceLines: [{ ...jobklub.priceLines[0], pricePerWeekOere: 100_000, weeks: 10, participants: 20 }],
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
});

async function ended(code: string): Promise<OptimumRunView> {
  for (;;) {
    const run = OptimumRun.parse((await world.get(`/api/optimum-runs/${code}`)).body);
    if (run.state !== 'waiting' && run.state !== 'running') return run;
    await after(20);
  }
}

async function asked(question: object): Promise<OptimumRunView> {
  const reply = await world.post('/api/portfolios/vifte/optimum', question);
  expect(reply.status).toBe(202);
  const run = OptimumRun.parse(reply.body);
  expect(reply.headers.get('Location')).toBe(`/api/optimum-runs/${run.code}`);
  return run;
}

test('a question is answered with the frontier, today on it or below, and each point as a whole vifte', async () => {
  const { code } = await asked({ keepCoveragePercent: 0, prices: true, points: 1000 });

  const run = await ended(code);

  if (run.answer?.kind !== 'frontier') throw new Error(`answered ${run.answer?.kind}`);
  expect(run.answer.method).toBe('whole');
  expect(run.answer.today.values).toEqual({ persons: 56, evidence: 188, costOere: 71_000_000 });
  const last = run.answer.points.at(-1);
  // 30 places of mentor for 300.000 kr. and 54 of jobklub for 26 participants, 780.000 kr., are more than the frame.
  expect(last?.values.costOere).toBeLessThanOrEqual(100_000_000);
  expect(last?.values.persons).toBeGreaterThan(56);
  const reply = await world.get(`/api/optimum-runs/${code}/points/${last?.number}`);
  const { point, balance } = OptimumPoint.parse(reply.body);
  expect(balance.budget.allocatedOere).toBe(point.values.costOere);
  expect(balance.coverage.rows[0]?.places).toBe(point.values.persons);
});

test('the same question about the same vifte is the same run, and has the same answer', async () => {
  const first = await asked({ objectives: ['persons', 'evidence'] });
  const again = await asked({ objectives: ['persons', 'evidence'], year: null });

  expect(again.code).toBe(first.code);
  expect((await ended(first.code)).answer).toEqual((await ended(again.code)).answer);
});

test('demands that collide are named: a frame of zero and an offer that must be kept', async () => {
  const { code } = await asked({
    frames: [{ year: 2024, amountOere: 0 }],
    keep: ['mentor'],
    keepCoveragePercent: 0,
    minPersons: 1,
  });

  const { answer } = await ended(code);

  if (answer?.kind !== 'collision') throw new Error(`answered ${answer?.kind}`);
  expect(answer.demands).toHaveLength(2);
  expect(answer.demands.join(' ')).toContain('Rammen i 2024 er 0 kr.');
});

test('a run can be cancelled, whether it has begun or waits, and asked again', async () => {
  const questions = [7, 8].map(points => ({ points, objectives: ['persons', 'evidence', 'cost'] }));
  const [first, second] = [await asked(questions[0] ?? {}), await asked(questions[1] ?? {})];

  for (const { code } of [second, first]) {
    const reply = await world.ask('DELETE', `/api/optimum-runs/${code}`);
    expect(reply.status).toBe(204);
  }

  expect((await ended(second.code)).state).toBe('cancelled');
  expect((await ended(first.code)).state).toBe('cancelled');
  await asked(questions[1] ?? {});
  expect((await ended(second.code)).state).toBe('done');
});

test('every mistake in a question is found at its place', async () => {
  const reply = await world.post('/api/portfolios/vifte/optimum', {
    year: 2031,
    objectives: ['cost', 'cost'],
    weights: { strong: 0, moderate: 0, indication: 0, conflicting: 0, uncertain: 0, 'not-assessed': 0 },
    frames: [{ year: 2030, amountOere: 1 }],
    keep: ['findes-ikke'],
    places: [{ offer: 'jobklub', min: 30, max: 20 }],
    coverage: [{ group: 'ukendt', places: 1 }],
    deliveryShares: [{ delivery: 'external', minPercent: 60, maxPercent: 40 }],
  });

  expect(reply.status).toBe(422);
  expect(findingsOf(reply.body).map(({ pointer }) => pointer)).toEqual([
    '/year',
    '/frames/0/year',
    '/objectives/1',
    '/weights',
    '/keep/0',
    '/places/0/max',
    '/coverage/0/group',
    '/deliveryShares/0/maxPercent',
  ]);
});

test.each([
  [{ weights: { strong: -1 } }, '/weights/strong'],
  [{ places: [{ offer: 'jobklub', min: -1, max: 5 }] }, '/places/0/min'],
  [{ points: 0 }, '/points'],
  [{ seconds: 3600 }, '/seconds'],
])('%j is refused at its place', async (question, pointer) => {
  const reply = await world.post('/api/portfolios/vifte/optimum', question);

  expect(reply.status).toBe(400);
  expect(findingsOf(reply.body).map(finding => finding.pointer)).toContain(pointer);
});

test('a run nobody has asked for is not found, and says what to do', async () => {
  const reply = await world.get('/api/optimum-runs/k0');

  expect(reply.status).toBe(404);
  expect(JSON.stringify(reply.body)).toContain('stil spørgsmålet igen');
});

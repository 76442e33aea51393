import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiDocument } from '../../src/shared/http/openapi.ts';
import { testApp } from '../app.ts';
import { explore, planRequests, type Ask, type Plan } from './harness/explore.ts';
import { seed } from '../seed.ts';
import { newScenario } from '../scenarios/scenario-world.ts';
import { area, expectation, measure } from './outcome-world.ts';
import { bid, committee, lot, meeting, milestone, tender } from './tender-world.ts';
import { client, fgu, graduates, insured, jobklub, smallWorld, vifte } from './world.ts';

/** Few at home; so many in `.ci/run` that each of our operations is bound to succeed and to be asked something spoilt. */
const rounds = Number(process.env['HARNESS_ROUNDS'] ?? 3);
const manyRounds = 12;
/** What is drawn by it meets each mistake planted below. */
const meetingSeed = 20_261_121;
const patience = 60_000 + rounds * 20_000;

const beginnings = {
  createSupplier: fgu,
  createTargetGroup: graduates,
  createPortfolio: vifte,
  createOffer: jobklub,
  createTender: tender,
  createLot: lot,
  createBid: bid,
  createScenario: newScenario,
  createMeasure: measure,
  createArea: area,
  createExpectation: expectation,
};

/** Operations the world holds enough for; of the others only the answers are judged. */
const ours =
  /Portfolio|Offer|Supplier|TargetGroup|Balance|listGoals|(list|create|read|change)Measure|(list|create)Area|(list|create)Expectation|listGoalStatuses|(read|list)(Tender|Timeline|Plan|Lot|Bid|Milestone|Ranking|Ocds|Screening)/;

let document: ApiDocument;
let plans: Plan[];
/** Enough that each planted mistake is met; asked until it is. */
let manyPlans: Plan[];

beforeAll(async () => {
  const { app } = await testApp();
  document = JSON.parse(JSON.stringify((await client(app).get('/api/openapi.json')).body));
  plans = planRequests(document, { rounds, seed, beginnings });
  manyPlans = planRequests(document, { rounds: manyRounds, seed: meetingSeed, beginnings, only: ours });
}, patience);

async function world() {
  const { app, post } = await smallWorld();
  const restore = async () => {
    await post('/api/suppliers', fgu);
    await post('/api/target-groups', insured);
    await post('/api/portfolios', vifte);
    await post('/api/portfolios/vifte/offers', jobklub);
    await post('/api/committees', committee);
    await post('/api/meetings', meeting);
    await post('/api/tenders', tender);
    for (const [kind, dueOn] of [
      ['market-dialogue', '2024-01-20'],
      ['notice', '2024-02-01'],
      ['questions', '2024-02-12'],
      ['bids', milestone.dueOn],
      ['opening', '2024-03-02'],
      ['evaluation', '2024-04-02'],
    ])
      await post('/api/tenders/udbud/milestones', { ...milestone, kind, dueOn });
    await post('/api/tenders/udbud/lots', lot);
    await post('/api/tenders/udbud/lots/delaftale/bids', bid);
    await post('/api/measures', measure);
    await post('/api/areas', area);
    await post('/api/expectations', expectation);
    // And things nothing uses, so that some of them can be deleted.
    await post('/api/portfolios/vifte/scenarios', newScenario);
    await post('/api/suppliers', { ...fgu, code: 'ny' });
    await post('/api/target-groups', graduates);
    await post('/api/target-groups', { ...graduates, code: 'nyuddannede' });
    await post('/api/portfolios', { ...vifte, code: 'ny' });
  };
  return { ask: (async (path, init) => app.request(path, init)) satisfies Ask, restore };
}

test(
  'every answer of every operation is as the document says, whatever is asked',
  async () => {
    const { ask, restore } = await world();

    const { fault, statuses, accepted } = await explore(ask, document, plans, restore);

    expect(fault, `FC_SEED=${seed} HARNESS_ROUNDS=${rounds}`).toBeUndefined();
    expect(accepted / plans.length).toBeGreaterThan(0.2);
    if (rounds < manyRounds) return;
    const silent = plans.filter(
      ({ operation: { operationId } }) =>
        ours.test(operationId) && ![...(statuses.get(operationId) ?? [])].some(status => status < 400),
    );
    expect(new Set(silent.map(({ operation }) => operation.operationId))).toEqual(new Set());
  },
  patience,
);

describe('a mistake in the app is found:', () => {
  test.each<[what: string, fault: string, mistaken: Mistaken]>([
    [
      'a handler that falls over letters beyond ASCII',
      'an error of ours',
      (right, { method, body }) =>
        method === 'PATCH' && /[^ -~]/.test(body) ? new Response('', { status: 500 }) : right,
    ],
    [
      'a status nobody has described',
      'a status that is not described',
      async (right, { method }) =>
        method === 'PATCH' && right.ok ? changed(right, { status: 202 }, text => text) : right,
    ],
    [
      'a member left out',
      'content that is not as described',
      async (right, { method, path }) =>
        method === 'GET' && right.status === 200 && path.startsWith('/api/suppliers/')
          ? changed(right, {}, text => text.replace(/,"sources":.*]/, ''))
          : right,
    ],
    [
      'a figure answered as text',
      'content that is not as described',
      async (right, { path }) =>
        right.ok && path.includes('/balance')
          ? changed(right, {}, text => text.replace(/"leftOere":(-?\d+)/, '"leftOere":"$1"'))
          : right,
    ],
    [
      'a version left out',
      'the header ETag is missing',
      async (right, { method }) => {
        if (method === 'POST') right.headers.delete('ETag');
        return right;
      },
    ],
    [
      'an error as plain text',
      'content of type text/plain',
      right => (right.status === 404 ? new Response('Not found', { status: 404 }) : right),
    ],
    [
      'a change nobody looked at',
      'something not allowed was accepted',
      (right, { method, path }, ask) =>
        method === 'PATCH' && right.status === 400 ? ask(path, { headers: { Host: 'localhost' } }) : right,
    ],
    [
      'a page longer than the longest accepted',
      'something not allowed was accepted',
      async (right, { path }, ask) =>
        right.status === 400 && /limit=/.test(path)
          ? ask(path.split('?')[0] ?? '', { headers: { Host: 'localhost' } })
          : right,
    ],
    [
      'a nullable member that cannot be null',
      'something allowed was refused as invalid',
      async (right, { method, body }, ask) =>
        method === 'PATCH' && right.ok && body.includes('"note":null')
          ? ask('/api/suppliers?x=1', { headers: { Host: 'localhost' } })
          : right,
    ],
  ])(
    '%s',
    async (_, expected, mistaken) => {
      const { ask, restore } = await world();
      const wrong: Ask = async (path, init) =>
        mistaken(await ask(path, init), { path, method: init.method ?? 'GET', body: init.body ?? '' }, ask);

      const { fault } = await explore(wrong, document, manyPlans, restore);

      expect(fault?.fault).toBe(expected);
    },
    patience,
  );
});

/** A wrong answer in place of the app's right one. */
type Mistaken = (
  right: Response,
  asked: { method: string; path: string; body: string },
  ask: Ask,
) => Response | Promise<Response>;

async function changed(right: Response, init: ResponseInit, change: (text: string) => string) {
  const { status, headers } = right;
  return new Response(change(await right.text()), { status, headers, ...init });
}

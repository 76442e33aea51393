import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { jobindsatsData, jobindsatsFacts } from '../../../src/outcomes/import/jobindsats.query.ts';
import errors from './jobindsats-fejl.json' with { type: 'json' };
import real from './jobindsats-svar.json' with { type: 'json' };

type Answer = { status: number; body: string; late?: boolean };

/** Answers what it is told to, in order, and the last again and again. */
const server = createServer((request, reply) => {
  asked.push(request);
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (!answer || answer.late) return;
  reply.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
});
let asked: IncomingMessage[] = [];
let answers: Answer[] = [];
let baseUrl = '';

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const access = () => ({ baseUrl, token: 'noegle-fra-star', patience: 300, pause: 1 });
const question = {
  table: 'y01b15',
  period: { kind: 'M' as const, latest: 4 },
  hierarchies: { omraade: '/' },
};
const good = { status: 200, body: `\u{feff}${JSON.stringify(real.expired_graduates)}` };

test('a table is asked for with the key, its newest periods and its hierarchies, and read though a mark stands first', async () => {
  answers = [good];

  const { columns, rows } = await jobindsatsData(access(), question);

  expect(columns).toEqual(real.expired_graduates.columns);
  expect(rows).toHaveLength(16);
  expect(asked[0]?.headers.authorization).toBe('Bearer noegle-fra-star');
  const url = new URL(asked[0]?.url ?? '', baseUrl);
  expect(url.pathname).toBe('/v3/data/y01b15');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    format: 'json',
    'mgroup.*': '*',
    'period.M': 'latest:4',
    'hierarchy.omraade': '/',
  });
});

test('a table tells its periods and how it can be divided', async () => {
  const hierarchies = [{ id: 'omraade', name: 'Område', levels: [{ values: [{ id: 2, name: 'Randers' }] }] }];
  answers = [{ status: 200, body: JSON.stringify({ periods: ['2025Q1'], dimensions: [{ hierarchies }] }) }];

  expect(await jobindsatsFacts(access(), 'y01b15')).toEqual({
    periods: ['2025Q1'],
    dimensions: [{ hierarchies }],
  });
});

test('what comes of a pause or a fault at the other end is asked for again, until it comes', async () => {
  answers = [
    { status: 200, body: '', late: true },
    { status: 504, body: '' },
    { status: 500, body: '' },
    good,
  ];

  expect((await jobindsatsData(access(), question)).rows).toHaveLength(16);
  expect(asked).toHaveLength(4);
});

test('after four times it is said that jobindsats is busy', async () => {
  answers = [{ status: 503, body: '' }];

  await expect(jobindsatsData(access(), question)).rejects.toMatchObject({
    rule: 'jobindsats-unavailable',
    status: 503,
  });
  expect(asked).toHaveLength(4);
});

test.each<[string, Answer, string, RegExp]>([
  [
    'its own reason for refusing',
    { status: 422, body: /\{.*\}/.exec(errors.failures.unemployment_total)?.[0] ?? '' },
    'jobindsats-refused',
    /Unknown hierarchies: \['_omrade'\]/,
  ],
  ['a key it does not know', { status: 401, body: '' }, 'jobindsats-token', /JOBINDSATS_TOKEN/],
  ['a table the key does not open', { status: 403, body: '' }, 'jobindsats-forbidden', /Bed STAR om adgang/],
  ['a table it does not have', { status: 404, body: '' }, 'jobindsats-table', /stavet rigtigt/],
  ['something else than an answer', { status: 200, body: '<html>' }, 'malformed', /JSON/],
])('%s is told in Danish and not asked for again', async (_, answer, rule, message) => {
  answers = [answer];

  const asking = jobindsatsData(access(), question);

  await expect(asking).rejects.toMatchObject({ rule, message: expect.stringMatching(message) });
  await expect(asking).rejects.not.toMatchObject({ message: expect.stringContaining('noegle-fra-star') });
  expect(asked).toHaveLength(1);
});

import { Problem } from '../../src/shared/http/problem.ts';
import { testApp, worldOf } from '../app.ts';

type App = Awaited<ReturnType<typeof testApp>>['app'];

/** Asks the app the way a program does. */
export function client(app: App) {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const reply = await app.request(path, {
      method,
      headers: {
        Host: 'localhost',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const content: unknown =
      text !== '' && /json/.test(reply.headers.get('Content-Type') ?? '') ? JSON.parse(text) : text;
    return {
      status: reply.status,
      headers: reply.headers,
      body: content,
      etag: reply.headers.get('ETag') ?? '',
    };
  };
  const change = async (method: 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    ask(method, path, body, { 'If-Match': (await ask('GET', path)).etag });
  return {
    ask,
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, undefined, headers),
    post: (path: string, body: unknown, headers?: Record<string, string>) => ask('POST', path, body, headers),
    /** On the version it has just read. */
    patch: (path: string, body: unknown) => change('PATCH', path, body),
    /** On the version it has just read. */
    remove: (path: string) => change('DELETE', path),
  };
}

export function findingsOf(body: unknown): Problem['findings'] {
  return Problem.parse(body).findings;
}

export const fgu = {
  code: 'fgu',
  name: 'FGU Østjylland',
  kind: 'education',
  note: null,
  sources: [],
};

export const insured = {
  code: 'forsikrede-ledige',
  name: 'Forsikrede ledige',
  kind: 'benefit',
  parent: null,
  distance: 'near',
  description: null,
  headcounts: [
    {
      count: 1110,
      unit: 'full-year-persons',
      kind: 'budget',
      period: '2023',
      note: null,
      source: { document: 'budget-2023', section: null },
    },
  ],
  sources: [],
};

export const graduates = {
  ...insured,
  code: 'dimittender',
  name: 'Dimittender',
  kind: 'part',
  parent: insured.code,
  headcounts: [],
};

const frame = { amountOere: 100_000_000, basis: 'document', source: null, note: null };

export const vifte = {
  code: 'vifte',
  title: 'Tilbudsviften 2024/2025',
  municipality: 'Randers Kommune',
  frames: [
    { year: 2024, ...frame },
    { year: 2025, ...frame },
  ],
  addresses: [insured.code],
  countBasis: { unit: 'full-year-persons', kind: 'budget', period: '2023' },
  note: null,
};

export const jobklub = {
  code: 'jobklub',
  name: 'Jobklub',
  years: [2024],
  purpose: { type: 'employment', expectedOutcome: 'Ordinært arbejde' },
  evidence: {
    certainty: 'moderate',
    direction: 'positive',
    grounds: 'scientific',
    reason: null,
    whyNotHigher: null,
    sources: [],
    ratedOn: '2023-04-12',
  },
  breadth: 'general',
  delivery: 'external',
  supplier: fgu.code,
  binding: { statutory: false, legalBasis: null, contractUntil: null },
  targetGroups: [{ group: insured.code, placesPerYear: 36, basis: 'contract', source: null }],
  goals: [],
  priceLines: [
    {
      kind: 'activity',
      year: 2024,
      basis: 'contract',
      source: null,
      note: null,
      pricePerWeekOere: 187_500,
      weeks: 16,
      participants: 17,
    },
  ],
  assumptions: [],
  sources: [],
  note: null,
};

/** A vifte of two years with one group, one supplier and one offer, made through the API. */
export const small = worldOf('small', async app => {
  await makeWith(client(app), [
    ['/api/suppliers', fgu],
    ['/api/target-groups', insured],
    ['/api/portfolios', vifte],
    ['/api/portfolios/vifte/offers', jobklub],
  ]);
});

/** Makes these things, each at its address. */
export async function makeWith(
  { post }: Pick<ReturnType<typeof client>, 'post'>,
  things: readonly (readonly [path: string, body: unknown])[],
) {
  for (const [path, body] of things) {
    const made = await post(path, body);
    if (made.status !== 201) throw new Error(`${path}: ${JSON.stringify(made.body)}`);
  }
}

export async function smallWorld({ world = small, today = '2026-11-21' } = {}) {
  const { app, em, database } = await testApp({ world, today });
  return { ...client(app), app, em, database };
}

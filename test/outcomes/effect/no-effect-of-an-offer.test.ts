import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiDocument, Operation, Schema } from '../../../src/shared/http/openapi.ts';
import { client } from '../../api/world.ts';
import { testApp } from '../../app.ts';
import { randersWorld } from '../../randers-world.ts';

let api: ReturnType<typeof client>;
let document: ApiDocument;

beforeAll(async () => {
  const { app } = await testApp({ world: randersWorld });
  api = client(app);
  document = JSON.parse(JSON.stringify((await api.get('/api/openapi.json')).body));
}, 60_000);

const Refusal = z.object({
  rule: z.literal('no-effect-of-an-offer'),
  status: z.literal([400, 404]),
  detail: z.string(),
  groups: z.array(z.object({ code: z.string(), name: z.string(), effect: z.string(), page: z.string() })),
});

describe('who asks for the effect of an offer is told why there is none, and which groups to look at:', () => {
  test.each([
    '/api/portfolios/randers-2024-2025/offers/kvinder-i-job/effect',
    '/api/portfolios/randers-2024-2025/offers/kvinder-i-job/outcomes',
    '/api/offers/kvinder-i-job/effect',
    '/api/target-groups/kvinder-i-job/effect',
    '/api/target-groups/kvinder-flygtningebaggrund/effect?offer=kvinder-i-job',
    '/api/effects?offer=kvinder-i-job',
    '/api/goal-statuses?tilbud=kvinder-i-job',
    '/api/expectations?offer=kvinder-i-job',
    '/api/observations/import?offer=kvinder-i-job',
  ])('%s', async path => {
    const reply = await api.get(path);
    const refusal = Refusal.parse(reply.body);

    expect(reply.status).toBe(path.includes('?') ? 400 : 404);
    expect(reply.headers.get('Content-Type')).toContain('application/problem+json');
    expect(refusal.detail).toContain('kan udviklingen ikke tilskrives et enkelt tilbud');
    expect(refusal.groups).toEqual([
      {
        code: 'kvinder-flygtningebaggrund',
        name: 'Kvinder med flygtninge- og indvandrerbaggrund',
        effect: '/api/target-groups/kvinder-flygtningebaggrund/effect',
        page: '/effekt/kvinder-flygtningebaggrund',
      },
    ]);
    expect(JSON.stringify(refusal.groups)).not.toMatch(/\d/);
  });

  test.each([
    '/tilbud/kvinder-i-job/effekt',
    '/effekt/kvinder-i-job',
    '/effekt?tilbud=kvinder-i-job',
    '/effekt/sygedagpenge?offer=kvinder-i-job',
    '/maal?offer=kvinder-i-job',
  ])('%s, on a page', async path => {
    const reply = await api.get(path);
    const page = String(reply.body);

    expect(reply.status).toBe(path.includes('?') ? 400 : 404);
    expect(page).toContain('Effekten af Kvinder i Job kan ikke gøres op');
    expect(page).toContain('href="/effekt/kvinder-flygtningebaggrund"');
  });

  test('writing one is refused the same way', async () => {
    const reply = await api.post('/api/portfolios/randers-2024-2025/offers/kvinder-i-job/effect', {
      effect: 1,
    });

    expect(Refusal.parse(reply.body).status).toBe(404);
  });

  test('an offer nobody knows is refused as well, and what it is called is not run as markup', async () => {
    const refusal = Refusal.parse((await api.get('/api/effects?offer=findes-ikke')).body);
    const page = String((await api.get('/effekt?tilbud=%3Cscript%3E')).body);

    expect(refusal.groups).toEqual([]);
    expect(page).toContain('&lt;script&gt;');
  });

  test('the page of an offer says why and leads to its groups', async () => {
    const page = String((await api.get('/tilbud/kvinder-i-job')).body);

    expect(page).toContain('Hvorfor står der ingen effekt?');
    expect(page).toContain('href="/effekt/kvinder-flygtningebaggrund"');
  });
});

const json = (schema: Schema) => ({ 'application/json': { schema } });
const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });
const read = (schema: Schema, changes: Partial<Operation> = {}): Operation => ({
  operationId: 'planted',
  summary: 'Plantet',
  tags: ['Plantet'],
  parameters: [],
  responses: { 200: { description: 'Svar', content: json(schema) } },
  ...changes,
});

describe('the API document gives and takes no figure of effect per offer', () => {
  test('as it is', () => {
    expect(effectsOfOffers(document)).toEqual([]);
  });

  const text: Schema = { type: 'string', title: 'Tekst' };
  const figure: Schema = { type: 'number', title: 'Effekt' };
  const offerParameter = { name: 'offer', in: 'query' as const, required: false, schema: text };

  test.each<[what: string, path: string, operation: () => Operation]>([
    ['an address', '/api/portfolios/{portfolio}/offers/{offer}/effect', () => read(text)],
    ['a field of an offer', '/api/portfolios/{portfolio}/offers', () => read(object({ effect: figure }))],
    [
      'a field deep in a list of what is found by a reference',
      '/api/portfolios/{portfolio}/offers/{offer}/palette',
      () =>
        read({
          type: 'array',
          items: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/GroupEffect' }] },
        }),
    ],
    [
      'a parameter of the effect of a group',
      '/api/target-groups/{group}/effect',
      () => read(text, { parameters: [offerParameter] }),
    ],
    [
      'a field that names an offer beside an observation',
      '/api/observations/import',
      () => read(text, { requestBody: { required: true, content: json(object({ tilbud: text })) } }),
    ],
    [
      'an offer beside an effect in something else altogether',
      '/api/summary',
      () => read(object({ rows: { type: 'array', items: object({ offer: text, effect: figure }) } })),
    ],
    [
      'a map from offers to effects',
      '/api/effects/palette',
      () => read(object({ effectByOffer: { type: 'object', title: 'Effekt pr. tilbud' } })),
    ],
  ])('%s would be seen', (_, path, operation) => {
    const planted = { ...document, paths: { ...document.paths, [path]: { get: operation() } } };

    expect(effectsOfOffers(planted)).not.toEqual([]);
  });
});

type Member = { name: string; schema: Schema; beside: string[] };

/** Everything by which the effect of a single offer could be asked for, given or sent in. */
function effectsOfOffers({ paths, components }: ApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const at = `${method} ${path}`;
      const ofOffer = namesOffer(path, '');
      // What taking an offer home does to money and tender duty is called its effect too, and is another thing.
      const called = `${path} ${operation.operationId}`.replaceAll(/insourcing\/?effect/gi, '');
      const ofEffect = speaksOfEffect(called, operation.tags.join(' '));
      const parameters = operation.parameters.map(({ name, schema }) => ({ name, schema, beside: [] }));
      const sent = [...membersOf(operation.requestBody?.content, components.schemas)];
      const given = Object.entries(operation.responses)
        .filter(([status]) => Number(status) < 400)
        .flatMap(([, answer]) => [...membersOf(answer.content, components.schemas)]);
      return [
        ...(ofOffer && ofEffect ? [`${at}: the address`] : []),
        ...[...parameters, ...sent, ...given].flatMap(member => {
          const { name, schema, beside } = member;
          const where = `${at}: ${name}`;
          const offer = namesOffer(name, titleOf(schema));
          const effect = speaksOfEffect(name, titleOf(schema));
          // How many offers a group has is not which.
          const count = schema.type === 'integer';
          if (offer && effect) return [where];
          if (ofEffect && offer && !count) return [where];
          if (ofOffer && effect) return [where];
          return offer && !count && beside.some(other => speaksOfEffect(other, '')) ? [where] : [];
        }),
      ];
    }),
  );
}

function namesOffer(name: string, title: string): boolean {
  return /offer/i.test(name) || /tilbud(?!svift)/i.test(`${name} ${title}`);
}

function speaksOfEffect(name: string, title: string): boolean {
  return (
    /effect|effekt|observ|verdict|goal-?status|numerator|denominator/i.test(name) ||
    /effekt|observer|tæller\b|nævner\b/i.test(title)
  );
}

function titleOf(schema: Schema): string {
  return schema.title ?? '';
}

/** Each member of what a content can hold, references followed, each schema once. */
function* membersOf(
  content: Record<string, { schema: Schema }> | undefined,
  known: Record<string, Schema>,
): Generator<Member> {
  const seen = new Set<Schema>();
  const waiting: unknown[] = Object.values(content ?? {}).map(({ schema }) => schema);
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (!isSchema(schema) || seen.has(schema)) continue;
    seen.add(schema);
    const { $ref, properties = {}, items, prefixItems = [], additionalProperties } = schema;
    const options = [
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.allOf ?? []),
      ...prefixItems,
    ];
    waiting.push(...options, ...[items, additionalProperties].filter(isSchema));
    if ($ref !== undefined) waiting.push(known[$ref.split('/').at(-1) ?? '']);
    for (const [name, member] of Object.entries(properties)) {
      if (!isSchema(member)) continue;
      yield { name, schema: member, beside: Object.keys(properties).filter(other => other !== name) };
      waiting.push(member);
    }
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

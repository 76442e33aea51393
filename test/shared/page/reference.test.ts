import { expect, test } from 'vitest';
import { fieldRows, kindOf, operationsByTag } from '../../../src/shared/page/reference.ts';
import type { ApiDocument, Schema } from '../../../src/shared/http/openapi.ts';
import { send, testApp } from '../../app.ts';

const day: Schema = { type: 'string', format: 'date', title: 'Dag', examples: ['2023-05-09'] };
const colour: Schema = {
  type: 'string',
  enum: ['red', 'blue'],
  title: 'Farve',
  'x-enumDescriptions': { red: 'Rød', blue: 'Blå' },
};
const thing: Schema = {
  type: 'object',
  properties: {
    code: { type: 'string', maxLength: 80, title: 'Kode' },
    parts: { type: 'array', title: 'Dele', items: { $ref: '#/components/schemas/Part' } },
    until: { title: 'Til', anyOf: [day, { type: 'null' }] },
  },
  required: ['code'],
};
const document: ApiDocument = {
  openapi: '3.1.0',
  info: {},
  servers: [],
  security: [],
  tags: [{ name: 'Ting', description: 'Ting og deres dele' }],
  paths: {
    '/api/things': {
      get: { operationId: 'listThings', summary: 'Hent', tags: ['Ting'], parameters: [], responses: {} },
    },
  },
  components: {
    schemas: {
      Thing: thing,
      Part: {
        type: 'object',
        properties: { colour, within: { $ref: '#/components/schemas/Part' } },
        title: 'Del',
      },
    },
  },
};

test('the fields of a body are told outermost first, lists and references followed, a ring only once round', () => {
  const rows = fieldRows(document, { $ref: '#/components/schemas/Thing' });

  expect(rows.map(({ path, title, required }) => [path, title, required])).toEqual([
    ['code', 'Kode', true],
    ['parts', 'Dele', false],
    ['parts[].colour', 'Farve', false],
    ['parts[].within', 'Del', false],
    ['until', 'Til', false],
  ]);
  expect(rows[2]?.values).toEqual([
    { value: 'red', word: 'Rød' },
    { value: 'blue', word: 'Blå' },
  ]);
});

test('what may stand in a field is said in Danish', () => {
  expect(kindOf(document, { anyOf: [day, { type: 'null' }] })).toBe(
    'tekst, dato (ÅÅÅÅ-MM-DD), fx "2023-05-09" eller tom (null)',
  );
  expect(kindOf(document, { type: 'array', items: { type: 'integer', minimum: 0, maximum: 100_000 } })).toBe(
    'liste af helt tal, mindst 0, højst 100.000',
  );
});

test('operations stand under their tag', () => {
  expect(operationsByTag(document).map(({ tag, all }) => [tag, all.map(({ method }) => method)])).toEqual([
    ['Ting', ['GET']],
  ]);
});

test('the reference page links every operation of the document to a page that names its fields in Danish', async () => {
  const { app } = await testApp();
  const page = async (path: string) => (await app.request(path, { headers: { Host: 'localhost' } })).text();
  const described = await (await app.request('/api/openapi.json', send('GET', undefined))).text();
  const ids = [...described.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id ?? '');

  const overview = await page('/api');
  const offer = await page('/api?opslag=createOffer');

  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter(id => !overview.includes(`/api?opslag=${id}"`))).toEqual([]);
  expect(offer).toContain('Forventet udbytte');
  expect(offer).toContain('Modstridende viden');
  expect(overview.length).toBeLessThan(150_000);
  expect(offer.length).toBeLessThan(150_000);
});

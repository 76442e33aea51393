import { createConfig, lintFromString } from '@redocly/openapi-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiDocument, Operation, Schema } from '../../src/shared/http/openapi.ts';
import { Problem } from '../../src/shared/http/problem.ts';
import { testApp } from '../app.ts';

let source: string;
let document: ApiDocument;

beforeAll(async () => {
  const { app } = await testApp();
  source = await (await app.request('/api/openapi.json', { headers: { Host: 'localhost' } })).text();
  document = JSON.parse(source);
});

test('a linter of OpenAPI 3.1 finds nothing to say', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });

  const problems = await lintFromString({ source, config });

  const said = problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`);
  // Whether the process lives is asked without anything that could be asked wrongly.
  expect(said).toEqual([
    'operation-4xx-response #/paths/~1healthz/get/responses',
    'operation-4xx-response #/paths/~1readyz/get/responses',
  ]);
});

test('the linter sees what is wrong, or its silence would say nothing', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const broken = source.replace('"operationId":"readOffer"', '"operationId":"readSupplier"');

  const problems = await lintFromString({ source: broken, config });

  expect(problems.map(({ ruleId }) => ruleId)).toContain('operation-operationId-unique');
});

test('every address of the contract is there with its methods', () => {
  const methods = Object.entries(document.paths).map(
    ([path, operations]) => `${Object.keys(operations).join(' ')} ${path}`,
  );

  expect(methods).toEqual(
    expect.arrayContaining([
      'get /api/goals',
      'get /api/goal-statuses',
      'get /api/goal-statuses/{goal}',
      'get /api/portfolios/{portfolio}/balance',
      'get patch delete /api/portfolios/{portfolio}',
      'get patch delete /api/portfolios/{portfolio}/offers/{offer}',
      'get patch delete /api/suppliers/{supplier}',
      'get patch delete /api/target-groups/{group}',
      'get post /api/portfolios',
      'get post /api/portfolios/{portfolio}/offers',
      'get post /api/suppliers',
      'get post /api/target-groups',
      'get /api/committees/{committee}/calendar.ics',
      'get /api/portfolios/{portfolio}/screening',
      'get /api/tenders/{tender}/calendar.ics',
      'get /api/tenders/{tender}/lots/{lot}/ranking',
      'get /api/tenders/{tender}/ocds',
      'get /api/tenders/{tender}/ocds/record',
      'get /api/tenders/{tender}/ocds/releases',
      'get /api/tenders/{tender}/plans/comparison',
      'get /api/tenders/{tender}/timeline',
      'get patch /api/tenders/{tender}',
      'get patch delete /api/tenders/{tender}/lots/{lot}',
      'get patch /api/tenders/{tender}/lots/{lot}/bids/{bid}',
      'get patch delete /api/tenders/{tender}/milestones/{milestone}',
      'get post /api/tenders',
      'get patch /api/measures/{measure}',
      'get patch delete /api/expectations/{expectation}',
      'get post /api/areas',
      'get post /api/expectations',
      'get post /api/measures',
      'get post /api/tenders/{tender}/events',
      'get post /api/tenders/{tender}/lots',
      'get post /api/tenders/{tender}/lots/{lot}/awards',
      'get post /api/tenders/{tender}/lots/{lot}/bids',
      'get post /api/tenders/{tender}/milestones',
      'get post /api/tenders/{tender}/plans',
      'get put /api/portfolios/{portfolio}/offers/{offer}/contract',
      'get put /api/portfolios/{portfolio}/offers/{offer}/insourcing',
      'post /api/portfolios/{portfolio}/assessments',
      'post /api/tenders/{tender}/lots/{lot}/bids/{bid}/events',
      'post /api/tenders/{tender}/phases/{phase}/decisions',
      'post /api/tenders/{tender}/phases/{phase}/records',
      'put /api/tenders/{tender}/phases/{phase}/gate',
      'put /api/tenders/{tender}/plans/{plan}/approval',
    ]),
  );
});

describe('everything has its Danish word', () => {
  test('each member, parameter and header its title', () => {
    const nameless = [...eachSchema(document)].flatMap(({ at, schema }) =>
      Object.entries(schema.properties ?? {})
        .filter(([, member]) => titleOf(member) === undefined)
        .map(([name]) => `${at}/${name}`),
    );
    const parameters = operations().flatMap(([name, { parameters }]) =>
      parameters
        .filter(({ schema }) => titleOf(schema) === undefined)
        .map(parameter => `${name} ${parameter.name}`),
    );

    expect(nameless).toEqual([]);
    expect(parameters).toEqual([]);
    expect([...eachSchema(document)].length).toBeGreaterThan(200);
  });

  test('each value of an enumeration its word', () => {
    const enumerations = [...eachSchema(document)].filter(({ schema }) => schema.enum !== undefined);
    const wordless = enumerations.filter(({ schema }) => {
      const words = Object(schema['x-enumDescriptions']);
      return !schema.enum?.every(value => typeof words[String(value)] === 'string');
    });

    expect(wordless.map(({ at }) => at)).toEqual([]);
    expect(enumerations.length).toBeGreaterThan(20);
  });
});

describe('each operation', () => {
  test('has a name, a summary and a tag, and names are its own', () => {
    const names = operations().map(([, { operationId }]) => operationId);

    for (const [name, { operationId, summary, tags }] of operations())
      expect([name, operationId.length > 0, summary.length > 0, tags.length]).toEqual([name, true, true, 1]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('says how it fails', () => {
    const least: Record<string, string[]> = {
      get: ['400', '421', '503'],
      post: ['400', '403', '404', '409', '413', '415', '421', '422', '503'],
      patch: ['400', '403', '404', '409', '412', '413', '415', '421', '422', '428', '503'],
      put: ['400', '403', '404', '409', '412', '413', '415', '421', '422', '428', '503'],
      delete: ['400', '403', '404', '409', '412', '413', '421', '428', '503'],
    };

    const silent = apiOperations().filter(
      ({ method, operationId, responses }) =>
        !hasNoVersions(operationId) && !least[method]?.every(status => status in responses),
    );

    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });

  test('shows an example of each failure, with the status it is about', () => {
    const failures = apiOperations().flatMap(({ operationId, responses }) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([status, { content }]) => {
          const example = content?.['application/problem+json']?.example;
          return {
            at: `${operationId} ${status}`,
            status: Number(status),
            shown: Problem.safeParse(example).data,
          };
        }),
    );

    expect(failures.filter(({ status, shown }) => shown?.status !== status)).toEqual([]);
    expect(failures.length).toBeGreaterThan(100);
  });

  test('that gives a version says so, and takes it back', () => {
    const stored = apiOperations().filter(({ operationId }) => !hasNoVersions(operationId));
    const headers = stored.map(({ method, parameters, responses }) => ({
      method,
      taken: parameters.filter(parameter => parameter.in === 'header').map(parameter => parameter.name),
      given: Object.keys((responses['200'] ?? responses['201'] ?? responses['204'])?.headers ?? {}),
      unchanged: '304' in responses,
    }));
    const shapes = new Set(headers.map(shape => JSON.stringify(shape)));

    expect([...shapes].map(shape => JSON.parse(shape))).toEqual(
      expect.arrayContaining([
        { method: 'get', taken: ['If-None-Match'], given: ['ETag', 'Link'], unchanged: true },
        { method: 'post', taken: ['Idempotency-Key'], given: ['Location', 'ETag'], unchanged: false },
        { method: 'get', taken: ['If-None-Match'], given: ['ETag'], unchanged: true },
        { method: 'patch', taken: ['If-Match'], given: ['ETag'], unchanged: false },
        { method: 'put', taken: ['If-Match'], given: ['ETag'], unchanged: false },
        { method: 'delete', taken: ['If-Match'], given: [], unchanged: false },
      ]),
    );
    expect(shapes.size).toBe(6);
  });
});

test('who has the document is not sent it again', async () => {
  const { app } = await testApp();
  const first = await app.request('/api/openapi.json', { headers: { Host: 'localhost' } });

  const again = await app.request('/api/openapi.json', {
    headers: { Host: 'localhost', 'If-None-Match': first.headers.get('ETag') ?? '' },
  });

  expect(again.status).toBe(304);
});

function operations(): [name: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );
}

function apiOperations() {
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, ...operation })),
    );
}

/** Its own title, or that of what it may be when it is not null, or of what it refers to. */
function titleOf(schema: Schema | boolean): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (schema.title !== undefined) return schema.title;
  if (schema.$ref !== undefined) {
    const referred = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return referred && titleOf(referred);
  }
  const something =
    schema.anyOf?.filter(option => typeof option !== 'boolean' && option.type !== 'null') ?? [];
  return something.length === 1 && something[0] !== undefined ? titleOf(something[0]) : undefined;
}

function* eachSchema(value: unknown, at = ''): Generator<{ at: string; schema: Schema }> {
  if (typeof value !== 'object' || value === null) return;
  if (isSchema(value)) yield { at, schema: value };
  for (const [key, part] of Object.entries(value)) {
    if (key !== 'example' && key !== 'examples') yield* eachSchema(part, `${at}/${key}`);
  }
}

function isSchema(value: object): value is Schema {
  return 'type' in value || 'anyOf' in value || 'oneOf' in value || '$ref' in value;
}

/**
 * A run is begun and cancelled but never stored, so who was first does not matter; a file taken in twice changes nothing the second
 * time, so it needs no key of its own.
 */
function hasNoVersions(operationId: string): boolean {
  return ['startOptimum', 'cancelOptimum', 'importObservations'].includes(operationId);
}

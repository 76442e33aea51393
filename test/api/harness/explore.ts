import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import type { ApiDocument, Operation, Schema } from '../../../src/shared/http/openapi.ts';
import { allowedBy, junk, spoilt } from './arbitrary.ts';

type Asked = { method?: string; headers: Record<string, string>; body?: string };
export type Ask = (path: string, init: Asked) => Response | Promise<Response>;

/** What was asked, what came back, and what the document says against it. */
type Fault = { asked: string; answered: string; fault: string };

export type Explored = {
  requests: number;
  statuses: Map<string, Set<number>>;
  accepted: number;
  fault?: Fault;
};

type Value = string | string[];

/** A request as it is meant, before it is put on the wire; `spoilt` names the part that was made junk. */
export type Plan = {
  operation: Described;
  path: Record<string, string>;
  query: Record<string, Value>;
  body: unknown;
  tag: 'current' | 'stale' | 'none';
  known: boolean;
  key: string | undefined;
};

type Described = Operation & { method: string; path: string };

type Drawing = { rounds: number; seed: number; beginnings: Record<string, object>; only?: RegExp };

/**
 * As many requests to each operation as there are rounds, a quarter of them with something in them that the document does not
 * allow. What a creation can begin from is given by its operation id, so that enough of them succeed.
 */
export function planRequests(
  document: ApiDocument,
  { rounds, seed, beginnings, only = /./ }: Drawing,
): Plan[] {
  const operations = describedIn(document).filter(({ operationId }) => only.test(operationId));
  const perOperation = operations.map(operation =>
    fc.sample(planned(operation, document, beginnings[operation.operationId]), { seed, numRuns: rounds }),
  );
  return Array.from({ length: rounds }, (_, round) =>
    perOperation.flatMap(plans => plans[round] ?? []),
  ).flat();
}

/**
 * Asks until the first answer that is not as the document says: a status of 5xx or one that is not described, content or headers
 * that are not as described, something allowed refused as invalid, something not allowed accepted. `restore` puts back
 * what was deleted, first of all all of it.
 */
export async function explore(
  ask: Ask,
  document: ApiDocument,
  plans: readonly Plan[],
  restore: () => Promise<unknown>,
): Promise<Explored> {
  const judge = judgeOf(document);
  const explored: Explored = { requests: 0, statuses: new Map(), accepted: 0 };
  let isDeleted = true;
  for (const plan of plans) {
    if (isDeleted && explored.requests % 25 === 0) {
      await restore();
      isDeleted = false;
    }
    explored.requests += 1;
    const { operationId } = plan.operation;
    const { path, init } = await onTheWire(ask, plan);
    const reply = await ask(path, init);
    const text = await reply.text();
    const statuses = explored.statuses.get(operationId) ?? new Set();
    explored.statuses.set(operationId, statuses.add(reply.status));
    if (reply.ok) explored.accepted += 1;
    if (reply.ok && plan.operation.method === 'DELETE') isDeleted = true;
    const fault = judge(plan, reply, text);
    if (fault !== undefined) {
      const asked = `${init.method} ${path} ${(init.body ?? '').slice(0, 2000)}`;
      return { ...explored, fault: { asked, answered: `${reply.status} ${text.slice(0, 2000)}`, fault } };
    }
  }
  return explored;
}

function describedIn(document: ApiDocument): Described[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

function planned(operation: Described, document: ApiDocument, beginning?: object): fc.Arbitrary<Plan> {
  const bodySchema = operation.requestBody?.content['application/json']?.schema;
  const allowed = fc.record({
    operation: fc.constant(operation),
    path: pathOf(operation, document),
    query: queryOf(operation, document),
    body: bodySchema ? bodyFor(bodySchema, document, beginning) : fc.constant(undefined),
    tag: fc.constantFrom(
      'current' as const,
      'current' as const,
      'current' as const,
      'stale' as const,
      'none' as const,
    ),
    known: fc.boolean(),
    key: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined, freq: 4 }),
  });
  return fc.oneof({ weight: 3, arbitrary: allowed }, { weight: 1, arbitrary: allowed.chain(spoiltPlan) });
}

/** From the schema; or, for most of what is made, what it can begin from with one member of its own under another code. */
function bodyFor(schema: Schema, document: ApiDocument, beginning?: object): fc.Arbitrary<unknown> {
  const fromSchema = allowedBy(schema, document);
  if (beginning === undefined) return fromSchema;
  const begun = fc
    .tuple(
      fc.constantFrom('ny', 'endnu-en', 'dimittender'),
      fromSchema,
      fc.constantFrom(...Object.keys(beginning)),
    )
    .map(([code, other, member]) => ({ ...beginning, [member]: Object(other)[member], code }));
  return fc.oneof(fromSchema, begun, begun);
}

function pathOf(operation: Described, document: ApiDocument): fc.Arbitrary<Record<string, string>> {
  const parameters = operation.parameters.filter(parameter => parameter.in === 'path');
  return fc.record(
    Object.fromEntries(parameters.map(({ name, schema }) => [name, allowedBy(schema, document).map(String)])),
  );
}

/** Some of the parameters. No cursor: only the list itself can make one. */
function queryOf(operation: Described, document: ApiDocument): fc.Arbitrary<Record<string, Value>> {
  const parameters = operation.parameters.filter(
    ({ name, in: place }) => place === 'query' && name !== 'cursor',
  );
  const all: Record<string, fc.Arbitrary<Value>> = Object.fromEntries(
    parameters.map(({ name, schema }) => [name, allowedBy(schema, document).map(written)]),
  );
  return fc
    .subarray(Object.keys(all))
    .chain(names =>
      fc.record(Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))),
    );
}

function written(value: unknown): Value {
  return Array.isArray(value) ? value.map(String) : String(value);
}

const word = junk.map(value => (typeof value === 'string' ? value.slice(0, 300) : JSON.stringify(value)));
const wellFormed = word.filter(text => text.isWellFormed());
const segment = wellFormed.filter(text => !/^\.{0,2}$/.test(text));

function spoiltPlan(plan: Plan): fc.Arbitrary<Plan> {
  const ways: fc.Arbitrary<Plan>[] = [
    fc
      .tuple(fc.constantFrom(...Object.keys(plan.query), 'unknown', 'limit', 'sort'), wellFormed)
      .map(([name, value]) => ({ ...plan, query: { ...plan.query, [name]: value } })),
  ];
  const names = Object.keys(plan.path);
  if (names.length > 0) {
    ways.push(
      fc
        .tuple(fc.constantFrom(...names), segment)
        .map(([name, value]) => ({ ...plan, path: { ...plan.path, [name]: value } })),
    );
  }
  if (plan.body !== undefined) {
    const bad = spoilt(plan.body).map(body => ({ ...plan, body }));
    ways.push(bad, bad, bad, bad);
  }
  return fc.oneof(...ways);
}

async function onTheWire(ask: Ask, { operation, path, query, body, tag, known, key }: Plan) {
  let address = operation.path;
  for (const [name, value] of Object.entries(path))
    address = address.replace(`{${name}}`, encodeURIComponent(value));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) asked.append(name, one);
  const headers: Record<string, string> = { Host: 'localhost' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const current = async () => (await ask(address, { headers: { Host: 'localhost' } })).headers.get('ETag');
  if (takes(operation, 'If-Match') && tag !== 'none')
    headers['If-Match'] = (tag === 'current' ? await current() : null) ?? '"0-0"';
  if (takes(operation, 'If-None-Match') && known) headers['If-None-Match'] = (await current()) ?? '"0-0"';
  if (takes(operation, 'Idempotency-Key') && key !== undefined) headers['Idempotency-Key'] = key;
  return {
    path: asked.size === 0 ? address : `${address}?${asked.toString()}`,
    init: { method: operation.method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) },
  };
}

function takes(operation: Operation, header: string): boolean {
  return operation.parameters.some(({ name, in: place }) => place === 'header' && name === header);
}

/** Says what is wrong with an answer, if anything is. */
function judgeOf(document: ApiDocument) {
  const allows = checkerOf(document);

  return (plan: Plan, reply: Response, text: string): string | undefined => {
    const { operation } = plan;
    if (reply.status >= 500 && !(operation.operationId === 'readReadiness')) return 'an error of ours';
    const described = operation.responses[reply.status];
    if (!described) return 'a status that is not described';
    const wrong = wrongContent(described, reply, text, allows);
    if (wrong !== undefined) return wrong;
    const allowed = isAllowed(plan, allows);
    if (allowed && reply.status === 400) return 'something allowed was refused as invalid';
    if (!allowed && reply.status < 400) return 'something not allowed was accepted';
    return undefined;
  };
}

type Allows = (schema: Schema, value: unknown) => boolean;

const checkers = new WeakMap<ApiDocument, Allows>();

/** One for each document, since making a schema's check takes longer than most requests; each component's is made once. */
function checkerOf(document: ApiDocument): Allows {
  const known = checkers.get(document);
  if (known) return known;
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: document.components });
  const compiled = new Map<Schema, ValidateFunction>();
  const allows: Allows = (schema, value) => {
    const found = compiled.get(schema);
    const validate = found ?? ajv.compile(withinDocument(schema));
    if (!found) compiled.set(schema, validate);
    return validate(value);
  };
  checkers.set(document, allows);
  return allows;
}

function withinDocument(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/'));
}

function wrongContent(
  described: Operation['responses'][string],
  reply: Response,
  text: string,
  allows: Allows,
): string | undefined {
  for (const [name, { required }] of Object.entries(described.headers ?? {}))
    if (required && !reply.headers.has(name)) return `the header ${name} is missing`;
  if (described.content === undefined) return text === '' ? undefined : 'content where none is described';
  const type = reply.headers.get('Content-Type')?.split(';')[0] ?? '';
  const media = described.content[type];
  if (!media) return `content of type ${type}`;
  const content: unknown = /json/.test(type) ? JSON.parse(text) : text;
  return allows(media.schema, content) ? undefined : 'content that is not as described';
}

function isAllowed(plan: Plan, allows: Allows): boolean {
  const { operation, path, query, body } = plan;
  const given = new Map<string, Value>([...Object.entries(path), ...Object.entries(query)]);
  const parameters = new Map(operation.parameters.map(parameter => [parameter.name, parameter]));
  const strict = operation.parameters.some(parameter => parameter.in === 'query');
  for (const [name, value] of given) {
    const parameter = parameters.get(name);
    if (parameter ? !allows(parameter.schema, read(parameter.schema, value)) : strict) return false;
  }
  const schema = operation.requestBody?.content['application/json']?.schema;
  return schema === undefined || allows(schema, JSON.parse(JSON.stringify(body)));
}

/** What the text of a parameter means, as the schema has it. */
function read(schema: Schema, value: Value): unknown {
  if (schema.type === 'array') return [value].flat();
  const [one] = [value].flat();
  return schema.type === 'integer' && /^(0|[1-9]\d*)$/.test(one ?? '') ? Number(one) : value;
}

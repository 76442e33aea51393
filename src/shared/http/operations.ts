import { createRoute, z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { digits, inWords, text } from '../source.schema.ts';

type Thing<Within extends z.ZodObject, One extends z.ZodObject, New, Change, Query extends z.ZodObject> = {
  /** As it is called in operation ids. */
  name: string;
  tag: string;
  /** `en leverandør`, `leverandøren`, `leverandører`. */
  words: { a: string; the: string; many: string };
  /** Of the collection, and of one of it. */
  path: string;
  onePath: string;
  within: Within;
  one: One;
  schema: z.ZodType;
  input: z.ZodType<New>;
  change: z.ZodType<Change>;
  query: Query;
};

/** The five operations every kind of thing has that is kept under a code, as the API document describes them. */
export function operations<
  Within extends z.ZodObject,
  One extends z.ZodObject,
  New,
  Change,
  Query extends z.ZodObject,
>({
  name,
  tag,
  words,
  path,
  onePath,
  within,
  one,
  schema,
  input,
  change,
  query,
}: Thing<Within, One, New, Change, Query>) {
  const tags = [tag];
  return {
    list: listing({ name: `list${name}s`, tag, words, path, within, schema, query }),
    create: createRoute({
      method: 'post',
      path,
      operationId: `create${name}`,
      summary: `Opret ${words.a}`,
      tags,
      request: { params: within, headers: idempotencyHeader, body: jsonBody(input) },
      responses: {
        201: {
          description: 'Oprettet',
          headers: z.object({ location: Location, etag: ETag }),
          content: json(schema),
        },
        ...problems(400, 403, 404, 409, 413, 415, 421, 422, 503),
      },
    }),
    read: createRoute({
      method: 'get',
      path: onePath,
      operationId: `read${name}`,
      summary: `Læs ${words.the}`,
      tags,
      request: { params: one, headers: knownHeader },
      responses: { ...found(schema), ...problems(400, 404, 421, 503) },
    }),
    change: createRoute({
      method: 'patch',
      path: onePath,
      operationId: `change${name}`,
      summary: `Ret ${words.the}`,
      description: 'Kun de felter, der sendes, bliver rettet; et felt, der er en liste, bliver erstattet.',
      tags,
      request: { params: one, headers: matchHeader, body: jsonBody(change) },
      responses: {
        200: { description: 'Rettet', headers: z.object({ etag: ETag }), content: json(schema) },
        ...problems(400, 403, 404, 409, 412, 413, 415, 421, 422, 428, 503),
      },
    }),
    remove: createRoute({
      method: 'delete',
      path: onePath,
      operationId: `delete${name}`,
      summary: `Slet ${words.the}, hvis intet andet bruger den`,
      tags,
      request: { params: one, headers: matchHeader },
      responses: {
        204: { description: 'Slettet' },
        ...problems(400, 403, 404, 409, 412, 413, 421, 428, 503),
      },
    }),
  };
}

/** Adding a record to something: what it is about is answered as it stands then, and where it is read. */
export function recording<Params extends z.ZodObject, Query extends z.ZodObject, Input, Path extends string>({
  path,
  operationId,
  summary,
  description,
  tag,
  params,
  query,
  input,
  schema,
}: {
  path: Path;
  operationId: string;
  summary: string;
  description: string;
  tag: string;
  params: Params;
  query: Query;
  input: z.ZodType<Input>;
  schema: z.ZodType;
}) {
  return createRoute({
    method: 'post',
    path,
    operationId,
    summary,
    description,
    tags: [tag],
    request: { params, query, headers: idempotencyHeader, body: jsonBody(input) },
    responses: {
      201: {
        description: 'Skrevet ind',
        headers: z.object({ location: Location, etag: ETag }),
        content: json(schema),
      },
      ...problems(400, 403, 404, 409, 413, 415, 421, 422, 503),
    },
  });
}

/** Putting something in its one place, which may have been empty; `If-Match` names what it takes the place of. */
export function replacing<Params extends z.ZodObject, Input, Path extends string>({
  path,
  operationId,
  summary,
  description,
  tag,
  params,
  input,
  schema,
}: {
  path: Path;
  operationId: string;
  summary: string;
  description: string;
  tag: string;
  params: Params;
  input: z.ZodType<Input>;
  schema: z.ZodType;
}) {
  return createRoute({
    method: 'put',
    path,
    operationId,
    summary,
    description,
    tags: [tag],
    request: { params, headers: matchHeader, body: jsonBody(input) },
    responses: {
      200: { description: 'Skrevet ind', headers: z.object({ etag: ETag }), content: json(schema) },
      ...problems(400, 403, 404, 409, 412, 413, 415, 421, 422, 428, 503),
    },
  });
}

/** Taking something away that is not kept under a code of its own; `If-Match` names the version of what it belongs to. */
export function removing<Params extends z.ZodObject, Path extends string>({
  path,
  operationId,
  summary,
  description,
  tag,
  params,
}: {
  path: Path;
  operationId: string;
  summary: string;
  description: string;
  tag: string;
  params: Params;
}) {
  return createRoute({
    method: 'delete',
    path,
    operationId,
    summary,
    description,
    tags: [tag],
    request: { params, headers: matchHeader },
    responses: {
      204: { description: 'Taget bort' },
      ...problems(400, 403, 404, 409, 412, 413, 421, 428, 503),
    },
  });
}

/** Reading something worked out from what is stored. */
export function reading<Params extends z.ZodObject, Query extends z.ZodObject, Path extends string>({
  path,
  operationId,
  summary,
  description,
  tag,
  params,
  query,
  schema,
}: {
  path: Path;
  operationId: string;
  summary: string;
  description: string;
  tag: string;
  params: Params;
  query: Query;
  schema: z.ZodType;
}) {
  return createRoute({
    method: 'get',
    path,
    operationId,
    summary,
    description,
    tags: [tag],
    request: { params, query, headers: knownHeader },
    responses: { ...found(schema), ...problems(400, 404, 421, 503) },
  });
}

/** Reading a list page by page. */
export function listing<Within extends z.ZodObject, Query extends z.ZodObject>({
  name,
  tag,
  words,
  path,
  within,
  schema,
  query,
}: {
  name: string;
  tag: string;
  words: { many: string };
  path: string;
  within: Within;
  schema: z.ZodType;
  query: Query;
}) {
  return createRoute({
    method: 'get',
    path,
    operationId: name,
    summary: `Hent ${words.many} side for side`,
    tags: [tag],
    request: { params: within, query, headers: knownHeader },
    responses: {
      200: {
        description: 'En side af listen',
        headers: z.object({ etag: ETag, link: Link }),
        content: json(pageOf(schema)),
      },
      304: { description: 'Uændret', headers: z.object({ etag: ETag }) },
      ...problems(400, 404, 421, 503),
    },
  });
}

/** What a list can be asked for, whatever it lists. */
export const paging = {
  cursor: z
    .string()
    .regex(/^[\w-]{1,2000}$/, 'Markøren kan ikke læses. Begynd forfra uden cursor.')
    .optional()
    .meta({ title: 'Markør', description: 'Den, forrige side gav som next. Uden: fra begyndelsen.' }),
  limit: digits(
    z
      .int()
      .min(1)
      .max(200)
      .default(50)
      .meta({ title: 'Højst på siden', examples: [50] }),
  ),
};

export const byNameOrCode = inWords(z.enum(['name', '-name', 'code', '-code']), {
  name: 'Navn',
  '-name': 'Navn, bagfra',
  code: 'Kode',
  '-code': 'Kode, bagfra',
}).meta({ title: 'Sortering' });

export const byTitleOrCode = inWords(z.enum(['title', '-title', 'code', '-code']), {
  title: 'Titel',
  '-title': 'Titel, bagfra',
  code: 'Kode',
  '-code': 'Kode, bagfra',
}).meta({ title: 'Sortering' });

export const searched = text(200).optional().meta({ title: 'Ord, der skal findes' });

/** A parameter that may be given several times; any one of its values will do. */
export function severalOf<Value>(schema: z.ZodType<Value>) {
  return z
    .preprocess(
      given => (given === undefined || Array.isArray(given) ? given : [given]),
      z.array(schema).optional(),
    )
    .meta({ title: schema.meta()?.title });
}

const pageOf = (schema: z.ZodType) =>
  z
    .strictObject({
      items: z.array(schema).meta({ title: 'På siden' }),
      total: z.int().min(0).meta({ title: 'I alt på listen' }),
      next: z.string().nullable().meta({ title: 'Markør til næste side' }),
    })
    .meta({ title: 'Side af en liste' });

const ETag = z.string().meta({
  title: 'ETag',
  description: 'Udgaven. Send den i If-Match, når den rettes, eller i If-None-Match, når den læses igen.',
  examples: ['"0190b2c4-3"'],
});
const Location = z
  .string()
  .meta({ title: 'Location', description: 'Adressen på det oprettede.', examples: ['/api/suppliers/fgu'] });
const Link = z
  .string()
  .optional()
  .meta({
    title: 'Link',
    description: 'Adressen på næste side, når der er en.',
    examples: ['</api/suppliers?cursor=x>; rel="next"'],
  });

export const knownHeader = z.object({
  'if-none-match': z
    .string()
    .optional()
    .meta({
      title: 'If-None-Match',
      description: 'ETag fra den udgave, der allerede er læst: er den uændret, svares der 304 uden indhold.',
      examples: ['"0190b2c4-3"'],
    }),
});

const matchHeader = z.object({
  'if-match': z
    .string()
    .optional()
    .meta({
      title: 'If-Match',
      description: 'ETag fra den udgave, ændringen er lavet på. Uden den svares der 428.',
      examples: ['"0190b2c4-3"'],
    }),
});

const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({
      title: 'Idempotency-Key',
      description: 'Din egen nøgle: sendes den samme igen inden for et døgn, oprettes der ikke to gange.',
      examples: ['7f8d2c1e'],
    }),
});

function json(schema: z.ZodType) {
  return { 'application/json': { schema } };
}

function jsonBody<Input>(schema: z.ZodType<Input>) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** The answers of a GET of one thing. */
export function found(schema: z.ZodType) {
  const headers = z.object({ etag: ETag });
  return {
    200: { description: 'Fundet', headers, content: json(schema) },
    304: { description: 'Uændret', headers },
  };
}

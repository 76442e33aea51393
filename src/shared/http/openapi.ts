import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from './http.ts';
import { known } from '../known.ts';
import { version } from '../version.ts';

type Definition = OpenAPIHono<Env>['openAPIRegistry']['definitions'][number];
type Route = Extract<Definition, { type: 'route' }>['route'];
type Content = NonNullable<NonNullable<NonNullable<Route['request']>['body']>['content']>;

export type Schema = z.core.JSONSchema.BaseSchema;
type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: Schema;
};
type Media = Record<string, { schema: Schema; example?: unknown }>;
type Answer = { description: string; headers?: Record<string, Header>; content?: Media };
type Header = { description?: string; required: boolean; schema: Schema };
export type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Media };
  responses: Record<string, Answer>;
};
export type ApiDocument = {
  openapi: '3.1.0';
  info: object;
  servers: { url: string; description: string }[];
  security: [];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const description =
  'Data og beregninger bag tilbudsviften. Ting kendes på deres kode. Beløb er i hele øre, og en ukendt pris er ukendt, ' +
  'aldrig nul. Den, der retter eller sletter, sender ETag fra den udgave, der er læst, i If-Match.';

/**
 * The OpenAPI 3.1 document of the routes. Its schemas are made by zod itself, which keeps titles apart from descriptions and
 * says in JSON Schema 2020-12 exactly what is checked. `about` says what each tag is about.
 */
export function openApiDocument(
  definitions: readonly Definition[],
  about: ReadonlyMap<string, string>,
): ApiDocument {
  const schemas: Record<string, Schema> = {};
  const paths: ApiDocument['paths'] = {};
  for (const definition of definitions) {
    if (definition.type !== 'route') continue;
    const { path, method } = definition.route;
    paths[path] = { ...paths[path], [method]: operationOf(definition.route, schemas) };
  }
  const operations = Object.values(paths).flatMap(operations => Object.values(operations));
  const tags = new Set(operations.flatMap(operation => operation.tags));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tilbudsvifte',
      version,
      description,
      license: { name: 'MPL-2.0', url: 'https://mozilla.org/MPL/2.0/' },
    },
    servers: [{ url: '/', description: 'Denne server' }],
    security: [],
    tags: [...tags].map(name => ({ name, description: known(about, name) })),
    paths,
    components: { schemas },
  };
}

function operationOf(route: Route, schemas: Record<string, Schema>): Operation {
  const { operationId = '', summary = '', description, tags = [], request = {} } = route;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags,
    parameters: [
      ...parametersOf('path', request.params, schemas),
      ...parametersOf('query', request.query, schemas),
      ...parametersOf('header', request.headers, schemas),
    ],
    ...(request.body && { requestBody: { required: true, content: mediaOf(request.body.content, schemas) } }),
    responses: Object.fromEntries(
      Object.entries(route.responses).map(([status, response]) => [status, answerOf(response, schemas)]),
    ),
  };
}

function parametersOf(place: Parameter['in'], from: unknown, schemas: Record<string, Schema>): Parameter[] {
  return membersOf(from, schemas).map(({ key, required, schema }) => ({
    name: place === 'header' ? (schema.title ?? key) : key,
    in: place,
    required,
    ...(schema.description !== undefined && { description: schema.description }),
    schema,
  }));
}

function answerOf(response: Route['responses'][string], schemas: Record<string, Schema>): Answer {
  if ('$ref' in response) throw new Error('An answer is described where it is given');
  const { description = '', headers, content } = response;
  const sent = membersOf(headers, schemas);
  return {
    description,
    ...(sent.length > 0 && {
      headers: Object.fromEntries(
        sent.map(({ key, required, schema }) => [
          schema.title ?? key,
          {
            ...(schema.description !== undefined && { description: schema.description }),
            required,
            schema,
          },
        ]),
      ),
    }),
    ...(content && { content: mediaOf(content, schemas) }),
  };
}

function mediaOf(content: Content, schemas: Record<string, Schema>): Media {
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => {
      if (!media || '$ref' in media || !(media.schema instanceof z.ZodType))
        throw new Error(`${type} has no schema`);
      const schema = schemaOf(media.schema, schemas);
      return [type, 'example' in media ? { schema, example: media.example } : { schema }];
    }),
  );
}

function membersOf(object: unknown, schemas: Record<string, Schema>) {
  if (!(object instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = schemaOf(object, schemas);
  return Object.entries(properties).flatMap(([key, schema]) =>
    typeof schema === 'boolean' ? [] : [{ key, required: required.includes(key), schema }],
  );
}

/** The JSON Schema of what may be sent; parts with an id of their own are put among the components. */
function schemaOf(schema: z.ZodType, schemas: Record<string, Schema>): Schema {
  const { properties, $defs } = z.toJSONSchema(z.object({ it: schema }), { io: 'input' });
  for (const [id, { id: _, ...part }] of Object.entries($defs ?? {})) schemas[id] = inComponents(part);
  const it = properties?.['it'];
  if (it === undefined || typeof it === 'boolean') throw new Error('A schema describes something');
  return inComponents(it);
}

function inComponents(schema: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/$defs/', '#/components/schemas/')
        : value,
    ),
  );
}

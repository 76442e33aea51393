import type { ApiDocument, Operation, Schema } from '../http/openapi.ts';

/** One place in a body as a person reads it: `targetGroups[].group`, Danish word, kind in words. */
export type FieldRow = {
  path: string;
  title: string;
  kind: string;
  required: boolean;
  description: string | null;
  /** A closed set of values with their Danish words. */
  values: { value: string; word: string }[];
};

export type Described = { method: string; path: string; operation: Operation };

/** All operations, those of one tag together in the order of the document. */
export function operationsByTag(document: ApiDocument): { tag: string; about: string; all: Described[] }[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return document.tags.map(({ name, description }) => ({
    tag: name,
    about: description,
    all: all.filter(({ operation }) => operation.tags.includes(name)),
  }));
}

/** Every field of a schema with what is inside it, outermost first. */
export function fieldRows(document: ApiDocument, schema: Schema): FieldRow[] {
  return rowsOf(document, schema, '', new Set());
}

function rowsOf(document: ApiDocument, given: Schema, path: string, above: ReadonlySet<Schema>): FieldRow[] {
  const schema = resolved(document, given);
  if (above.has(schema)) return [];
  const within = new Set([...above, schema]);
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties).flatMap(([key, member]) => {
    if (typeof member === 'boolean') return [];
    const at = path === '' ? key : `${path}.${key}`;
    return [rowOf(document, member, at, required.includes(key)), ...insideOf(document, member, at, within)];
  });
  return [...rows, ...alternatives(schema).flatMap(one => rowsOf(document, one, path, within))].filter(
    unseen(),
  );
}

function insideOf(
  document: ApiDocument,
  member: Schema,
  at: string,
  within: ReadonlySet<Schema>,
): FieldRow[] {
  const schema = notNull(resolved(document, member));
  const items = itemsOf(schema);
  return items ? rowsOf(document, items, `${at}[]`, within) : rowsOf(document, schema, at, within);
}

function rowOf(document: ApiDocument, member: Schema, path: string, required: boolean): FieldRow {
  const schema = resolved(document, member);
  const item = itemsOf(notNull(schema));
  return {
    path,
    title: member.title ?? schema.title ?? '',
    kind: kindOf(document, member),
    required,
    description: member.description ?? schema.description ?? null,
    values: valuesOf(notNull(item ? resolved(document, item) : schema)),
  };
}

/** What may stand there, in words: `tekst, højst 200 tegn eller tom (null)`. */
export function kindOf(document: ApiDocument, given: Schema): string {
  const schema = resolved(document, given);
  const items = itemsOf(schema);
  if (items) return `liste af ${kindOf(document, items)}`;
  const options = alternatives(schema);
  if (options.length > 0) {
    const words = options.map(option => kindOf(document, option));
    return [...new Set(words)].join(' eller ');
  }
  if (schema.enum) return 'én af værdierne';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return [words[String(schema.type)] ?? 'hvad som helst', ...limitsOf(schema)].join(', ');
}

const words: Record<string, string> = {
  string: 'tekst',
  integer: 'helt tal',
  number: 'tal',
  boolean: 'ja eller nej (true/false)',
  object: 'objekt',
  null: 'tom (null)',
};

function limitsOf(schema: Schema): string[] {
  const { format, minimum, maximum, maxLength, examples } = schema;
  return [
    ...(format === 'date' ? ['dato (ÅÅÅÅ-MM-DD)'] : format === undefined ? [] : [format]),
    ...(maxLength === undefined ? [] : [`højst ${number.format(maxLength)} tegn`]),
    ...(minimum === undefined || minimum < -1e12 ? [] : [`mindst ${number.format(minimum)}`]),
    ...(maximum === undefined || maximum > 1e12 ? [] : [`højst ${number.format(maximum)}`]),
    ...(Array.isArray(examples) && examples[0] !== undefined && examples[0] !== null
      ? [`fx ${JSON.stringify(examples[0])}`]
      : []),
  ];
}

const number = new Intl.NumberFormat('da');

function valuesOf(schema: Schema): FieldRow['values'] {
  const described = schema['x-enumDescriptions'];
  return (schema.enum ?? []).map(value => ({
    value: String(value),
    word: isWords(described) ? (described[String(value)] ?? '') : '',
  }));
}

function isWords(given: unknown): given is Record<string, string> {
  return typeof given === 'object' && given !== null;
}

function alternatives(schema: Schema): Schema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(one => typeof one !== 'boolean');
}

/** The one alternative beside null, where there is just one. */
function notNull(schema: Schema): Schema {
  const [only, ...others] = alternatives(schema).filter(one => one.type !== 'null');
  return only && others.length === 0 ? only : schema;
}

function itemsOf({ items }: Schema): Schema | null {
  return items === undefined || typeof items === 'boolean' || Array.isArray(items) ? null : items;
}

function resolved(document: ApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  const component = name === undefined ? undefined : document.components.schemas[name];
  return component ? resolved(document, component) : schema;
}

/** The alternatives of a union share fields: each is told once. */
function unseen() {
  const seen = new Set<string>();
  return ({ path }: FieldRow) => {
    if (seen.has(path)) return false;
    seen.add(path);
    return true;
  };
}

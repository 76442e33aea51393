import { z } from '@hono/zod-openapi';
import { danish } from '../danish.ts';
import { formatKroner, parseKroner } from '../money.ts';

/**
 * What stands in a form: for each JSON pointer of a field what was typed or chosen there, several values for the boxes
 * ticked of one list. Fields whose name ends in `Oere` are typed in kroner.
 */
export type Typed = ReadonlyMap<string, readonly string[]>;

type Schema = z.core.$ZodType;
export type Mistake = { pointer: string; message: string };

/** What a person meant by the form, checked by the schema that the API checks by, or every mistake at its field. */
export function readForm<Output>(
  schema: z.ZodType<Output>,
  typed: Typed,
): { value: Output } | { mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const meant = read(schema, typed, '', mistakes);
  const parsed = schema.safeParse(meant, { error: plainMessage });
  for (const issue of parsed.error?.issues ?? []) {
    const pointer = issue.path.map(part => `/${String(part)}`).join('');
    if (!mistakes.some(mistake => mistake.pointer === pointer))
      mistakes.push({ pointer, message: issue.message });
  }
  if (parsed.success && mistakes.length === 0) return { value: parsed.data };
  // In the order of the form, which is the order a browser sends its fields in.
  const fields = [...typed.keys()];
  const place = ({ pointer }: Mistake) =>
    fields.findIndex(field => isUnder(field, pointer) || isUnder(pointer, field));
  return { mistakes: mistakes.toSorted((a, b) => place(a) - place(b)) };
}

/** A stored value as it stands in its form. */
export function typedFrom(schema: Schema, value: unknown): Typed {
  const typed = new Map<string, string[]>();
  write(schema, value, '', typed);
  return typed;
}

export function first(typed: Typed, pointer: string): string {
  return typed.get(pointer)?.[0] ?? '';
}

/** How many rows of a list stand in the form, blank ones too. */
export function rowCount(typed: Typed, list: string): number {
  const places = [...typed.keys()].map(pointer => placeIn(list, pointer)?.place ?? -1);
  return Math.max(-1, ...places) + 1;
}

/** With one more blank row; its first field is what makes it be there. */
export function withRow(schema: Schema, typed: Typed, list: string): Typed {
  const row = `${list}/${rowCount(typed, list)}`;
  return new Map([...typed, ...leaves(schemaAt(schema, row), row).map(pointer => [pointer, ['']] as const)]);
}

export function withoutRow(typed: Typed, list: string, removed: number): Typed {
  return renumbered(typed, list, place => (place === removed ? null : place > removed ? place - 1 : place));
}

/** Without the rows in which nothing is typed or chosen: they say nothing. */
export function withoutBlankRows(schema: Schema, typed: Typed): Typed {
  return lists(schema).reduce<Typed>((kept, list) => {
    const rows = Array.from({ length: rowCount(kept, list) }, (_, place) => place);
    const full = rows.filter(place => !isBlank(kept, `${list}/${place}`));
    return renumbered(kept, list, place => (full.includes(place) ? full.indexOf(place) : null));
  }, typed);
}

function isBlank(typed: Typed, under: string): boolean {
  return [...typed].every(
    ([pointer, values]) => !isUnder(pointer, under) || values.every(value => value.trim() === ''),
  );
}

/** The part of a form at or under a pointer. */
export function part(typed: Typed, under: string): Typed {
  return new Map([...typed].filter(([pointer]) => isUnder(pointer, under)));
}

/** The form with what stands at or under a pointer taken from another. */
export function withPart(typed: Typed, under: string, from: Typed): Typed {
  return new Map([...[...typed].filter(([pointer]) => !isUnder(pointer, under)), ...part(from, under)]);
}

/** The schema of the field at a pointer; where variants share a list, of the first variant that has it. */
export function schemaAt(schema: Schema, pointer: string): Schema {
  const found = pointer.split('/').slice(1).reduce<Schema | undefined>(inside, schema);
  if (!found) throw new Error(`there is no field at ${pointer}`);
  return bare(found);
}

/** The Danish word of a field, from the schema: that is where a word is written. */
export function titleAt(schema: Schema, pointer: string): string {
  const found = pointer.split('/').slice(1).reduce<Schema | undefined>(inside, schema);
  return (found && titleOf(found)) ?? '';
}

export function descriptionAt(schema: Schema, pointer: string): string | undefined {
  const found = pointer.split('/').slice(1).reduce<Schema | undefined>(inside, schema);
  return found && z.globalRegistry.get(found)?.description;
}

/** Whether the field may stay blank. */
export function isOptional(schema: Schema, pointer: string): boolean {
  const found = pointer.split('/').slice(1).reduce<Schema | undefined>(inside, schema);
  return found instanceof z.ZodNullable;
}

/** The fields a person compares and chooses between: one by one, but a list as a whole. */
export function units(schema: Schema): string[] {
  if (!(schema instanceof z.ZodObject)) return [''];
  return Object.entries(schema.shape).flatMap(([key, field]) =>
    field instanceof z.ZodObject ? Object.keys(field.shape).map(name => `/${key}/${name}`) : [`/${key}`],
  );
}

export function isUnder(pointer: string, under: string): boolean {
  return pointer === under || pointer.startsWith(`${under}/`);
}

function read(schema: Schema, typed: Typed, at: string, mistakes: Mistake[]): unknown {
  if (schema instanceof z.ZodNullable)
    return isBlank(typed, at) ? null : read(schema.unwrap(), typed, at, mistakes);
  if (schema instanceof z.ZodObject) return readFields(schema.shape, typed, at, mistakes);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const variant = variantTyped(schema, typed, at, mistakes);
    return variant && readFields(variant.shape, typed, at, mistakes);
  }
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    if (isLeaf(element))
      return (typed.get(at) ?? [])
        .filter(value => value !== '')
        .map(value => readLeaf(element, value, at, mistakes));
    return Array.from({ length: rowCount(typed, at) }, (_, place) =>
      read(element, typed, `${at}/${place}`, mistakes),
    );
  }
  if (schema instanceof z.ZodBoolean) return first(typed, at) === 'true';
  return readLeaf(schema, first(typed, at), at, mistakes);
}

function readFields(shape: Record<string, Schema>, typed: Typed, at: string, mistakes: Mistake[]): unknown {
  return Object.fromEntries(
    Object.entries(shape).map(([key, field]) => [key, read(field, typed, `${at}/${key}`, mistakes)]),
  );
}

function readLeaf(schema: Schema, text: string, at: string, mistakes: Mistake[]): unknown {
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (text.trim() === '') return undefined;
  if (!(schema instanceof z.ZodNumber)) return text.replaceAll('\r\n', '\n');
  if (at.endsWith('Oere')) {
    const amount = parseKroner(text);
    if (amount.kind === 'amount') return amount.amountOere;
    mistakes.push({ pointer: at, message: amount.message });
    return undefined;
  }
  if (/^(\d+|\d{1,3}(\.\d{3})+)$/.test(text.trim())) return Number(text.replaceAll('.', ''));
  mistakes.push({ pointer: at, message: 'Skriv et helt tal, fx 36.' });
  return undefined;
}

/** A row is of the kind whose own fields are filled in; who fills in fields of two kinds is asked to decide. */
function variantTyped(
  union: z.ZodDiscriminatedUnion,
  typed: Typed,
  at: string,
  mistakes: Mistake[],
): z.ZodObject | undefined {
  const variants = union.options.filter(option => option instanceof z.ZodObject);
  const own = (variant: z.ZodObject) =>
    Object.keys(variant.shape).filter(key => variants.some(other => !(key in other.shape)));
  const filled = variants.filter(variant => own(variant).some(key => !isBlank(typed, `${at}/${key}`)));
  const [variant = variants[0], second] = filled;
  if (variant && second) {
    const names = filled.map(one =>
      own(one)
        .map(key => titleOf(one.shape[key]))
        .join(', '),
    );
    mistakes.push({
      pointer: `${at}/${own(variant)[0] ?? ''}`,
      message: `Udfyld enten ${names.join(' eller ')}, ikke begge dele.`,
    });
  }
  return variant;
}

function write(schema: Schema, value: unknown, at: string, typed: Map<string, string[]>): void {
  if (schema instanceof z.ZodNullable) {
    const inner = schema.unwrap();
    if (value !== null) write(inner, value, at, typed);
    else for (const leaf of leaves(inner, at)) typed.set(leaf, ['']);
  } else if (schema instanceof z.ZodDiscriminatedUnion) {
    for (const leaf of leaves(schema, at)) typed.set(leaf, ['']);
    const variant = schema.options.find(option => z.safeParse(option, value).success);
    if (variant) write(variant, value, at, typed);
  } else if (schema instanceof z.ZodObject) {
    const fields: Record<string, unknown> = z.record(z.string(), z.unknown()).parse(value);
    for (const [key, field] of Object.entries(schema.shape)) write(field, fields[key], `${at}/${key}`, typed);
  } else if (schema instanceof z.ZodArray) {
    const { element } = schema;
    const items = z.array(z.unknown()).parse(value);
    if (isLeaf(element)) typed.set(at, items.map(String));
    else items.forEach((item, place) => write(element, item, `${at}/${place}`, typed));
  } else if (!(schema instanceof z.ZodLiteral)) {
    typed.set(at, [at.endsWith('Oere') && typeof value === 'number' ? kroner(value) : String(value)]);
  }
}

function kroner(amount: number): string {
  return formatKroner(amount).replace(' kr.', '');
}

/** The pointers of all fields under one, without those inside lists of rows. */
function leaves(schema: Schema, at: string): string[] {
  const one = bare(schema);
  if (one instanceof z.ZodObject)
    return Object.entries(one.shape).flatMap(([key, field]) => leaves(field, `${at}/${key}`));
  if (one instanceof z.ZodDiscriminatedUnion)
    return [...new Set(one.options.flatMap(option => leaves(option, at)))];
  if (one instanceof z.ZodLiteral || (one instanceof z.ZodArray && !isLeaf(one.element))) return [];
  return [at];
}

/** The pointers of all lists of rows. */
function lists(schema: Schema, at = ''): string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) => lists(field, `${at}/${key}`));
  return schema instanceof z.ZodArray && !isLeaf(schema.element) ? [at] : [];
}

function isLeaf(schema: Schema): boolean {
  return !(bare(schema) instanceof z.ZodObject || schema instanceof z.ZodDiscriminatedUnion);
}

function bare(schema: Schema): Schema {
  return schema instanceof z.ZodNullable ? schema.unwrap() : schema;
}

function titleOf(schema: Schema | undefined): string | undefined {
  if (!schema) return undefined;
  const title = z.globalRegistry.get(schema)?.title;
  return title ?? (schema instanceof z.ZodNullable ? titleOf(schema.unwrap()) : undefined);
}

function inside(schema: Schema | undefined, key: string): Schema | undefined {
  const one = schema && bare(schema);
  if (one instanceof z.ZodObject) return one.shape[key];
  if (one instanceof z.ZodArray) return one.element;
  if (one instanceof z.ZodDiscriminatedUnion) {
    return one.options.map(option => inside(option, key)).find(found => found !== undefined);
  }
  return undefined;
}

function placeIn(list: string, pointer: string): { place: number; rest: string } | undefined {
  if (!pointer.startsWith(`${list}/`)) return undefined;
  const match = /^(\d{1,3})(\/.*)?$/.exec(pointer.slice(list.length + 1));
  return match?.[1] === undefined ? undefined : { place: Number(match[1]), rest: match[2] ?? '' };
}

function renumbered(typed: Typed, list: string, to: (place: number) => number | null): Typed {
  return new Map(
    [...typed].flatMap(([pointer, values]) => {
      const found = placeIn(list, pointer);
      if (!found) return [[pointer, values] as const];
      const place = to(found.place);
      return place === null ? [] : [[`${list}/${place}${found.rest}`, values] as const];
    }),
  );
}

/** What a form says better than the program's own message does for a body of JSON. */
const plainMessage: z.core.$ZodErrorMap = issue => {
  if (issue.input === undefined) return 'Udfyld feltet.';
  if (issue.code === 'invalid_value') return 'Vælg en af mulighederne.';
  return danish.localeError(issue);
};

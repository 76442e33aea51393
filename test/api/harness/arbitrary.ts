import * as fc from 'fast-check';
import type { ApiDocument, Schema } from '../../../src/shared/http/openapi.ts';

type Part = Schema | boolean;

/** Codes worth asking for, by the Danish word for what they name: mostly what the world holds, and some that may be made. */
const codes = new Map([
  ['Leverandør', ['fgu', 'ny']],
  ['Målgruppe', ['forsikrede-ledige', 'dimittender', 'nyuddannede']],
  ['Overordnet gruppe', ['forsikrede-ledige']],
  ['Tilbudsvifte', ['vifte', 'vifte', 'ny']],
  ['Tilbud', ['jobklub', 'jobklub', 'ny']],
  ['Scenarie', ['flere-pladser', 'flere-pladser', 'ny']],
  ['Udvalg', ['udvalget']],
  ['Møde', ['udvalget-2024-05-14']],
  ['Udbud', ['udbud']],
  ['Delaftale', ['delaftale']],
  ['Bud', ['bud']],
  ['Måling', ['i-arbejde', 'i-arbejde', 'ny']],
  ['Område', ['randers']],
]);
const others = ['ny', 'endnu-en', 'dimittender'];
const years = [2024, 2025];

/** What the schema allows, leaning to what the world can make sense of. */
export function allowedBy(
  schema: Part,
  { components }: Pick<ApiDocument, 'components'>,
): fc.Arbitrary<unknown> {
  const allowed = (part: Part): fc.Arbitrary<unknown> => {
    if (typeof part === 'boolean') return fc.constant(null);
    if (part.$ref !== undefined)
      return allowed(components.schemas[part.$ref.split('/').at(-1) ?? ''] ?? false);
    const options = part.anyOf ?? part.oneOf;
    if (options) return fc.oneof(...options.map(allowed));
    if (part.enum) return fc.constantFrom(...part.enum);
    if (part.const !== undefined) return fc.constant(part.const);
    switch (part.type) {
      case 'object':
        return objects(part, allowed);
      case 'array':
        return lists(part, allowed);
      case 'string':
        return texts(part);
      case 'integer':
      case 'number':
        return numbers(part);
      case 'boolean':
        return fc.boolean();
      case 'null':
      case undefined:
        break;
    }
    return fc.constant(null);
  };
  return allowed(schema);
}

function objects(schema: Schema, allowed: (part: Part) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const members = Object.entries(schema.properties ?? {});
  const optional = members.map(([name]) => name).filter(name => !schema.required?.includes(name));
  const whole = fc.record(Object.fromEntries(members.map(([name, part]) => [name, allowed(part)])));
  return fc
    .tuple(whole, fc.subarray(optional), fc.constantFrom(...optional, ''))
    .map(([object, left, one]) =>
      Object.fromEntries(
        Object.entries(object).filter(
          ([name]) =>
            !optional.includes(name) || left.includes(name) || (schema.minProperties === 1 && name === one),
        ),
      ),
    );
}

function lists(schema: Schema, allowed: (part: Part) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const items = schema.items === undefined || Array.isArray(schema.items) ? true : schema.items;
  const minLength = schema.minItems ?? 0;
  return fc.array(allowed(items), { minLength, maxLength: Math.min(schema.maxItems ?? 3, minLength + 2) });
}

function numbers({ minimum = -1e6, maximum = 1e6 }: Schema): fc.Arbitrary<number> {
  const any = fc.integer({ min: minimum, max: maximum });
  const likely = years.filter(year => year >= minimum && year <= maximum);
  const edges = fc.constantFrom(minimum, maximum);
  if (minimum !== 2000) return fc.oneof({ weight: 4, arbitrary: any }, { weight: 1, arbitrary: edges });
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: any });
}

function texts(schema: Schema): fc.Arbitrary<string> {
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map(part => Object(part).pattern)]
    .filter(pattern => typeof pattern === 'string')
    .map(pattern => new RegExp(pattern, 'u'));
  const { minLength = 0, maxLength = 2000 } = schema;
  const fits = (text: string) => {
    const length = Array.from(text).length;
    return length >= minLength && length <= maxLength && patterns.every(pattern => pattern.test(text));
  };
  return candidates(schema, patterns, minLength, maxLength).filter(fits);
}

function candidates(
  schema: Schema,
  patterns: RegExp[],
  minLength: number,
  maxLength: number,
): fc.Arbitrary<string> {
  if (schema.format === 'date') {
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10));
  }
  const [pattern] = patterns;
  if (pattern?.test('fgu') && !pattern.test('Fgu')) {
    const likely = fc.constantFrom(...(codes.get(schema.title ?? '') ?? others));
    return fc.oneof({ weight: 7, arbitrary: likely }, { weight: 1, arbitrary: fc.stringMatching(pattern) });
  }
  if (pattern?.test('https://x.dk') && !pattern.test('x')) return fc.webUrl({ withQueryParameters: true });
  if (pattern && !pattern.test('Å b')) return fc.stringMatching(pattern);
  return fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, 30) }),
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 30) }),
    fc.constantFrom('Æblegrød på Å', ' kant ', 'linje\nskift', '🎓'.repeat(maxLength), 'x'.repeat(maxLength)),
  );
}

/** Anything JSON can hold, leaning to what has made programs fall before. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e21,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    'NaN',
    '\u0000',
    '\ud800',
    "'; drop table offer; --",
    '2023-02-30',
    'x'.repeat(5000),
    [],
    [[]],
    {},
    { $ref: '#' },
    { constructor: 1 },
  ),
  fc.jsonValue(),
);

/** The same value with one place in it made junk, dropped, doubled, or given an unknown name. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const here = junk;
  if (Array.isArray(value)) {
    if (value.length === 0) return fc.oneof(here, fc.constant([null]));
    return fc.oneof(
      { weight: 1, arbitrary: here },
      { weight: 1, arbitrary: fc.constant(Array.from({ length: 300 }, () => value[0])) },
      {
        weight: 4,
        arbitrary: fc
          .nat(value.length - 1)
          .chain(at =>
            spoilt(value[at]).map(bad => value.map((item: unknown, i) => (i === at ? bad : item))),
          ),
      },
    );
  }
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value);
    if (names.length === 0) return here;
    return fc.oneof(
      { weight: 1, arbitrary: here },
      { weight: 2, arbitrary: fc.constant({ ...value, unheard: 1 }) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...names)
          .map(gone => Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone))),
      },
      {
        weight: 6,
        arbitrary: fc
          .constantFrom(...names)
          .chain(name => spoilt(Object(value)[name]).map(bad => ({ ...value, [name]: bad }))),
      },
    );
  }
  return here;
}

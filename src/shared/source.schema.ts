import { z } from '@hono/zod-openapi';

// oxlint-disable-next-line no-control-regex -- the rule is about exactly these characters
const storableText = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]*$/u;

/** Where a figure comes from, weakest last. Each key's Danish word is what pages and the API document show. */
export const basisLabels = {
  document: 'Dokument',
  contract: 'Kontrakt',
  accounts: 'Regnskab',
  estimate: 'Skøn',
  assumption: 'Antagelse',
} as const;

export const Basis = inWords(
  z.enum(['document', 'contract', 'accounts', 'estimate', 'assumption']),
  basisLabels,
).meta({ title: 'Grundlag', description: 'Hvad tallet bygger på.', examples: ['document'] });
export type Basis = z.infer<typeof Basis>;

export const Source = z
  .strictObject({
    document: text(200, 1).meta({ title: 'Dokument', examples: ['referat-2023-04-12'] }),
    section: text(200, 1)
      .nullable()
      .meta({ title: 'Afsnit', examples: ['punkt 46'] }),
  })
  .meta({ title: 'Kilde' });
export type Source = z.infer<typeof Source>;

/** Tells with each value of an enumeration the Danish word for it. */
export function inWords<Schema extends z.ZodType<string>>(
  schema: Schema,
  labels: Readonly<Record<z.output<Schema>, string>>,
): Schema {
  return schema.meta({ 'x-enumDescriptions': labels });
}

/** What a PATCH may change: any of the members, at least one. */
export function someOf<Schema extends z.ZodType<object>>(schema: Schema): Schema {
  return schema
    .refine(change => Object.keys(change).length > 0, 'Send mindst ét felt, der skal rettes.')
    .meta({ minProperties: 1 });
}

/**
 * Text a person wrote, at most `max` characters (as people count them), kept without the blanks around it. Refuses what the
 * database cannot keep: NUL and other control characters (line breaks and tabs are kept) and halves of surrogate pairs.
 */
export function text(max: number, min: 0 | 1 = 0) {
  const storable = z.string().regex(storableText, 'Teksten indeholder tegn, der ikke kan gemmes.');
  const written = min === 0 ? storable : storable.regex(/\S/u, 'Feltet skal udfyldes.');
  return written
    .refine(value => Array.from(value).length <= max, `Teksten er for lang. Skriv højst ${max} tegn.`)
    .trim()
    .meta({ minLength: min, maxLength: max });
}

/** A day in the years the product can have to do with. */
export const Day = z.iso
  .date()
  .regex(/^(19|20|21)/, 'Skriv en dato mellem 1900 og 2199.')
  .meta({ title: 'Dato', format: 'date', examples: ['2024-12-31'] });

/** A day that is worked out from days somebody has written: it may lie beyond the last that can be written. */
export const ReckonedDay = z.iso
  .date()
  .regex(/^(1[89]|2[0-9])/, 'Skriv en dato mellem 1800 og 2999.')
  .meta({ title: 'Dato', format: 'date', examples: ['2024-12-31'] });

/** A slug: the public identity of a thing in addresses and files. */
export const Code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Brug små bogstaver a–z, tal og bindestreger, fx kvinder-i-job.')
  .max(80)
  .meta({ title: 'Kode', examples: ['kvinder-i-job'] });

export const Year = z
  .int()
  .min(2000)
  .max(2100)
  .meta({ title: 'År', examples: [2024] });

/** A whole number as an address holds it: digits. */
export function digits<Output>(schema: z.ZodType<Output>) {
  return z.preprocess(
    given => (typeof given === 'string' && /^(0|[1-9]\d*)$/.test(given) ? Number(given) : given),
    schema,
  );
}

export const Oere = z
  .int()
  .min(0)
  .max(100_000_000_000_000)
  .meta({ title: 'Beløb', description: 'Hele øre: 30.000 kr. er 3000000.', examples: [3_000_000] });

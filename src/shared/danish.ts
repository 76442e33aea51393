import type { z } from '@hono/zod-openapi';

/** What is wrong with a value and what to write instead, in plain Danish, wherever a schema does not say it better itself. */
export const danish: { localeError: z.core.$ZodErrorMap } = { localeError: issue => messageOf(issue) };

function messageOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Feltet mangler.'
        : (wanted[issue.expected] ?? 'Værdien kan ikke bruges.');
    case 'invalid_value':
      return `Vælg ${listed(issue.values.map(String))}.`;
    case 'too_big':
      return tooBig(issue.origin, issue.maximum);
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum);
    case 'invalid_format':
      return formats[issue.format] ?? 'Teksten har ikke den rigtige form.';
    case 'not_multiple_of':
      return `Skriv et tal, der kan deles med ${issue.divisor}.`;
    case 'unrecognized_keys':
      return 'Feltet kendes ikke. Fjern det, eller ret navnet.';
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `Vælg ${listed(issue.options.map(String))}.`
        : 'Værdien kan ikke bruges.';
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'Værdien kan ikke bruges.';
  }
}

const wanted: Record<string, string> = {
  string: 'Skriv en tekst.',
  number: 'Skriv et tal.',
  int: 'Skriv et helt tal.',
  boolean: 'Vælg ja (true) eller nej (false).',
  array: 'Send en liste.',
  object: 'Send et objekt med felter.',
  null: 'Lad feltet være tomt (null).',
};

const formats: Record<string, string> = {
  date: 'Skriv en dato, der findes, som åååå-mm-dd, fx 2024-12-31.',
  url: 'Skriv en webadresse, fx https://www.randers.dk.',
  uuid: 'Skriv et UUID.',
};

function tooBig(origin: string, maximum: number | bigint): string {
  if (origin === 'string') return `Teksten er for lang. Skriv højst ${maximum} tegn.`;
  if (origin === 'array') return `Listen er for lang. Højst ${maximum}.`;
  return `Tallet er for stort. Højst ${maximum}.`;
}

function tooSmall(origin: string, minimum: number | bigint): string {
  if (origin === 'string') return minimum === 1 ? 'Feltet skal udfyldes.' : `Skriv mindst ${minimum} tegn.`;
  if (origin === 'array') return minimum === 1 ? 'Vælg mindst én.' : `Vælg mindst ${minimum}.`;
  return `Tallet er for lille. Mindst ${minimum}.`;
}

function listed(values: string[]): string {
  return values.length === 1 ? values.join() : `${values.slice(0, -1).join(', ')} eller ${values.at(-1)}`;
}

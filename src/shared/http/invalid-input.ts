import type { z } from '@hono/zod-openapi';
import { RuleBroken, type Finding } from '../rule-broken.ts';

/** The value as the schema has it, or every finding as one broken rule. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidInput(result.error, 'body');
  return result.data;
}

/** A body of one megabyte can hold a million mistakes; the first tell enough. */
const mostFindings = 100;

/** Every finding zod has, as one broken rule; `part` is where the input came from. */
export function invalidInput(error: z.core.$ZodError, part: 'body' | 'parameter'): RuleBroken {
  const findings = error.issues.flatMap((issue): Finding[] => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path];
    return paths.map(path =>
      part === 'body'
        ? { pointer: jsonPointer(path), message: issue.message }
        : { parameter: String(path[0] ?? ''), message: issue.message },
    );
  });
  return new RuleBroken('invalid-input', 'Noget af det sendte kan ikke bruges. Ret det, og send igen.', {
    status: 400,
    findings: findings.slice(0, mostFindings),
  });
}

function jsonPointer(path: PropertyKey[]): string {
  return path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

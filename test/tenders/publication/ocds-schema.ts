import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import criteria from './ocds/awardCriteria-extension.json' with { type: 'json' };
import lots from './ocds/lots-extension.json' with { type: 'json' };
import schema from './ocds/release-schema-1.1.5.json' with { type: 'json' };

/** Where a release breaks OCDS 1.1.5 with the lots and award-criteria extensions laid over it. */
export function mistakes(release: unknown): string[] {
  validate(release);
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

const ajv = new Ajv.default({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(Object(withoutLooseEnds([lots, criteria].reduce<unknown>(laidOver, schema))));

/** JSON merge patch (RFC 7396), as the standard lays extensions over its schema. */
function laidOver(before: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result = new Map<string, unknown>(
    typeof before === 'object' && before !== null && !Array.isArray(before) ? Object.entries(before) : [],
  );
  for (const [key, value] of Object.entries(patch)) result.set(key, laidOver(result.get(key), value));
  return Object.fromEntries(result);
}

/** An extension may point to what only another one defines; of that nothing is asked. */
function withoutLooseEnds(whole: unknown): unknown {
  const named = JSON.stringify(whole).matchAll(/"#\/definitions\/(\w+)"/g);
  const open = Object.fromEntries([...named].map(([, name = '']) => [name, {}]));
  return laidOver({ definitions: open }, whole);
}

import { Mapping } from './import.schema.ts';

const lists = { role: 'roles', unit: 'units', sign: 'signs', form: 'periodForms', merge: 'merges' } as const;

/** What the form says of columns, units, signs, periods and merges; a choice left empty says nothing. */
export function readingFrom(fields: ReadonlyMap<string, string>): Mapping {
  const said: Record<string, Record<string, string>> = {};
  for (const [name, value] of fields) {
    const at = name.indexOf(':');
    const list = Object.entries(lists).find(([kind]) => kind === name.slice(0, at))?.[1];
    if (list === undefined) continue;
    const all = (said[list] ??= {});
    if (value !== '') all[name.slice(at + 1)] = value;
  }
  return Mapping.parse(said);
}

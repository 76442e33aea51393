import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

/** One planted violation for each rule that holds the house together: the file, what it does wrong, the rule that says so. */
const planted = [
  ['src/offers/a-pure.ts', "import '@mikro-orm/core';", 'no-restricted-imports'],
  ['src/offers/b-pure.ts', "import './offer.entity.ts';", 'no-restricted-imports'],
  ['src/offers/c-pure.ts', "import 'hono';", 'no-restricted-imports'],
  ['src/offers/d-pure.ts', 'export const now = new Date();', 'no-restricted-globals'],
  ['src/offers/e-pure.ts', "import '../tenders/phase.ts';", 'no-restricted-imports'],
  ['src/tenders/f-pure.ts', "import '../scenarios/optimum.ts';", 'no-restricted-imports'],
  ['src/committees/g-pure.ts', "import '../offers/balance.ts';", 'no-restricted-imports'],
  ['src/offers/h.entity.ts', "import './offer.routes.ts';", 'no-restricted-imports'],
  ['src/offers/i.entity.ts', "import '../committees/case.entity.ts';", 'no-restricted-imports'],
  ['src/offers/j.schema.ts', "import './offer.entity.ts';", 'no-restricted-imports'],
  ['src/offers/k.verbs.ts', "import './offer.routes.ts';", 'no-restricted-imports'],
  ['src/offers/l.routes.ts', "import '../app.ts';", 'no-restricted-imports'],
  ['src/offers/m.pages.tsx', "import '../tenders/tender.pages.tsx';", 'no-restricted-imports'],
  ['src/shared/n.ts', "import '../offers/offer.entity.ts';", 'no-restricted-imports'],
  [
    'src/shared/w.ts',
    "import { format } from 'date-fns';\nexport const w = format;",
    'no-restricted-imports',
  ],
  ['src/outcomes/x-pure.ts', "import '../committees/agenda.ts';", 'no-restricted-imports'],
  ['src/outcomes/y.routes.ts', "import '../scenarios/scenario.ts';", 'no-restricted-imports'],
  ['src/scenarios/z-pure.ts', "import '../outcomes/effect.ts';", 'no-restricted-imports'],
  ['src/shared/o.ts', 'export const port = process.env.PORT;', 'no-process-env'],
  ['src/shared/p.ts', 'export const q: any = 1;', 'no-explicit-any'],
  ['src/shared/q.ts', 'export const q = [1].at(0)!;', 'no-non-null-assertion'],
  ['src/shared/r.ts', 'export const q = {} as { a: 1 };', 'consistent-type-assertions'],
  [
    'src/shared/s.ts',
    'const f = async () => 1;\nexport const g = () => {\n  f();\n};',
    'no-floating-promises',
  ],
  [
    'src/shared/t.ts',
    "export function f(a: 'x' | 'y') {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}",
    'switch-exhaustiveness-check',
  ],
  ['src/shared/u.ts', "import { v } from './v.ts';\nexport const u = () => v;", 'no-cycle'],
  ['src/shared/v.ts', "import { u } from './u.ts';\nexport const v = () => u;", 'no-cycle'],
] as const;

const allowed = 'src/offers/allowed.ts';

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

const root = resolve(import.meta.dirname, '..');
let folder: string;
let found: Map<string, string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
    await cp(join(root, file), join(folder, file));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'src/shared'), { recursive: true });
  await cp(join(root, 'src/shared/day.ts'), join(folder, 'src/shared/day.ts'));
  for (const [file, code] of [
    ...planted,
    [allowed, "import type { Day } from '../shared/day.ts';\nexport type D = Day;"] as const,
  ]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }
  found = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(planted)('%s is caught', (file, _code, rule) => {
  expect(found.get(file)?.join(' ')).toContain(`(${rule})`);
});

test('a pure file that builds on shared words alone is let through', () => {
  expect(found.get(allowed)).toBeUndefined();
});

async function lint(cwd: string): Promise<Map<string, string[]>> {
  const output = await new Promise<string>(done => {
    execFile(
      join(root, 'node_modules/.bin/oxlint'),
      ['--deny-warnings', '--format', 'json', 'src'],
      { cwd, maxBuffer: 10_000_000 },
      (_failed, stdout) => done(stdout),
    );
  });
  const { diagnostics } = Report.parse(JSON.parse(output));
  return Map.groupBy(diagnostics, ({ filename }) => filename)
    .entries()
    .reduce(
      (byFile, [file, ones]) =>
        byFile.set(
          file,
          ones.map(({ code }) => code),
        ),
      new Map<string, string[]>(),
    );
}

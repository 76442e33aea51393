import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { floors } from '../oxlint.config.ts';

const imports = 'no-restricted-imports';

/** One planted violation for each rule that holds the house together: the file, what it does wrong, the rule that says so. */
const planted = [
  ['src/offers/a-pure.ts', "import '@mikro-orm/core';", imports],
  ['src/offers/b-pure.ts', "import './offer.entity.ts';", imports],
  ['src/offers/c-pure.ts', "import 'hono';", imports],
  ['src/offers/d-pure.ts', 'export const now = new Date();', 'no-restricted-globals'],
  ['src/tenders/timeline/e-pure.ts', "import '../tender-seen.query.ts';", imports],
  ['src/balance/f-pure.ts', "import './balance.pages.tsx';", imports],
  ['src/offers/h.entity.ts', "import './offer.routes.ts';", imports],
  ['src/offers/i.schema.ts', "import './offer.entity.ts';", imports],
  ['src/offers/j.verbs.ts', "import './offer.routes.ts';", imports],
  ['src/offers/k.query.ts', "import './offer.pages.tsx';", imports],
  ['src/scenarios/optimum/k.worker.ts', "import './optimum.routes.ts';", imports],
  ['src/offers/catalogue/l.routes.ts', "import '../../app.ts';", imports],
  ['src/shared/days/l.ts', "import '../../server.ts';", imports],
  ['src/offers/m.pages.tsx', "import '../tenders/slice.ts';", imports],
  ['src/offers/slice.ts', "import '../balance/balance.ts';", imports],
  ['src/outcomes/fixture.ts', "import '../scenarios/scenario.ts';", imports],
  ['src/app.ts', "import './server.ts';", imports],
  ['src/fixture.ts', "import './load-fixture.ts';", imports],
  ['src/shared/w.ts', "import { format } from 'date-fns';\nexport const w = format;", imports],
  ...upwards(),
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
  ['src/shared/x.ts', "import type { Y } from './y.ts';\nexport type X = Y | 1;", 'no-cycle'],
  ['src/shared/y.ts', "import type { X } from './x.ts';\nexport type Y = X | 2;", 'no-cycle'],
] as const;

/** Each room reads one beside it, or one on the floor above. */
function upwards(): [file: string, code: string, rule: string][] {
  return floors.flatMap((beside, floor) =>
    beside.flatMap((room, i) => {
      const refused = [beside[i + 1], floors[floor + 1]?.[0]].filter(other => other !== undefined);
      return refused.map((other): [string, string, string] => [
        `src/${room}/up-to-${other.replace('/', '-')}.ts`,
        `import '${from(room, other)}/thing.ts';`,
        imports,
      ]);
    }),
  );
}

/** Each room reads the floor below. */
const downwards = floors.flatMap((beside, floor) =>
  beside.flatMap(room =>
    (floors[floor - 1] ?? []).map(
      other =>
        [
          `src/${room}/down-to-${other.replace('/', '-')}.ts`,
          `import type { Thing } from '${from(room, other)}/thing.ts';\nexport type T = Thing;`,
        ] as const,
    ),
  ),
);

function from(room: string, other: string): string {
  const way = relative(room, other);
  return way.startsWith('.') || way === '' ? way || '.' : `./${way}`;
}

const things = floors.flat().map(room => [`src/${room}/thing.ts`, 'export type Thing = 1;'] as const);

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

const root = resolve(import.meta.dirname, '..');
let folder: string;
let found: Map<string, string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'));
  for (const file of ['oxlint.config.ts', 'tsconfig.json', 'package.json'])
    await cp(join(root, file), join(folder, file));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, code] of [...things, ...planted, ...downwards]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }
  found = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(planted)('%s is caught', (file, _code, rule) => {
  expect(found.get(file)?.join(' ')).toContain(`(${rule})`);
});

test.each(downwards)('%s is let through', file => {
  expect(found.get(file)).toBeUndefined();
});

test('every folder of the sources is a room with its place in the order', async () => {
  const folders = (await sources()).map(file => dirname(file)).filter(room => room !== '.');

  expect([...new Set(folders)].filter(room => !floors.flat().includes(room))).toEqual([]);
});

test('no folder of the sources has over 25 files beside what puts it together', async () => {
  const files = (await sources()).filter(file => !['slice.ts', 'fixture.ts'].includes(basename(file)));
  const folders = Map.groupBy(files, file => dirname(file));

  expect([...folders].filter(([, files]) => files.length > 25).map(([folder]) => folder)).toEqual([]);
});

async function sources(): Promise<string[]> {
  const files = await readdir(join(root, 'src'), { recursive: true });
  return files.filter(file => /\.tsx?$/.test(file));
}

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

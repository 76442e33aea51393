import { relative } from 'node:path';
import { defineConfig } from 'oxlint';

/** The rooms of `src` from the ground up: each builds on those above it in this list alone, and those on a line know nothing of each other. */
export const floors = [
  ['shared/days'],
  ['shared'],
  ['database'],
  ['shared/http'],
  ['shared/page'],
  ['goals', 'suppliers', 'target-groups'],
  ['offers'],
  ['offers/portfolio', 'offers/catalogue'],
  ['balance'],
  ['committees'],
  ['tenders/timeline'],
  ['tenders'],
  ['tenders/plan', 'tenders/award', 'tenders/life', 'tenders/publication'],
  ['screening'],
  ['outcomes'],
  ['outcomes/disclosure', 'outcomes/expectations', 'outcomes/reading'],
  ['outcomes/effect', 'outcomes/goals', 'outcomes/import'],
  ['scenarios'],
  ['scenarios/solver'],
  ['scenarios/optimum'],
  ['scenarios/comparison'],
  ['scenarios/decision'],
  ['scenarios/editing'],
  ['front'],
];

/** What puts the rooms together, lowest first; each file builds on those before it alone. */
const top = [
  'config',
  'log',
  'collector',
  'migrations',
  'fixture',
  'load-fixture',
  'app',
  'open-database',
  'server',
  'start',
];

type Pattern = { group: string[]; message: string } | { regex: string; message: string };

const database = ['**/database.ts', '@mikro-orm/*'];
const http = ['hono', 'hono/*', '@hono/node-server'];

/** What a file does is told by its suffix; none means pure. Pure ← entity ← verbs and queries ← routes and pages ← slice ← app. */
const roles: { files: string[]; excludeFiles?: string[]; refused: Pattern[]; hasClock?: false }[] = [
  {
    files: ['*.ts'],
    excludeFiles: ['*.{entity,schema,verbs,query,routes,worker}.ts', 'slice.ts'],
    refused: [
      {
        group: [
          '**/*.{entity,verbs,query,routes}.ts',
          '**/*.pages.tsx',
          '**/config.ts',
          ...database,
          ...http,
          'node:*',
          'pino',
        ],
        message: 'A file without suffix is pure: it is handed its facts.',
      },
    ],
    hasClock: false,
  },
  {
    files: ['*.schema.ts'],
    refused: [
      {
        group: ['**/*.{entity,verbs,query,routes}.ts', '**/*.pages.tsx', ...database],
        message: 'A schema is the shape of a thing alone.',
      },
    ],
  },
  {
    files: ['*.entity.ts'],
    refused: [
      {
        group: ['**/*.{verbs,query,routes}.ts', '**/*.pages.tsx', '**/config.ts', ...http],
        message: 'Entities know nothing of HTTP or of the verbs and queries that use them.',
      },
    ],
  },
  {
    files: ['*.{verbs,query,worker}.ts'],
    refused: [
      {
        group: ['**/*.routes.ts', '**/*.pages.tsx'],
        message: 'Verbs and queries are used by routes and pages, never the other way.',
      },
    ],
  },
  { files: ['*.routes.ts', '*.tsx', 'slice.ts'], refused: [] },
];

const whole = {
  name: 'date-fns',
  message:
    'Import each function from its own path (date-fns/format): the whole library is three hundred files to load.',
};

type Rules = NonNullable<Parameters<typeof defineConfig>[0]['rules']>;

function refusing(patterns: Pattern[]): Rules {
  return { 'no-restricted-imports': ['error', { paths: [whole], patterns }] };
}

const clockless: Rules = {
  'no-restricted-globals': [
    'error',
    { name: 'Date', message: 'A pure file has no clock: it is handed the day.' },
  ],
};

/** Imports of files that lie directly in the room, as a file of this one writes them. */
function filesIn(room: string, from: string): string {
  const way = relative(from, room);
  const begins = way === '' ? './' : way.startsWith('.') ? `${way}/` : `./${way}/`;
  return `^${begins.replaceAll('.', String.raw`\.`)}[^/]+$`;
}

function refusedRooms(room: string, known: ReadonlySet<string>): Pattern[] {
  return floors
    .flat()
    .filter(other => other !== room && !known.has(other))
    .map(other => ({ regex: filesIn(other, room), message: `${room} does not know ${other}.` }));
}

function below(floor: number): ReadonlySet<string> {
  return new Set(floors.slice(0, floor).flat());
}

const sliceOf = (room: string) => room.split('/')[0];

const rooms = floors.flatMap((beside, floor) =>
  beside.flatMap(room => {
    const known = refusedRooms(room, below(floor));
    const above: Pattern[] = [
      { regex: filesIn('', room), message: 'Slices do not know what puts them together.' },
      { regex: String.raw`^(?!.*shared/http/).*/slice\.ts$`, message: 'Only the app knows slices.' },
    ];
    const hasRoles = room !== 'database' && sliceOf(room) !== 'shared';
    if (!hasRoles) return [{ files: [`src/${room}/*.{ts,tsx}`], rules: refusing([...above, ...known]) }];
    return roles.map(({ files, excludeFiles = [], refused, hasClock }) => ({
      files: files.map(name => `src/${room}/${name}`),
      excludeFiles: excludeFiles.map(name => `src/${room}/${name}`),
      rules: {
        ...refusing([...above, ...known, ...refused]),
        ...(hasClock === false && clockless),
      },
    }));
  }),
);

/** What a slice mounts and begins with stands above all its rooms. */
const mounts = floors.flat().flatMap(room => {
  const slice = sliceOf(room);
  const highest = floors.findLastIndex(beside => beside.some(other => sliceOf(other) === slice));
  return [
    {
      files: [`src/${room}/slice.ts`, `src/${room}/fixture.ts`],
      rules: refusing([
        { regex: filesIn('', room), message: 'Slices do not know what puts them together.' },
        ...refusedRooms(room, below(highest + 1)),
      ]),
    },
  ];
});

const tops = top.map((file, i) => ({
  files: [`src/${file}.ts`],
  rules: refusing([
    { group: top.slice(i + 1).map(later => `./${later}.ts`), message: `${file} does not know what uses it.` },
  ]),
}));

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  env: { builtin: true },
  ignorePatterns: ['dist', 'data'],
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-unassigned-import': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-return': 'off',
    'typescript/consistent-type-imports': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    'unicorn/no-array-sort': 'error',
    'no-shadow': 'off',
    ...refusing([]),
    'node/no-process-env': 'error',
  },
  overrides: [
    ...rooms,
    ...mounts,
    ...tops,
    {
      files: ['src/config.ts', 'test/**', 'scripts/**', 'bench/**', 'vitest*.config.ts'],
      rules: { 'node/no-process-env': 'off' },
    },
  ],
});

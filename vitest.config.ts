import { defineConfig } from 'vitest/config';

const processes = 'test/**/*.process.test.ts';
/** These ask nothing of a server, and are not asked again where the others are for its sake. */
const folders =
  process.env['TEST_DATABASE_URL'] === undefined
    ? []
    : ['test/database/{kill,pglite-folder}.process.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', processes],
          // Each worker reads the modules and opens a database once, and all its files share them.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: [processes],
          exclude: folders,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

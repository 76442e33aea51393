import { defineConfig } from 'vitest/config';

const processes = 'test/**/*.process.test.ts';

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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

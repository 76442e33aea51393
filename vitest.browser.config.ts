import { defineConfig } from 'vitest/config';

/** They tell how a scenario was chosen and how a calendar looked before both followed what is decided; to be written anew. */
const outdated = ['test/browser/scenarios.test.ts', 'test/browser/tender-morning.test.ts'];

/** The pages in a real browser; apart from the other tests, since a browser is not on every machine. */
export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    include: ['test/browser/**/*.test.ts'],
    exclude: outdated,
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

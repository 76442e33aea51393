import { defineConfig } from 'vitest/config';

/** The pages in a real browser; apart from the other tests, since a browser is not on every machine. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

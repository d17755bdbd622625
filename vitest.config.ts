import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A loop over nothing proves nothing.
    expect: { requireAssertions: true },
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/suite.ts', 'test/outside-readers.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['integrations/strapi/test/**/*.test.ts'],
    globalSetup: ['integrations/strapi/test/site.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['integrations/wordpress/test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});

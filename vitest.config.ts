import { defineConfig } from 'vitest/config';

/** Two projects: `core` runs in node in seconds; `browsers` drives the built app with playwright-core, one file at a time. */
export default defineConfig({
  test: {
    reporters: ['default', './scripts/closing-line.ts'],
    projects: [
      { test: { name: 'core', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000, pool: 'threads' } },
      {
        test: {
          name: 'browsers',
          include: ['test/browsers/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

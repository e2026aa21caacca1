import { defineConfig } from 'vitest/config';
import LongestFirst from './scripts/longest-first.ts';

/**
 * Two projects: `core` runs in node in seconds; `browsers` drives the built app with playwright-core. Vitest
 * leaves one core idle by itself; a browser test waits half of its time (the portal takes one call a second), hence three files at once on two cores.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './scripts/closing-line.ts'],
    // `isolate: false` (said in each project, none inherits it): the files of a worker share its modules. Loading them anew for each took a third of
    // the time, and nothing here keeps a state between files.
    projects: [
      { test: { name: 'core', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000, pool: 'threads', isolate: false } },
      {
        test: {
          name: 'browsers',
          include: ['test/browsers/**/*.test.ts'],
          environment: 'node',
          maxWorkers: 3,
          isolate: false,
          // after the quick ones, so that a wrong rule is told before a browser is opened
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          // Three real browsers on two cores: what a page does late once is played again once, and the report says so.
          retry: 1,
        },
      },
    ],
  },
});

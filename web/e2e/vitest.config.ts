import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Stories wait for a browser most of the time, and a browser for the API. */
const A_CORE = 2;

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Bounds, not paces: what comes at once is seen at once.
    expect: { poll: { timeout: 20_000, interval: 30 } },
    projects: [
      {
        extends: true,
        test: {
          // One installation, whose streamers and operators do not know of each other.
          name: 'beside',
          include: ['e2e/*.e2e.ts'],
          maxWorkers: A_CORE * availableParallelism(),
        },
      },
      {
        extends: true,
        test: {
          // What nobody may be near, when all others have ended.
          name: 'alone',
          include: ['e2e/alone/*.e2e.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

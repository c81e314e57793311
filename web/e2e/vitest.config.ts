import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first';

/** Stories wait for a browser most of the time, and a browser for the API. */
const A_CORE = 2;

/** A hundred starts of a film take minutes. */
const MEASURED_MS = 1_200_000;

/** Long enough for whatever hangs to be known to, with axe beside other stories; with an API that stands still, for waiting, too. */
const HANGS_MS = process.env.DOWNBEAT_E2E_FIGURES
  ? MEASURED_MS
  : process.env.DOWNBEAT_E2E_FROZEN
    ? 240_000
    : 120_000;

/** Pictures are compared when somebody asks for looks: on a busy machine some differ. */
const OTHERS = process.env.DOWNBEAT_E2E_LOOKS ? [] : ['e2e/looks-*.e2e.ts'];

export default defineConfig({
  test: {
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    sequence: { sequencer: LongestFirst },
    // Bounds, not paces: what comes at once is seen at once.
    expect: { poll: { timeout: 20_000, interval: 30 } },
    projects: [
      {
        extends: true,
        test: {
          // One installation, whose streamers and operators do not know of each other.
          name: 'beside',
          include: ['e2e/*.e2e.ts'],
          exclude: OTHERS,
          globalSetup: ['e2e/frozen.ts'],
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

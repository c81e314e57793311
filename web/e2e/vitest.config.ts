import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/*.e2e.ts'],
    // One installation, one after the other.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Bounds, not paces: what comes at once is seen at once.
    expect: { poll: { timeout: 20_000, interval: 30 } },
  },
});

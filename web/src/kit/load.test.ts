import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { load } from './load';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a part that could not be imported is tried again, after a growing while', async () => {
  let tries = 0;
  const part = load(async () => {
    tries += 1;
    if (tries < 4) throw new TypeError('Failed to fetch dynamically imported module');
    return 'here';
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([await part, tries]).toEqual(['here', 4]);
});

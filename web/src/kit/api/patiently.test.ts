import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patiently } from './patiently';
import { Problem } from './problem';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it waits as long as it is told, and tries again', async () => {
  const waits: number[] = [];
  const action = vi.fn(async () => {
    if (action.mock.calls.length < 3) throw new Problem(503, { code: 'activating' }, 2_000);
    return 'done';
  });
  const done = patiently(action, (_, wait_ms) => waits.push(wait_ms));
  await vi.runAllTimersAsync();
  expect(await done).toBe('done');
  expect(waits).toEqual([2_000, 2_000]);
});

test('it gives up in the end', async () => {
  const action = vi.fn(async () => {
    throw new Problem(503, {});
  });
  const done = expect(patiently(action, () => {})).rejects.toMatchObject({ status: 503 });
  await vi.runAllTimersAsync();
  await done;
  expect(action).toHaveBeenCalledTimes(6);
});

test('what is refused for another reason is not asked twice', async () => {
  const action = vi.fn(async () => {
    throw new Problem(409, { code: 'round_running' });
  });
  await expect(patiently(action, () => {})).rejects.toMatchObject({ code: 'round_running' });
  expect(action).toHaveBeenCalledTimes(1);
});

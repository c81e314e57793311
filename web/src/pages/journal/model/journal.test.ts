import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Journal } from './journal.svelte';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const asked = new Map<string, number>();

/** What is asked for the first time cannot be answered yet. */
async function moody(path: string): Promise<Response> {
  const times = (asked.get(path) ?? 0) + 1;
  asked.set(path, times);
  if (times === 1) return Response.json({ code: 'unavailable' }, { status: 503 });
  if (path.includes('cursor=a')) return page('b', null);
  return path.includes('entries') ? page('a', 'a') : Response.json({ items: [] });
}

const page = (id: string, next: string | null) =>
  Response.json({ items: [{ id }], next, searched_from_ms: null });

beforeEach(() => {
  vi.useFakeTimers();
  asked.clear();
  fetched.mockReset();
  fetched.mockImplementation(moody);
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => void vi.useRealTimers());

test('a server that is away for a moment is waited for, at first and further on', async () => {
  const journal = new Journal({ id: 'ann', name: 'Ann' });
  const looking = Promise.all([journal.look(), journal.count(), journal.ask()]);
  await vi.advanceTimersByTimeAsync(500);
  expect([journal.isLoading, journal.problem]).toEqual([true, undefined]);
  await vi.advanceTimersByTimeAsync(1_000);
  await looking;
  expect([journal.isLoading, journal.problem]).toEqual([false, undefined]);
  const going = Promise.all([journal.more(), journal.more()]);
  await vi.advanceTimersByTimeAsync(1_000);
  await going;
  expect(journal.entries.map(({ id }) => id)).toEqual(['a', 'b']);
});

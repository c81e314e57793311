import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { read } from '../../../kit/api/read';
import { toasts } from '../../../kit/toasts/toasts.svelte';
import { Paged } from './paged.svelte';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const away = () => Response.json({ code: 'unavailable' }, { status: 503 });
const found = (ids: string[], next: string | null) =>
  Response.json({ items: ids.map((id) => ({ id })), next });

function listed() {
  const list = new Paged((cursor, signal) =>
    read('/api/v1/circles', { query: { cursor, limit: 2 } }, signal),
  );
  return { list, ids: () => list.items?.map(({ id }) => id) };
}

beforeEach(() => {
  toasts.all = [];
  vi.useFakeTimers();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => void vi.useRealTimers());

test('a server that is away for a moment is waited for, at first and further on', async () => {
  const { list, ids } = listed();
  fetched.mockResolvedValueOnce(away()).mockResolvedValueOnce(found(['a', 'b'], 'b'));
  const looking = list.look();
  await vi.advanceTimersByTimeAsync(500);
  expect([list.items, list.problem]).toEqual([undefined, undefined]);
  await vi.advanceTimersByTimeAsync(1_000);
  await looking;
  expect([ids(), list.next, list.problem]).toEqual([['a', 'b'], 'b', undefined]);
  fetched.mockResolvedValueOnce(away()).mockResolvedValueOnce(found(['c'], null));
  const going = list.more();
  await vi.advanceTimersByTimeAsync(1_000);
  await going;
  expect([ids(), list.next, toasts.all]).toEqual([['a', 'b', 'c'], null, []]);
});

test('who presses twice has what follows once', async () => {
  const { list, ids } = listed();
  fetched.mockResolvedValueOnce(found(['a'], 'a'));
  await list.look();
  fetched.mockImplementation(async () => found(['b'], 'b'));
  await Promise.all([list.more(), list.more()]);
  expect(ids()).toEqual(['a', 'b']);
});

test('an answer to another question comes to nothing', async () => {
  const { list, ids } = listed();
  fetched.mockResolvedValueOnce(away());
  const first = list.look();
  await vi.advanceTimersByTimeAsync(0);
  fetched.mockResolvedValueOnce(found(['other'], null));
  await Promise.all([first, list.anew()]);
  await vi.runAllTimersAsync();
  expect([ids(), list.problem, fetched.mock.calls.length]).toEqual([['other'], undefined, 2]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { read } from './read';

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const away = () =>
  Response.json({ code: 'unavailable' }, { status: 503, headers: { 'Retry-After': '1' } });

beforeEach(() => {
  vi.useFakeTimers();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => void vi.useRealTimers());

test('what could not be read yet is read a moment later', async () => {
  fetched.mockResolvedValueOnce(away());
  fetched.mockResolvedValueOnce(Response.json({ items: [] }));
  const answer = read('/api/v1/drafts', {});
  await vi.advanceTimersByTimeAsync(999);
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toEqual({ items: [] });
});

test('what is not there is told at once', async () => {
  fetched.mockResolvedValueOnce(Response.json({ code: 'not_found' }, { status: 404 }));
  await expect(read('/api/v1/drafts/{id}', { path: { id: 'd' } })).rejects.toMatchObject({
    status: 404,
  });
});

test('whoever left the page asks no more', async () => {
  fetched.mockImplementation(async () => away());
  const stop = new AbortController();
  const answer = read('/api/v1/drafts', {}, stop.signal);
  const left = expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(fetched).toHaveBeenCalledTimes(2);
  stop.abort();
  await left;
  await vi.runAllTimersAsync();
  expect(fetched).toHaveBeenCalledTimes(2);
});

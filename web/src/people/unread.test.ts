import { expect, test, vi } from 'vitest';
import { inBell, unread } from './unread.svelte';

const answered = (body: object, status = 200) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(body), { status })),
  );

test.each([
  [0, ''],
  [-1, ''],
  [1, '1'],
  [99, '99'],
  [100, '99+'],
  [12_345, '99+'],
])('of %i a bell says “%s”', (count, said) => {
  expect(inBell(count)).toBe(said);
});

test('one notice is asked for, and how many are unread is kept', async () => {
  answered({ items: [], unread: 3, next: null });
  await unread.ask();
  expect(unread.count).toBe(3);
  expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe('/api/v1/me/notices?limit=1');
});

test('what fails says nothing, and leaves what was known', async () => {
  unread.take(5);
  answered({ code: 'unavailable' }, 503);
  await unread.ask();
  answered({});
  await unread.ask();
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('gone')));
  await unread.ask();
  expect(unread.count).toBe(5);
});

test('an answer that was asked for before the inbox knew better changes nothing', async () => {
  answered({ unread: 7 });
  const asked = unread.ask();
  unread.take(2);
  await asked;
  expect(unread.count).toBe(2);
  unread.take(-1);
  expect(unread.count).toBe(0);
});

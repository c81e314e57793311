import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MESSAGE, notice } from '../../inbox/model/testing';
import { Sight, seenOf } from './seen';

const asked = vi.fn(async () => new Response(null, { status: 204 }));
const here = new Set([MESSAGE]);
const about = { message: MESSAGE };

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
});
afterEach(() => void vi.useRealTimers());

test('a reaction is seen with its message, and an answer where the comments are open', () => {
  const all = [
    notice({ id: 'reacted', about }),
    notice({ id: 'read', about, read: true }),
    notice({ id: 'elsewhere', about: { message: 'another' } }),
    notice({ id: 'answered', type: 'message_comment', about }),
    notice({ id: 'liked', about: { ...about, is_comment: true } }),
    notice({ id: 'decided', type: 'system', about }),
    notice({ id: 'waits', type: 'circle_waiting', about: { message: null } }),
  ];
  const ids = (areComments: boolean) => seenOf(all, here, areComments).map(({ id }) => id);
  expect(ids(false)).toEqual(['reacted']);
  expect(ids(true)).toEqual(['answered', 'liked']);
});

test('what is in sight for a moment is read once, and again when something came into it', async () => {
  let at_ms = 1;
  const sight = new Sight(() => seenOf([notice({ about, at_ms })], here, false));
  sight.look();
  sight.leave();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).not.toHaveBeenCalled();
  for (const times of [1, 1]) {
    sight.look();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toHaveBeenCalledTimes(times);
  }
  at_ms = 2;
  asked.mockImplementationOnce(async () => new Response('{}', { status: 503 }));
  sight.look();
  await vi.advanceTimersByTimeAsync(2_000);
  // It failed: it is said again.
  sight.look();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveBeenCalledTimes(3);
});

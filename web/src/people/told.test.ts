import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeNetwork, greet, realNetwork, Wire } from '../../client/testing';
import { told } from './told.svelte';
import { unread } from './unread.svelte';

const view = (unread: number, tally_seq = 1) => ({
  ...{ tally_seq, unread, latest: [], drafts: {}, now_ms: 0 },
});
const hello = (count: number) =>
  greet('1-1', view(count), { kind: 'inbox', role: 'owner', session: 'i' });
const asked = vi.fn();

beforeEach(() => {
  fakeNetwork();
  vi.stubGlobal('location', { href: 'https://downbeat.example/circles' });
  asked.mockReset();
  asked.mockImplementation(async () => Response.json({ unread: 9 }));
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  // Nobody holds it any more.
  vi.advanceTimersByTime(30_000);
  realNetwork();
});

test('bell and page share one socket, and whoever comes later knows at once', () => {
  const heard: number[] = [];
  const leave = [told.hold(), told.hold(({ unread }) => heard.push(unread))];
  hello(2).say({
    type: 'change',
    from: '1-1',
    rev: '1-1',
    at_ms: 1,
    change: { unread: 3, tally_seq: 2 },
  });
  leave.push(told.hold(({ unread }) => heard.push(unread)));
  expect(heard).toEqual([2, 3, 3]);
  expect(Wire.made.map(({ url }) => url)).toEqual(['wss://downbeat.example/ws/me']);
  for (const one of leave) one();
  vi.advanceTimersByTime(21_000);
  expect(told.isLive).toBe(false);
});

test('the bell asks at first and while nobody tells, and not beside', async () => {
  const leave = unread.follow();
  expect(asked).toHaveBeenCalledTimes(1);
  const wire = hello(4);
  expect(unread.count).toBe(4);
  // What was asked for before is older.
  await vi.advanceTimersByTimeAsync(0);
  expect(unread.count).toBe(4);
  wire.drop(3500);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked.mock.calls.length, unread.count, Wire.made.length]).toEqual([2, 9, 1]);
  leave();
});

test('whoever was refused tries again when they look again', () => {
  const leave = told.hold();
  Wire.last.open();
  Wire.last.drop(3500);
  told.hold()();
  expect(Wire.made).toHaveLength(2);
  leave();
});

import { expect, test } from 'vitest';
import { duel } from '../../testing.ts';
import { remaining, used } from './remaining.ts';
import type { TimerView } from './timer.ts';

const SINCE = 1_000_000;

function view(besides: Partial<TimerView> = {}, of: object = {}): TimerView {
  const made = duel({ since_ms: SINCE, ...besides });
  return { ...made, participants: made.participants.map((one) => ({ ...one, ...of })) };
}

const left = (of: TimerView, atMs: number) =>
  ['a', 'b'].map((id) => remaining(of, id, SINCE + atMs));
const spent = (of: TimerView, atMs: number) => ['a', 'b'].map((id) => used(of, id, SINCE + atMs));

test.each(['per_participant', 'per_cycle'] as const)('%s: the active clock counts', (mode) => {
  expect(left(view({ mode }), 1_500)).toEqual([58_500, 60_000]);
  expect(spent(view({ mode }), 1_500)).toEqual([1_500, 0]);
});

test('per_group: the group of the active one shares a clock', () => {
  const made = view({ mode: 'per_group' });
  const grouped = (groups: string[]) => ({
    ...made,
    participants: made.participants.map((one, n) => ({ ...one, group: groups[n] ?? null })),
  });
  expect(left(grouped(['x', 'y']), 1_500)).toEqual([58_500, 60_000]);
  expect(left(grouped(['x', 'x']), 1_500)).toEqual([58_500, 58_500]);
  expect(spent(grouped(['x', 'x']), 1_500)).toEqual([1_500, 0]);
});

test.each(['global', 'count_up'] as const)('%s: all share one clock', (mode) => {
  expect(left(view({ mode }), 1_500)).toEqual([58_500, 58_500]);
  expect(spent(view({ mode }), 1_500)).toEqual([1_500, 0]);
});

test('a stopwatch without an end has nothing left, and counts up', () => {
  const made = view({ mode: 'count_up' }, { remaining_ms: null, used_ms: 500 });
  expect(left(made, 90_000)).toEqual([null, null]);
  expect(spent(made, 90_000)).toEqual([90_500, 500]);
});

test.each(['pending', 'paused', 'completed', 'expired', 'cancelled'] as const)(
  '%s: every clock stands',
  (status) => {
    expect(left(view({ status }), 1_500)).toEqual([60_000, 60_000]);
    expect(spent(view({ status, since_ms: null }), 1_500)).toEqual([0, 0]);
  },
);

test('while a delay runs, nothing counts', () => {
  expect(left(view(), -2_000)).toEqual([60_000, 60_000]);
});

test('it stops at zero until the server says that the time ended', () => {
  expect([left(view(), 61_000)[0], spent(view(), 61_000)[0]]).toEqual([0, 60_000]);
});

test('and counts on below zero where the timer does', () => {
  expect(left(view({}, { expired: true }), 61_000)[0]).toBe(-1_000);
  expect(left(view({}, { expired: true, remaining_ms: -500 }), 1_000)[0]).toBe(-1_500);
});

test('nobody has no clock', () => {
  expect([remaining(view(), 'z', SINCE), used(view(), 'z', SINCE)]).toEqual([null, null]);
});

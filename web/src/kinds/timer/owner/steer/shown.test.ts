import { expect, test } from 'vitest';
import type { Seen, View } from '../api/model';
import { clocksOf, isAlone, isShared, nextOf } from './shown';

function view(count: number, changes: Partial<View> = {}): View {
  const participants = Array.from({ length: count }, (_, n): Seen => {
    const id = `p${n + 1}`;
    const left = { remaining_ms: 1_000, used_ms: 0, moves: 0, expired: false };
    return { id, name: id, group: null, color: null, ...left };
  });
  const still = { since_ms: null, cycle: 1, now_ms: 0 };
  return {
    status: 'running',
    mode: 'per_participant',
    active: 'p1',
    participants,
    ...still,
    ...changes,
  };
}

test('a few clocks are all shown, of many the active one and the next', () => {
  expect(clocksOf(view(8))).toHaveLength(8);
  expect(clocksOf(view(1_000, { active: 'p1000' })).map(({ id }) => id)).toEqual(['p1000', 'p1']);
});

test('one clock for all has one place', () => {
  expect(isShared(view(3, { mode: 'global' }))).toBe(true);
  expect(isShared(view(1, { mode: 'global' }))).toBe(false);
  expect(isAlone(view(1, { mode: 'global' }))).toBe(true);
  expect(isAlone(view(1, { mode: 'per_cycle' }))).toBe(false);
});

test('whoever has no time left is not next', () => {
  const one = view(3);
  const [, second] = one.participants;
  if (second) Object.assign(second, { expired: true, remaining_ms: 0 });
  expect(nextOf(one)?.id).toBe('p3');
  expect(nextOf({ ...one, mode: 'per_cycle' })?.id).toBe('p2');
  if (second) second.remaining_ms = -1;
  expect(nextOf(one)?.id).toBe('p2');
});

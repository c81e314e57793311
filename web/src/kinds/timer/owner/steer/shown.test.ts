import { expect, test } from 'vitest';
import { isAlone, nextUp, turnsUntil } from '../../paint/next';
import type { Seen, View } from '../api/model';
import { clocksOf, isShared } from './shown';

function view(count: number, changes: Partial<View> = {}): View {
  const participants = Array.from({ length: count }, (_, n): Seen => {
    const id = `p${n + 1}`;
    const left = { remaining_ms: 1_000, used_ms: 0, moves: 0, expired: false };
    return { id, name: id, group: null, color: null, ...left };
  });
  const still = { since_ms: null, cycle: 1, turn: 1, now_ms: 0 };
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
  expect(nextUp(one)?.id).toBe('p3');
  expect(nextUp({ ...one, mode: 'per_cycle' })?.id).toBe('p2');
  if (second) second.remaining_ms = -1;
  expect(nextUp(one)?.id).toBe('p2');
});

test('turns are counted until somebody has theirs', () => {
  const many = view(4, { active: 'p2' });
  expect(turnsUntil(many, 'p2')).toBe(0);
  expect(turnsUntil(many, 'p1')).toBe(3);
  const [, , third] = many.participants;
  if (third) Object.assign(third, { expired: true, remaining_ms: 0 });
  expect(turnsUntil(many, 'p4')).toBe(1);
  expect(turnsUntil(many, 'p3')).toBeNull();
});

import { expect, test } from 'vitest';
import { duel } from '../../testing.ts';
import type { TimerView } from './timer.ts';
import { isOn, nextOf, passed, turnOf } from './turn.ts';

function three(changes: object[] = [], besides: Partial<TimerView> = {}): TimerView {
  const [one] = duel().participants;
  if (!one) throw new Error('a duel has two');
  const participants = ['a', 'b', 'c'].map((id, n) => ({ ...one, id, ...changes[n] }));
  return { ...duel({ since_ms: 0 }), participants, ...besides };
}

test('the next is who follows and has time', () => {
  expect(nextOf(three())).toBe('b');
  expect(nextOf(three([], { active: 'c' }))).toBe('a');
  expect(nextOf(three([{}, { expired: true }]))).toBe('c');
  expect(nextOf(three([{}, { expired: true, remaining_ms: -1 }]))).toBe('b');
  expect(nextOf(three([{}, { expired: true }], { mode: 'per_cycle' }))).toBe('b');
  expect(nextOf(three(Array(3).fill({ expired: true })))).toBeNull();
});

test('a turn is one of somebody, and is on once', () => {
  const view = three();
  const turn = turnOf(view);
  expect(turn).toEqual({ of: 'a', moves: 0 });
  expect(turn && isOn(view, turn)).toBe(true);
  const later = passed(passed(view, 'b', 10), 'a', 20);
  expect(turn && isOn(later, turn)).toBe(false);
  expect(turnOf({ ...view, status: 'paused' })).toBeNull();
});

test('passing a turn conserves time', () => {
  const view = passed(three(), 'c', 1_500);
  expect(view).toMatchObject({ active: 'c', since_ms: 1_500, cycle: 1 });
  expect(view.participants.map((one) => one.remaining_ms)).toEqual([58_500, 60_000, 60_000]);
  expect(view.participants.map((one) => one.used_ms)).toEqual([1_500, 0, 0]);
  expect(view.participants.map((one) => one.moves)).toEqual([1, 0, 0]);
  expect(passed(view, 'a', 2_000).cycle).toBe(2);
});

test('who shares the clock has as much of it', () => {
  const view = passed(three([], { mode: 'global' }), 'b', 1_500);
  expect(view.participants.map((one) => one.remaining_ms)).toEqual(Array(3).fill(58_500));
  expect(view.participants.map((one) => one.used_ms)).toEqual([1_500, 0, 0]);
});

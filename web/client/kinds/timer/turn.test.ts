import { expect, test } from 'vitest';
import { duel } from '../../testing.ts';
import type { TimerView } from './timer.ts';
import { nextOf, passed, turnOf } from './turn.ts';

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

test('a turn has its number alone', () => {
  const view = three();
  expect(turnOf(view)).toBe(1);
  expect(turnOf(passed(passed(view, 'b', 10), 'a', 20))).toBe(3);
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

test('after the last turn of all comes nobody', () => {
  const agenda = { cycle: 1, cycles: 1 };
  expect(nextOf(three([], agenda))).toBe('b');
  expect(nextOf(three([], { ...agenda, active: 'c' }))).toBeNull();
  expect(nextOf(three([], { ...agenda, cycles: 2, active: 'c' }))).toBe('a');
});

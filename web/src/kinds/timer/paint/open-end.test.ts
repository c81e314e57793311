import { expect, test } from 'vitest';
import { seat, timer } from './example';
import { isOpenEnd } from './open-end';

const END_MS = 61_000;
const at = (ms: number, given: object = {}, of: object = {}) => {
  const one = seat('a', of);
  const participants = [one, seat('b')];
  return isOpenEnd(timer({ offline_grace_ms: 30_000, participants, ...given }), one, END_MS + ms);
};

test('an end that waits for a table is said to', () => {
  expect(at(499)).toBe(false);
  expect(at(500)).toBe(true);
  expect(at(29_000)).toBe(true);
});

test('an end that was told, or that waits for nobody, is not', () => {
  expect(at(500, {}, { expired: true })).toBe(false);
  expect(at(500, { offline_grace_ms: null })).toBe(false);
  expect(at(500, { status: 'paused' })).toBe(false);
  expect(at(500, { active: 'b' })).toBe(false);
  expect(at(500, { mode: 'count_up' }, { remaining_ms: null })).toBe(false);
});

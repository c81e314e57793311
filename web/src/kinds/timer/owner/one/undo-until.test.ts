import { expect, test } from 'vitest';
import type { Seen, View } from '../api/model';
import { undoUntil } from './undo-until';

const NOW_MS = 1_000_000;

function seen(id: string, changes: Partial<Seen> = {}): Seen {
  const left = { remaining_ms: 60_000, used_ms: 0, moves: 0, expired: false };
  return { id, name: id, group: null, color: null, ...left, ...changes };
}

function view(participants: Seen[], changes: Partial<View> = {}): View {
  const still = { since_ms: NOW_MS, cycle: 1, turn: 1, now_ms: NOW_MS };
  return {
    status: 'running',
    mode: 'per_participant',
    active: 'a',
    participants,
    ...still,
    ...changes,
  };
}

const BEFORE = view([seen('a'), seen('b')]);
const SWITCHED = view([seen('a', { moves: 1, used_ms: 5_000, remaining_ms: 57_000 }), seen('b')], {
  active: 'b',
});

test('a switch can be taken back for ten seconds', () => {
  expect(undoUntil(BEFORE, SWITCHED, 0)).toBe(NOW_MS + 10_000);
});

test('one that was taken back cannot be again', () => {
  expect(undoUntil(SWITCHED, BEFORE, 7)).toBe(0);
});

test('a pause leaves it, and so does a warning', () => {
  const [a, b] = SWITCHED.participants as [Seen, Seen];
  const stood = { ...b, used_ms: 2_000, remaining_ms: 58_000 };
  expect(undoUntil(SWITCHED, { ...SWITCHED, status: 'paused', participants: [a, stood] }, 7)).toBe(
    7,
  );
  expect(undoUntil(SWITCHED, { ...SWITCHED, now_ms: NOW_MS + 1 }, 7)).toBe(7);
});

test.each([
  ['somebody is given time', [seen('a', { moves: 1, used_ms: 5_000 }), seen('b')]],
  ['the order changes', [seen('b'), seen('a', { moves: 1 })]],
  ['somebody comes', [...SWITCHED.participants, seen('c')]],
])('it is gone when %s', (_, participants) => {
  expect(undoUntil(SWITCHED, { ...SWITCHED, participants }, 7)).toBe(0);
});

test('it is gone when the turn is taken away, and when the timer ends', () => {
  expect(undoUntil(SWITCHED, { ...SWITCHED, active: 'a' }, 7)).toBe(0);
  expect(undoUntil(SWITCHED, { ...SWITCHED, status: 'expired' }, 7)).toBe(0);
});

test('a turn of somebody who is alone can be taken back too', () => {
  const [before, after] = [view([seen('a')]), view([seen('a', { moves: 1, used_ms: 10 })])];
  expect(undoUntil(before, after, 0)).toBe(NOW_MS + 10_000);
  expect(undoUntil(after, before, 7)).toBe(0);
});

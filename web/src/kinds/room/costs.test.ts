import { expect, test } from 'vitest';
import { costs } from './costs';

test('nothing is known at first, and then what is usual', () => {
  const learned = costs();
  expect([learned.of('start'), learned.of('seek')]).toEqual([0, 0]);
  learned.note('seek', 120);
  expect([learned.of('start'), learned.of('seek')]).toEqual([0, 120]);
  for (const ms of [80, 90, 1_900, 85]) learned.note('seek', ms);
  expect(learned.of('seek')).toBe(90);
});

test('the last five count, and no load does', () => {
  const learned = costs();
  for (const ms of [500, 500, 500, 40, 41, 42, 43, 44]) learned.note('start', ms);
  expect(learned.of('start')).toBe(42);
  for (const ms of [2_001, 60_000, -1]) learned.note('start', ms);
  expect(learned.of('start')).toBe(42);
});

test('what one player cost is what the next is thought to, until it is known', () => {
  const first = costs();
  first.note('start', 180);
  const next = costs(first);
  expect([next.of('start'), next.of('seek')]).toEqual([180, 0]);
  next.note('start', 60);
  expect(next.of('start')).toBe(60);
  expect(first.of('start')).toBe(180);
});

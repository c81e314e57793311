import { expect, test } from 'vitest';
import { Motion } from './motion';

const moving = () => new Motion(() => false);

test('it begins where it belongs', () => {
  expect(moving().follow(70, 5000, 0.05)).toBe(70);
});

test('after a rest, the first step is as small as any other', () => {
  const rested = moving();
  rested.follow(0, 0, 0.05);
  rested.rest();
  const first = rested.follow(100, 60_000, 0.05);
  const steady = moving();
  steady.follow(0, 0, 0.05);
  expect(first).toBeCloseTo(steady.follow(100, 16, 0.05));
});

test('it arrives', () => {
  const motion = moving();
  motion.follow(0, 0, 0.05);
  let value = 0;
  for (let at = 16; at < 2000; at += 16) value = motion.follow(-40, at, 0.05);
  expect(value).toBe(-40);
});

test('calm is steps: the place at once, then none for half a second', () => {
  const motion = new Motion(() => true);
  expect(motion.follow(10, 0, 0.05)).toBe(10);
  expect(motion.follow(50, 100, 0.05)).toBe(10);
  expect(motion.follow(40, 500, 0.05)).toBe(40);
});

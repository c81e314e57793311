import { expect, test } from 'vitest';
import { stepMs, timeLeft } from './time-left';

test('it goes from all to nothing, and not beyond', () => {
  expect(timeLeft(1000, 61_000, 1000)).toBe(1);
  expect(timeLeft(1000, 61_000, 46_000)).toBe(0.25);
  expect(timeLeft(1000, 61_000, 70_000)).toBe(0);
  expect(timeLeft(1000, 61_000, 0)).toBe(1);
  expect(timeLeft(1000, 1000, 0)).toBe(0);
});

test('a long round is drawn seldom, a short one as motion', () => {
  expect(stepMs(1_800_000, 800, false)).toBe(2250);
  expect(stepMs(15_000, 800, false)).toBe(33);
  expect(stepMs(15_000, 800, true)).toBe(1000);
  expect(stepMs(15_000, 0, false)).toBe(15_000);
});

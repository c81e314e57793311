import { expect, test } from 'vitest';
import { Arrivals } from './arrivals';

test('a few are read out, many are counted, and after a moment a few again', () => {
  const arrivals = new Arrivals();
  expect([1, 2, 3].map((at) => arrivals.came(1, at * 1_000))).toEqual([0, 0, 0]);
  expect(arrivals.came(1, 3_500)).toBe(4);
  expect(arrivals.came(1, 9_000)).toBe(0);
  expect(arrivals.came(12, 9_100)).toBe(13);
});

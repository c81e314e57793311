import { expect, test } from 'vitest';
import { barsOf, percent } from './bars';

test('the highest bar fills its field, and nothing has no height', () => {
  const bars = barsOf([0, 5, 10]);
  expect(bars.map(({ height }) => height)).toEqual([0, 20, 40]);
  expect(bars.map(({ y }) => y)).toEqual([40, 20, 0]);
  for (const { x, width } of bars) expect(x >= 0 && x + width <= 100).toBe(true);
  expect(barsOf([0, 0]).every(({ height }) => height === 0)).toBe(true);
  expect(barsOf([1, 10_000])[0]).toMatchObject({ y: 39, height: 1 });
  expect(barsOf([])).toEqual([]);
});

test('a share of nothing is none', () => {
  expect(percent({ count: 1, of: 3 })).toBe(33);
  expect(percent({ count: 0, of: 0 })).toBe(null);
});

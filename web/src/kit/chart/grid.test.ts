import { expect, test } from 'vitest';
import { gridOf } from './grid';

test.each([
  [1, [0, 1]],
  [1.1, [0, 1]],
  [3.3, [0, 1, 2, 3]],
  [6, [0, 2, 4, 6]],
  [44, [0, 20, 40]],
  [100, [0, 50, 100]],
  [5_300, [0, 2_000, 4_000]],
])('up to %d the lines are round and few', (max, lines) => {
  expect(gridOf(max)).toEqual(lines);
});

import { expect, test } from 'vitest';
import { scaleOf } from './scale';

test.each([
  ['', 1],
  ['?scale=2', 2],
  ['?scale=0.25', 0.25],
  ['?scale=99', 1],
  ['?scale=nan', 1],
])('the scale of “%s” is %d', (search, scale) => {
  expect(scaleOf(new URLSearchParams(search))).toBe(scale);
});

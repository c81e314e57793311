import { expect, test } from 'vitest';
import { face, spoken } from './face';

test.each([
  [180_000, '3:00'],
  [179_999, '3:00'],
  [20_000, '0:20'],
  [19_999, '0:20.0'],
  [9_940, '0:10.0'],
  [9_900, '0:09.9'],
  [1, '0:00.1'],
  [0, '0:00.0'],
  [-1_500, '−0:01'],
  [5_400_000, '1:30:00'],
])('%i ms left show %s', (ms, shown) => {
  expect(face(ms, 'down')).toBe(shown);
});

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [3_600_000, '1:00:00'],
])('%i ms used show %s', (ms, shown) => {
  expect(face(ms, 'up')).toBe(shown);
});

test.each([
  [200_000, '3 minutes 20 seconds'],
  [3_601_000, '1 hour 1 second'],
  [0, '0 seconds'],
])('%i ms are read out as %s', (ms, said) => {
  expect(spoken(ms)).toBe(said);
});

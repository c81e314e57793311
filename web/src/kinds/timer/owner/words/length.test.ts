import { expect, test } from 'vitest';
import { read, written } from './length';

test.each([
  [180_000, '3:00'],
  [5_400_000, '1:30:00'],
  [500, '0:00.500'],
  [-15_000, '-0:15'],
  [61_000, '1:01'],
])('%i ms are written %s, and read back', (ms, text) => {
  expect(written(ms)).toBe(text);
  expect(read(text, 's')).toBe(ms);
});

test.each([
  ['3', 'min', 180_000],
  ['30', 's', 30_000],
  ['2.5', 's', 2_500],
  ['90 min', 's', 5_400_000],
  ['1 h 30 min', 's', 5_400_000],
  ['1h30m', 's', 5_400_000],
  ['45s', 'min', 45_000],
  ['300 ms', 's', 300],
  ['+15', 's', 15_000],
  ['-1:30', 's', -90_000],
  [' 2,5 ', 'min', 150_000],
] as const)('%s is read', (text, unit, ms) => {
  expect(read(text, unit)).toBe(ms);
});

test.each(['', 'soon', '1:75', '1:2:3:4', '5 d', '--3', '1 min soon'])(
  '“%s” is no length',
  (text) => {
    expect(read(text, 's')).toBeNull();
  },
);

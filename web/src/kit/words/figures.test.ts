import { expect, test } from 'vitest';
import { figures, spoken } from './figures';

test.each([
  [0, '0:00', '.0'],
  [99, '0:00', '.0'],
  [9_999, '0:09', '.9'],
  [65_000, '1:05', '.0'],
  [3_599_999, '59:59', '.9'],
  [3_600_000, '1:00:00', '.0'],
  [86_400_000, '24:00:00', '.0'],
  [-400, '0:00', '.4'],
  [-65_400, '−1:05', '.4'],
])('%i ms', (ms, main, tenths) => {
  expect(figures(ms, true)).toEqual({ main, tenths });
  expect(figures(ms, false)).toEqual({ main, tenths: '' });
});

test('spoken, two units are enough', () => {
  expect(spoken(3_725_000)).toBe('1 h 2 min');
  expect(spoken(65_900)).toBe('1 min 5 s');
  expect(spoken(600_000)).toBe('10 min');
  expect(spoken(400)).toBe('0 s');
});

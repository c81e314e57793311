import { expect, test } from 'vitest';
import { figures, figuresText, spoken } from './figures';

test.each([
  [180_000, '3:00'],
  [179_999, '3:00'],
  [179_001, '3:00'],
  [179_000, '2:59'],
  [20_000, '0:20'],
  [19_999, '0:20.0'],
  [9_901, '0:10.0'],
  [9_900, '0:09.9'],
  [1, '0:00.1'],
  [0, '0:00.0'],
  [-999, '0:00'],
  [-1_500, '−0:01'],
  [-65_400, '−1:05'],
  [3_599_001, '1:00:00'],
  [5_400_000, '1:30:00'],
])('%i ms left show %s', (ms, shown) => {
  expect(figuresText(ms, 'down')).toBe(shown);
});

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [59_999, '0:59'],
  [3_600_000, '1:00:00'],
  [86_400_000, '24:00:00'],
])('%i ms used show %s', (ms, shown) => {
  expect(figuresText(ms, 'up')).toBe(shown);
});

test('tenths stand beside', () => {
  expect(figures(9_400, 'down')).toEqual({ main: '0:09', tenths: '.4' });
});

test('spoken, two units are enough', () => {
  expect(spoken(3_725_000)).toBe('1 h 2 min');
  expect(spoken(65_900)).toBe('1 min 5 s');
  expect(spoken(600_000)).toBe('10 min');
  expect(spoken(400)).toBe('0 s');
});

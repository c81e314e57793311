import { expect, test } from 'vitest';
import { lasted, relative, rough, span } from './time';

const NOW_MS = 1_700_000_000_000;

test.each([
  [0, 'now'],
  [-999, 'now'],
  [-8_400, '8 s ago'],
  [3 * 60_000, 'in 3 min'],
  [-60_000, '1 min ago'],
  [-26 * 3_600_000, '26 h ago'],
  [-12 * 86_400_000, '12 d ago'],
  [90 * 86_400_000 - 1_000, 'in 90 d'],
])('%i ms away is said as %s', (away_ms, said) => {
  expect(relative(NOW_MS + away_ms, NOW_MS)).toBe(said);
});

test.each([
  [0, '0 ms'],
  [419.6, '420 ms'],
  [3_290, '3.2 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_780_000, '1 h 3 min'],
  [90_000_000, '1 d 1 h'],
])('%d ms took %s', (span_ms, said) => {
  expect(span(span_ms)).toBe(said);
});

test('a rough span has one unit', () => {
  expect(rough(59_999)).toBe('59 s');
  expect(rough(7_199_000)).toBe('1 h');
});

test.each([
  [214, '1 s'],
  [2_400, '2 s'],
  [59_600, '1 min'],
  [125_000, '2 min 5 s'],
])('what lasted %i ms is said in whole seconds: %s', (span_ms, said) => {
  expect(lasted(span_ms)).toBe(said);
});

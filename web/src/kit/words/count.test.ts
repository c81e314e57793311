import { expect, test } from 'vitest';
import { brief, counted, grouped, rate, things } from './count';

test('thousands stand apart', () => {
  expect(grouped(999)).toBe('999');
  expect(grouped(1234567)).toBe('1\u2009234\u2009567');
});

test('a count that was capped says so', () => {
  expect(counted({ count: 10_000, capped: true })).toBe('10\u2009000+');
  expect(counted({ count: 3, capped: false })).toBe('3');
});

test.each([
  [999, false, '999'],
  [1_000, false, '1k'],
  [1_249, false, '1.2k'],
  [9_960, false, '10k'],
  [10_000, true, '10k+'],
  [999_499, false, '999k'],
  [999_500, false, '1M'],
  [3_400_000, false, '3.4M'],
])('%i (capped: %s) is briefly %s', (count, capped, said) => {
  expect(brief({ count, capped })).toBe(said);
});

test('words agree with their number', () => {
  expect(things(1, 'job', 'jobs')).toBe('1 job');
  expect(things(0, 'job', 'jobs')).toBe('0 jobs');
  expect(things(2, 'entry', 'entries')).toBe('2 entries');
});

test('small rates keep a digit', () => {
  expect([0, 0.44, 9.96, 12.4].map(rate)).toEqual(['0', '0.4', '10', '12']);
});

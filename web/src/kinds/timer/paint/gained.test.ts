import { expect, test } from 'vitest';
import { seat, timer } from './example';
import { gainedMs, gainWords } from './gained';

test('an increment is what is there beyond what was', () => {
  const before = timer();
  const after = timer({
    active: 'b',
    participants: [seat('a', { remaining_ms: 57_000, used_ms: 5_000 }), seat('b')],
  });
  expect(gainedMs(before, after, 'a')).toBe(2_000);
  expect(gainedMs(after, before, 'a')).toBe(-2_000);
  expect(gainedMs(before, after, 'b')).toBe(0);
  expect(gainedMs(before, after, 'z')).toBe(0);
});

test('in words', () => {
  expect(gainWords(2_000)).toBe('+2 s');
  expect(gainWords(-1_500)).toBe('−1.5 s');
  expect(gainWords(0)).toBe('');
});

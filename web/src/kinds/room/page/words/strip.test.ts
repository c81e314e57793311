import { expect, test } from 'vitest';
import { strip } from './strip';

test('nobody reacted: there is nothing to show', () => {
  expect(strip([], 5_000, 60_000)).toBe('');
  expect(strip([0, 0], 5_000, 60_000)).toBe('');
});

test('a hill stands where people reacted, and within the bar', () => {
  const path = strip([0, 8, 0], 5_000, 15_000);
  // The middle of the second five seconds of fifteen, at the top.
  expect(path).toContain('50.00 0.0');
  expect(path.startsWith('M0 24')).toBe(true);
  expect(path.endsWith('L100.00 24Z')).toBe(true);
});

test('a few are a small hill', () => {
  expect(strip([1], 5_000, 5_000)).toContain('50.00 18.0');
});

test('what was counted behind the end is not shown', () => {
  expect(strip([1, 1, 1], 5_000, 5_000).match(/C/g)).toHaveLength(1);
});

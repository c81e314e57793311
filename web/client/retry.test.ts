import { expect, test } from 'vitest';
import { isFinal, retryMs, toldMs } from './retry.ts';

test('waits grow, and never beyond a limit', () => {
  expect(retryMs(0, 1)).toBe(300);
  expect(retryMs(3, 0.5)).toBe(1050);
  expect(retryMs(99, 1)).toBe(8050);
  expect(retryMs(99, 0)).toBe(50);
});

test('what was told is waited for, and more where it was told before', () => {
  expect(toldMs(1_700, 0, 1)).toBe(1_700);
  expect(toldMs(1_700, 1, 1)).toBe(2_000);
  expect(toldMs(1_700, 99, 1)).toBe(9_750);
  expect(toldMs(1_700, 99, 0)).toBe(1_750);
});

test('only what 35xx says of the link, the session and the page is for ever', () => {
  expect([1006, 1013, 3000, 3003, 3004, 3503].some(isFinal)).toBe(false);
  expect([3500, 3501, 3502].every(isFinal)).toBe(true);
});

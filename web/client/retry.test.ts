import { expect, test } from 'vitest';
import { isFinal, retryMs } from './retry.ts';

test('waits grow, and never beyond a limit', () => {
  expect(retryMs(0, 1)).toBe(300);
  expect(retryMs(3, 0.5)).toBe(1050);
  expect(retryMs(99, 1)).toBe(8050);
  expect(retryMs(99, 0)).toBe(50);
});

test('only 35xx is for ever', () => {
  expect([1006, 1013, 3000, 3003, 3004].some(isFinal)).toBe(false);
  expect([3500, 3501, 3502, 3503].every(isFinal)).toBe(true);
});

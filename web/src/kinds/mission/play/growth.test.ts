import { expect, test } from 'vitest';
import { nextSlotAt, shareOf, xpOf } from './growth';

test('levels take what the server says that they take', () => {
  expect([1, 2, 3, 20].map(xpOf)).toEqual([0, 100, 300, 19_000]);
  expect(shareOf(0, 1)).toBe(0);
  expect(shareOf(200, 2)).toBe(0.5);
  expect(shareOf(50_000, 20)).toBe(1);
});

test('slots open at their levels', () => {
  expect([1, 9, 10].map(nextSlotAt)).toEqual([3, 10, null]);
});

import { expect, test } from 'vitest';
import { isNewer, orderOf } from './order.ts';

test('a later life is newer, whatever it counts', () => {
  expect(isNewer(orderOf('2-0', 0), orderOf('1-90', 1000))).toBe(true);
  expect(isNewer(orderOf('1-90', 1000), orderOf('2-0', 0))).toBe(false);
});

test('within a life, first the rev and then the votes', () => {
  expect(isNewer(orderOf('1-10', 0), orderOf('1-9', 50))).toBe(true);
  expect(isNewer(orderOf('1-9', 51), orderOf('1-9', 50))).toBe(true);
  expect(isNewer(orderOf('1-9', 50), orderOf('1-9', 50))).toBe(false);
  expect(isNewer(orderOf('1-9', 49), orderOf('1-9', 50))).toBe(false);
});

test('anything is newer than nothing', () => {
  expect(isNewer(orderOf('0-0', 0), [])).toBe(true);
});

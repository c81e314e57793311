import { expect, test } from 'vitest';
import { placed } from './order';

const IDS = ['a', 'b', 'c'];

test('an item goes before another, or to the end', () => {
  expect(placed(IDS, 'a', 1)).toEqual({ before: 'c', place: 1 });
  expect(placed(IDS, 'a', 2)).toEqual({ before: null, place: 2 });
  expect(placed(IDS, 'c', -1)).toEqual({ before: 'b', place: 1 });
  expect(placed(IDS, 'b', -9)).toEqual({ before: 'a', place: 0 });
});

test('what is at the end stays there, and what is not there goes nowhere', () => {
  expect(placed(IDS, 'c', 1)).toBeNull();
  expect(placed(IDS, 'a', -1)).toBeNull();
  expect(placed(IDS, 'x', 1)).toBeNull();
});

import { expect, test } from 'vitest';
import { placeOf, placeText } from './place';

test('a place is written as players do', () => {
  expect([0, 999, 65_000, 3_723_400].map(placeText)).toEqual(['0:00', '0:00', '1:05', '1:02:03']);
});

test('and read as people type it', () => {
  expect(['90', '4:05', ' 1:02:03 '].map(placeOf)).toEqual([90_000, 245_000, 3_723_000]);
  expect(['', 'a', '1:2:3:4', '1:-2'].map(placeOf)).toEqual([null, null, null, null]);
});

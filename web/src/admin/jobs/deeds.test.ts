import { expect, test } from 'vitest';
import { narrowed } from './deeds';

test('a deed on all that match keeps to the states it fits', () => {
  expect(narrowed('retry', [])).toEqual(['dead', 'discarded']);
  expect(narrowed('retry', ['done', 'dead'])).toEqual(['dead']);
  expect(narrowed('run', ['dead'])).toEqual([]);
});

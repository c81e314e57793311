import { expect, test } from 'vitest';
import { percentsOf, placesOf, sharesOf } from './shares';

test('nobody has a share of nothing', () => {
  expect(sharesOf([0, 0, 0])).toEqual([0, 0, 0]);
  expect(percentsOf([0, 0, 0])).toEqual([0, 0, 0]);
  expect(placesOf([0, 0, 0])).toEqual([0, 1, 2]);
});

test('percents make a hundred', () => {
  expect(percentsOf([1, 1, 1])).toEqual([34, 33, 33]);
  expect(percentsOf([2, 1, 0])).toEqual([67, 33, 0]);
  expect(percentsOf([1, 999])).toEqual([0, 100]);
  for (const counts of [[3, 3, 1, 7, 13], [1, 1, 1, 1, 1, 1, 1], [5], [199, 1, 1]]) {
    expect(percentsOf(counts).reduce((sum, percent) => sum + percent)).toBe(100);
  }
});

test('who has more stands above; of equals, who was named first', () => {
  expect(placesOf([1, 5, 3])).toEqual([2, 0, 1]);
  expect(placesOf([4, 7, 7, 4])).toEqual([2, 0, 1, 3]);
});

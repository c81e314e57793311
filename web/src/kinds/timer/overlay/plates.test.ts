import { expect, test } from 'vitest';
import { seat, timer } from '../paint/example';
import { countOf } from './count';
import { shownOf } from './plates';

const ids = (view: ReturnType<typeof timer>, count = 2) => shownOf(view, count).map(({ id }) => id);

test('two keep their places', () => {
  expect(ids(timer({ active: 'b' }))).toEqual(['a', 'b']);
});

test('of many, the active one and the next with time left', () => {
  const participants = ['a', 'b', 'c', 'd'].map((id) => seat(id, { expired: id === 'd' }));
  expect(ids(timer({ active: 'b', participants }))).toEqual(['b', 'c']);
  expect(ids(timer({ active: 'c', participants }))).toEqual(['c', 'a']);
  expect(ids(timer({ status: 'completed', active: 'c', participants }))).toEqual(['c']);
  expect(ids(timer({ status: 'expired', winner: 'a', participants }))).toEqual(['a']);
});

test('of many, as many as the address wants', () => {
  const participants = ['a', 'b', 'c', 'd'].map((id) => seat(id, { expired: id === 'd' }));
  expect(ids(timer({ active: 'b', participants }), 3)).toEqual(['b', 'c', 'a']);
  expect(ids(timer({ active: 'b', participants }), 1)).toEqual(['b']);
  expect(ids(timer({ active: 'b', participants }), 6)).toEqual(['a', 'b', 'c', 'd']);
});

test.each([
  ['', 2],
  ['?plates=4', 4],
  ['?plates=0', 2],
  ['?plates=70', 2],
  ['?plates=all', 2],
])('%s is %i plates', (asked, count) => {
  expect(countOf(new URLSearchParams(asked))).toBe(count);
});

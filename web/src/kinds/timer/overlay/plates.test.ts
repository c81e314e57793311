import { expect, test } from 'vitest';
import { seat, timer } from '../paint/example';
import { shownOf } from './plates';

const ids = (view: ReturnType<typeof timer>) => shownOf(view).map(({ id }) => id);

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

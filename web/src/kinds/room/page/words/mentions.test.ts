import { expect, test } from 'vitest';
import { mentionAt, mentioned } from './mentions';

test('a name is begun by a sign, at the beginning or after a space', () => {
  expect(mentionAt('hi @Ad', 6)).toEqual({ name: 'Ad', from: 3 });
  expect(mentionAt('@', 1)).toEqual({ name: '', from: 0 });
  expect(mentionAt('mail@example', 12)).toBeNull();
  expect(mentionAt('@Ada and', 8)).toBeNull();
});

test('a line names seats, by the names that they have', () => {
  const people = [
    { id: 'a', name: 'Ada' },
    { id: 'k', name: 'Kit' },
  ];
  expect(mentioned('@Kit look', people)).toEqual(['k']);
  expect(mentioned('Kit look', people)).toEqual([]);
});

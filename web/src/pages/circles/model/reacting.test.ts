import { expect, test } from 'vitest';
import { withOwn } from './reacting';

const counts = { like: 2, love: 0, pray: 0, grateful: 0, inspire: 0, support: 0 };

test('one reaction a person: another takes the place of the first', () => {
  const liked = withOwn({ counts, reaction: null }, 'like');
  expect(liked).toEqual({ counts: { ...counts, like: 3 }, reaction: 'like' });
  const loved = withOwn(liked, 'love');
  expect(loved).toEqual({ counts: { ...counts, love: 1 }, reaction: 'love' });
  expect(withOwn(loved, null)).toEqual({ counts, reaction: null });
});

test('the same again counts once, and nothing is below zero', () => {
  const liked = withOwn({ counts, reaction: null }, 'like');
  expect(withOwn(liked, 'like')).toEqual(liked);
  expect(withOwn({ counts, reaction: 'love' }, null).counts.love).toBe(0);
});

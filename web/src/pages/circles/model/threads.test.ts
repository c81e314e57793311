import { expect, test } from 'vitest';
import type { Comment } from './rights';
import { threads } from './threads';

const comment = (id: string, parent: string | null = null) => ({ id, parent }) as Comment;

test('answers stand below what they answer', () => {
  const all = [comment('a'), comment('b'), comment('c', 'a'), comment('d', 'a')];
  const shown = threads(all).map((one) => [one.comment.id, one.answers.map(({ id }) => id)]);
  expect(shown).toEqual([
    ['a', ['c', 'd']],
    ['b', []],
  ]);
});

import { expect, test } from 'vitest';
import { changed } from './merge.ts';

test('what a change does not name stays, what it names comes whole', () => {
  const view = { active: 'a' as string | null, list: [1, 2], round: { n: 1, of: 2 } };
  expect(changed(view, { active: null, list: [3], round: { n: 2 } })).toEqual({
    active: null,
    list: [3],
    round: { n: 2 },
  });
  expect(view).toEqual({ active: 'a', list: [1, 2], round: { n: 1, of: 2 } });
});

import { expect, test } from 'vitest';
import { marked, merged } from './pages';
import { notice } from './testing';

const at = (id: string, at_ms: number) => notice({ id, at_ms });

test('pages meet, newest first, and a notice that moved up is there once', () => {
  const all = merged([at('b', 50), at('a', 30)], [at('a', 60), at('c', 10)]);
  expect(all.map(({ id, at_ms }) => [id, at_ms])).toEqual([
    ['a', 60],
    ['b', 50],
    ['c', 10],
  ]);
});

test('those are read that are meant, and others stay the very same', () => {
  const [one, other] = [at('a', 1), at('b', 2)];
  const now = marked([one, other], ({ id }) => id === 'a');
  expect(now.map(({ read }) => read)).toEqual([true, false]);
  expect(now[1]).toBe(other);
  expect(marked(now, ({ id }) => id === 'a', false)[0]?.read).toBe(false);
});

import { expect, test } from 'vitest';
import { changed } from './merge.ts';

test('what a patch does not name stays', () => {
  expect(changed({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 4 } })).toEqual({
    a: 1,
    b: { c: 4, d: 3 },
  });
});

test('arrays are replaced whole', () => {
  expect(changed({ a: [1, { b: null }] }, { a: [{ b: null }] })).toEqual({ a: [{ b: null }] });
});

test('members end inside, and are null in the view itself', () => {
  expect(
    changed({ active: 'a', round: { n: 1, of: 2 } }, { active: null, round: { of: null } }),
  ).toEqual({
    active: null,
    round: { n: 1 },
  });
  expect(changed({ a: 1 }, { never: null })).toEqual({ a: 1 });
});

test('an object takes the place of anything else', () => {
  expect(changed({ a: null, b: 1 } as object, { a: { c: 1, d: null }, b: { e: 2 } })).toEqual({
    a: { c: 1 },
    b: { e: 2 },
  });
});

test('what was shown is left as it was', () => {
  const view = { a: { b: 1 } };
  changed(view, { a: { b: 2 } });
  expect(view).toEqual({ a: { b: 1 } });
});

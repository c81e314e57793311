import { expect, test } from 'vitest';
import { placeOf } from './place';

const set = { corner: 'bottom_left', lines: 3 } as const;
const of = (search: string) => placeOf(new URLSearchParams(search), set);

test('the address overrides what is set, and what it cannot mean is as if it were not there', () => {
  expect(of('')).toEqual(set);
  expect(of('?corner=top_right&lines=5')).toEqual({ corner: 'top_right', lines: 5 });
  expect(of('?corner=middle&lines=0')).toEqual(set);
  expect(of('?lines=2.5')).toEqual(set);
});

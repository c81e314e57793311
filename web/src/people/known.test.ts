import { expect, test } from 'vitest';
import { isAnothers } from './known';

const stored = (key: string, newValue: string | null) => ({ key, newValue }) as StorageEvent;

test('a browser is another’s once they signed in, and nobody’s once somebody left', () => {
  const told = [stored('name', 'Ben'), stored('name', 'Ann'), stored('name', null)];
  expect(told.map((event) => isAnothers(event, 'Ann'))).toEqual([true, false, false]);
  expect(isAnothers(stored('theme', 'dark'), 'Ann')).toBe(false);
});

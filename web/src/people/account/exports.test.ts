import { expect, test } from 'vitest';
import { fileOf, sizeOf } from './exports';

test('a size is told in a unit that suits it', () => {
  const sizes = [1, 999, 12_400, 3_440_000, 512_000_000].map(sizeOf);
  expect(sizes).toEqual(['1 kB', '1 kB', '12 kB', '3.4 MB', '512 MB']);
});

test('a file has an address of its own', () => {
  expect(fileOf('a/b')).toBe('/api/v1/me/exports/a%2Fb');
});

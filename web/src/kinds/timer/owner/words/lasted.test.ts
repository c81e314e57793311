import { expect, test } from 'vitest';
import { lasted } from './lasted';

test.each([
  [0, '0 s'],
  [4_250, '4.3 s'],
  [59_900, '59.9 s'],
  [116_000, '1:56'],
  [3_725_400, '1:02:05'],
])('%i ms lasted %s', (ms, said) => {
  expect(lasted(ms)).toBe(said);
});

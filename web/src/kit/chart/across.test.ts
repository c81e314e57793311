import { expect, test } from 'vitest';
import { elapsed } from './across';

test.each([
  [0, '0:00'],
  [5.9, '0:05'],
  [754, '12:34'],
  [3_750, '1:02:30'],
])('%i s since the start are %s', (seconds, said) => {
  expect(elapsed(seconds)).toBe(said);
});

import { expect, test } from 'vitest';
import { spoken } from './spoken';

test.each([
  [200_000, '3 minutes 20 seconds'],
  [3_601_000, '1 hour 1 second'],
  [0, '0 seconds'],
])('%i ms are read out as %s', (ms, said) => {
  expect(spoken(ms)).toBe(said);
});

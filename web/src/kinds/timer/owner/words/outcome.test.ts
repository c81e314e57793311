import { expect, test } from 'vitest';
import { verdict } from './outcome';

test.each([
  ['expired', 'time', 'Time is up'],
  ['expired', 'all_expired', 'Time is up: nobody has time left'],
  ['completed', '1–0', 'Completed: 1–0'],
  ['cancelled', undefined, 'Cancelled'],
] as const)('%s with %s', (status, outcome, said) => {
  expect(verdict({ status, ...(outcome === undefined ? {} : { outcome }) })).toBe(said);
});

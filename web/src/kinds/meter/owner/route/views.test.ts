import { expect, test } from 'vitest';
import { pathOfRound, routeOf, VIEWS } from './views';

test.each(VIEWS)('$name has an address that leads back to it', ({ name, path }) => {
  expect(routeOf(path)).toEqual({ view: name, round: null });
});

test('a round has an address of its own', () => {
  expect(routeOf(pathOfRound('a 1'))).toEqual({ view: 'rounds', round: 'a 1' });
  expect(routeOf('/dashboard/rounds/b2/').round).toBe('b2');
  expect(routeOf('/dashboard/rounds/%').round).toBe('%');
});

test('what is not there is not found', () => {
  for (const path of ['/dashboard/x', '/dashboard/account', '/dashboard/rounds/a/b', '/admin']) {
    expect(routeOf(path).view).toBeNull();
  }
});

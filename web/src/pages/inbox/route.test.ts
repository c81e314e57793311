import { expect, test } from 'vitest';
import { isOurs, listPath, routeOf, SHOWN, settingsPath, shownIn } from './route';

test('each page has an address of its own, and others are nowhere', () => {
  expect(routeOf('/inbox/')).toEqual({ at: 'list' });
  expect(routeOf(settingsPath())).toEqual({ at: 'settings' });
  expect(routeOf('/inbox/nothing')).toEqual({ at: 'nowhere' });
  expect(isOurs('/inbox/nothing')).toBe(true);
  expect(isOurs('/inboxes')).toBe(false);
});

test('what is listed is in the address', () => {
  for (const shown of SHOWN) {
    const { pathname, searchParams } = new URL(listPath(shown), 'https://downbeat.example');
    expect(routeOf(pathname)).toEqual({ at: 'list' });
    expect(shownIn(searchParams)).toBe(shown);
  }
});

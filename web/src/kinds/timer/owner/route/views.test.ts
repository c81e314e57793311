import { expect, test } from 'vitest';
import { t } from '../texts';
import { pathOf, routeOf, TABS, titleOf } from './views';

test.each(TABS)('$name has an address that leads back to it', ({ name }) => {
  const route = routeOf(pathOf('a 1', name));
  expect(route).toEqual({ view: name, timer: 'a 1' });
  expect(titleOf(route)).toBe(t.tabs[name]);
});

test('the list and what makes a timer have addresses of their own', () => {
  expect(routeOf('/timer')).toEqual({ view: 'list' });
  expect(routeOf('/timer/')).toEqual({ view: 'list' });
  expect(routeOf('/timer/new')).toEqual({ view: 'new' });
  expect(routeOf('/timer/table')).toEqual({ view: 'table' });
});

test('an address that no id is in is taken as it is', () => {
  expect(routeOf('/timer/%')).toEqual({ view: 'clock', timer: '%' });
});

test('what is not there is not found', () => {
  for (const path of ['/timer/new/x', '/timer/a/x', '/timer/a/links/b', '/dashboard']) {
    expect(routeOf(path).view).toBeNull();
  }
});

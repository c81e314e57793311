import { expect, test } from 'vitest';
import { KINDS } from '../../kinds/kinds';
import { ACCOUNT, homeOf, linksOf, routeOf } from './route';

/** Of the kinds that these tests know; others may stand between them. */
const { meter, timer } = KINDS;
const KNOWN = [...meter.links, ...timer.links, ACCOUNT].map(({ title }) => title);

test('an address is of the kind below whose root it is', () => {
  expect(routeOf('/dashboard')).toEqual({ at: 'kind', kind: 'meter' });
  expect(routeOf('/dashboard/rounds/a')).toEqual({ at: 'kind', kind: 'meter' });
  expect(routeOf('/timer/')).toEqual({ at: 'kind', kind: 'timer' });
  expect(routeOf('/timer/a/history')).toEqual({ at: 'kind', kind: 'timer' });
  expect(routeOf('/timers')).toEqual({ at: 'nowhere' });
});

test('the account is nobody’s but the person’s', () => {
  expect(routeOf(ACCOUNT.path)).toEqual({ at: 'account' });
  expect(routeOf(`${ACCOUNT.path}/`)).toEqual({ at: 'account' });
});

test('a kind’s word leads to its pages, where they are elsewhere', () => {
  expect(homeOf('/meter')).toBe('/dashboard');
  expect(homeOf('/timer')).toBeNull();
  expect(homeOf('/meter/a')).toBeNull();
});

test.each([
  ['/dashboard', 'meter', ['Meter*', 'Rounds', 'Timers', 'Account']],
  ['/dashboard/rounds/a', 'meter', ['Meter', 'Rounds*', 'Timers', 'Account']],
  ['/dashboard/account', 'meter', ['Meter', 'Rounds', 'Timers', 'Account*']],
  ['/timer/a/links', 'timer', ['Meter', 'Timers*', 'New', 'Account']],
  ['/timer/new', 'timer', ['Meter', 'Timers', 'New*', 'Account']],
  ['/dashboard/account', null, ['Meter', 'Timers', 'Account*']],
] as const)('at %s, with %s open, the header has %j', (path, open, expected) => {
  const links = linksOf(path, open).filter(({ title }) => KNOWN.includes(title));
  expect(links.map(({ title, isHere }) => title + (isHere ? '*' : ''))).toEqual(expected);
});

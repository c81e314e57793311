import { expect, test } from 'vitest';
import { KINDS } from '../../kinds/kinds';
import {
  ACCOUNT,
  freeLinks,
  type HeaderLink,
  homeOf,
  isFree,
  productLinks,
  routeOf,
  viewLinks,
} from './route';

/** Of the kinds that these tests know; others may stand between them. */
const { meter, timer } = KINDS;
const KNOWN = [meter, timer, ACCOUNT].map(({ title }) => title.en);

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

const said = (links: HeaderLink[]) => links.map(({ title, isHere }) => title + (isHere ? '*' : ''));

test.each([
  ['/dashboard', ['Meter*', 'Timers', 'Account'], ['Overview*', 'Rounds']],
  ['/dashboard/rounds/a', ['Meter*', 'Timers', 'Account'], ['Overview', 'Rounds*']],
  ['/dashboard/account', ['Meter', 'Timers', 'Account*'], []],
  ['/timer/a/links', ['Meter', 'Timers*', 'Account'], ['Timers*']],
  ['/nowhere', ['Meter', 'Timers', 'Account'], []],
] as const)('at %s the bar has %j, and below it %j', (path, product, views) => {
  const known = productLinks(path, false).filter(({ title }) => KNOWN.includes(title));
  expect(said(known)).toEqual(product);
  expect(said(viewLinks(path))).toEqual(views);
});

test('the bar is the same on the pages of no kind, and says where one is', () => {
  const here = (path: string) => productLinks(path, true).filter(({ isHere }) => isHere);
  expect(here('/api/docs').map(({ title }) => title)).toEqual(['API']);
  expect(here('/admin/jobs').map(({ title }) => title)).toEqual(['Console']);
  expect(here('/camps/1')).toEqual([]);
});

test('the way to the console is shown to those whose it is', () => {
  const titles = (isStaff: boolean) =>
    productLinks('/dashboard', isStaff).map(({ title }) => title);
  expect(titles(false)).not.toContain('Console');
  expect(titles(true)).toContain('Console');
});

test('a stranger makes a timer, and a guest sees their own', () => {
  expect(freeLinks().map(({ path }) => path)).toContain('/timer/new');
  for (const path of ['/timer/new', '/timer/new/', '/timer/table']) {
    expect(isFree(path, false), path).toBe(true);
  }
  for (const path of ['/timer', '/timer/a/links', '/dashboard', '/dashboard/account']) {
    expect(isFree(path, false), path).toBe(false);
  }
  for (const path of ['/timer', '/timer/a/links', '/dashboard/account']) {
    expect(isFree(path, true), path).toBe(true);
  }
  expect(isFree('/dashboard', true)).toBe(false);
});

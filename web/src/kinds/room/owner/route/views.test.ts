import { expect, test } from 'vitest';
import { room } from '../..';
import { t } from '../texts';
import { titleOf, VIEWS, viewOf } from './views';

test.each(VIEWS)('$name has an address, and a link to it', ({ name, path }) => {
  expect(viewOf(path)).toBe(name);
  expect(viewOf(`${path}/`)).toBe(name);
  expect(titleOf(name)).toBe(t.views[name]);
  expect(room.links.map((link) => link.path)).toContain(path);
});

test('what is not there is not found', () => {
  for (const path of ['/room/me', '/room/me/friends/x', '/room/me/else', '/rooms']) {
    expect(viewOf(path)).toBeNull();
  }
  expect(titleOf(null)).toBe(t.notFound);
});

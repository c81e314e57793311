import { expect, test } from 'vitest';
import { routeOf } from './route';

test.each([
  ['/camps/123', { at: 'camp', channel: '123', tab: 'camp' }],
  ['/camps/123/', { at: 'camp', channel: '123', tab: 'camp' }],
  ['/camps/123/memorial', { at: 'camp', channel: '123', tab: 'memorial' }],
  ['/camps/123/nothing', { at: 'nowhere' }],
  ['/camps', { at: 'nowhere' }],
  ['/missions/a', { at: 'mission', id: 'a' }],
  ['/missions/a/boards', { at: 'nowhere' }],
  ['/missions/a/camp', { at: 'nowhere' }],
  ['/survivor/a%20b', { at: 'survivor', id: 'a b' }],
  ['/survivor/%', { at: 'survivor', id: '%' }],
  ['/survivor/a/b/c', { at: 'nowhere' }],
] as const)('%s', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

import { expect, test } from 'vitest';
import { pathOf, routeOf, VIEWS } from './views';

test.each(VIEWS)('$name has an address that leads back to it', ({ name }) => {
  expect(routeOf(pathOf(name))).toEqual({ view: name, id: null });
});

test('a job and a session have addresses of their own', () => {
  expect(routeOf(pathOf('jobs', 'a1'))).toEqual({ view: 'jobs', id: 'a1' });
  expect(routeOf('/admin/sessions/b2/')).toEqual({ view: 'sessions', id: 'b2' });
});

test('what is not there is not found', () => {
  for (const path of ['/admin/nothing', '/admin/queues/x', '/admin/jobs/a/b', '/other']) {
    expect(routeOf(path).view).toBeNull();
  }
});

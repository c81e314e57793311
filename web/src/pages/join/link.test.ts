import { expect, test } from 'vitest';
import { linkOf } from './link';

test('a link has a session and, behind the #, its token', () => {
  expect(linkOf('/join/0190', '#Zk3')).toEqual({ session: '0190', token: 'Zk3' });
  expect(linkOf('/join/0190/', '#Zk3')).toEqual({ session: '0190', token: 'Zk3' });
});

test('half a link is none', () => {
  expect(linkOf('/join/0190', '')).toBeNull();
  expect(linkOf('/join/0190', '#')).toBeNull();
  expect(linkOf('/join/', '#Zk3')).toBeNull();
});

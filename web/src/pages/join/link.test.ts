import { expect, test } from 'vitest';
import { codeOf, linkOf } from './link';

test('a link has a session and, behind the #, its token', () => {
  expect(linkOf('/join/0190', '#Zk3')).toEqual({ session: '0190', token: 'Zk3' });
  expect(linkOf('/join/0190/', '#Zk3')).toEqual({ session: '0190', token: 'Zk3' });
});

test('half a link is none', () => {
  expect(linkOf('/join/0190', '')).toBeNull();
  expect(linkOf('/join/0190', '#')).toBeNull();
  expect(linkOf('/join/', '#Zk3')).toBeNull();
});

test('a code has no session behind it and no token', () => {
  expect(codeOf('/join/BCDF-GHJK', '')).toBe('BCDF-GHJK');
  expect(codeOf('/join', '')).toBe('');
  expect(codeOf('/join/', '')).toBe('');
  expect(codeOf('/join/0190f3c2-5b1e-7c40-9a6d-2f8e41d07b35', '')).toBeNull();
  expect(codeOf('/join/BCDF-GHJK', '#Zk3')).toBeNull();
});

import { expect, test } from 'vitest';
import { type Circle, has, isBelow, kindsFor, type Member, reads, rolesFor, shut } from './rights';

const NOW = 1_000_000;
const YOU = {
  role: 'member',
  state: 'active',
  read: 0,
  unread: 0,
  joined_ms: 0,
  until_ms: null,
  restricted_ms: null,
  reason: null,
} as const;

function circle(you: Partial<NonNullable<Circle['you']>> | null, more: Partial<Circle> = {}) {
  const mine = you && { ...YOU, ...you };
  return { kind: 'private', status: 'open', frozen: false, ...more, you: mine } as Circle;
}

const member = (role: Member['role'], state: Member['state'] = 'active') =>
  ({ role, state }) as Member;

test('what is public is read by all but those who are banned', () => {
  expect(reads(circle(null, { kind: 'public' }))).toBe(true);
  expect(reads(circle({ state: 'banned' }, { kind: 'public' }))).toBe(false);
  expect(reads(circle(null, { kind: 'invite_only' }))).toBe(false);
  expect(reads(circle({ state: 'pending' }, { kind: 'invite_only' }))).toBe(false);
  expect(reads(circle({}))).toBe(true);
});

test('whoever may not write is told the one reason', () => {
  expect(shut(circle({}), NOW)).toBeNull();
  expect(shut(circle(null), NOW)).toBe('out');
  expect(shut(circle({ state: 'left' }), NOW)).toBe('out');
  expect(shut(circle({ state: 'rejected' }), NOW)).toBe('rejected');
  expect(shut(circle({ restricted_ms: NOW + 1 }), NOW)).toBe('restricted');
  expect(shut(circle({ restricted_ms: NOW - 1 }), NOW)).toBeNull();
  expect(shut(circle({}, { frozen: true }), NOW)).toBe('frozen');
  expect(shut(circle({ role: 'moderator' }, { frozen: true }), NOW)).toBeNull();
  expect(shut(circle({ role: 'owner' }, { status: 'closing' }), NOW)).toBe('closing');
});

test('a role counts for those who are in', () => {
  expect(has(circle({ role: 'admin' }), 'moderator')).toBe(true);
  expect(has(circle({ role: 'admin', state: 'banned' }), 'moderator')).toBe(false);
  expect(kindsFor(circle({ role: 'admin' }))).toContain('announcement');
  expect(kindsFor(circle({ role: 'moderator' }))).not.toContain('announcement');
});

test('nobody changes whoever is as high, and only the owner makes admins', () => {
  expect(isBelow(circle({ role: 'moderator' }), member('moderator'))).toBe(false);
  expect(isBelow(circle({ role: 'moderator' }), member('member'))).toBe(true);
  expect(isBelow(circle({}), member('member'))).toBe(false);
  expect(rolesFor(circle({ role: 'moderator' }), member('member'))).toEqual([]);
  expect(rolesFor(circle({ role: 'admin' }), member('member'))).toEqual(['moderator']);
  expect(rolesFor(circle({ role: 'owner' }), member('moderator'))).toEqual(['member', 'admin']);
  expect(rolesFor(circle({ role: 'owner' }), member('member', 'pending'))).toEqual([]);
});

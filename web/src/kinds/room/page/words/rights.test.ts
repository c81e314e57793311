import { expect, test } from 'vitest';
import { RIGHTS, rightsBeside, rightsChanged } from './rights';

const { playing, talking } = RIGHTS;

test('what a role and the room give is nothing beside', () => {
  const none = { more: [], less: [] };
  expect(rightsBeside({ role: 'guest', rights: talking }, 'owner')).toEqual(none);
  expect(rightsBeside({ role: 'guest', rights: [...playing, ...talking] }, 'everyone')).toEqual(
    none,
  );
  expect(rightsBeside({ role: 'viewer', rights: [] }, 'everyone')).toEqual(none);
});

test('what was given is more, and what was taken is less', () => {
  const seat = { role: 'guest', rights: ['play', 'react', 'vote', 'voice'] } as const;
  expect(rightsBeside(seat, 'selected')).toEqual({ more: ['play'], less: ['chat'] });
});

test('a change names what differs, and nothing else', () => {
  expect(rightsChanged(['chat', 'vote'], ['play', 'vote'])).toEqual({
    add: ['play'],
    take: ['chat'],
  });
  expect(rightsChanged(['chat'], ['chat'])).toEqual({ add: [], take: [] });
});

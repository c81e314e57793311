import { expect, test } from 'vitest';
import { besides, fieldOf, isIn, unplaced } from './unplaced';

const hasPlace = (field: string) => isIn(field, ['title', 'participants.1.meta']);

test('what has no place is said in words', () => {
  const errors = [
    { field: 'config', message: 'the session would have 9 bytes, and 8 is the most it may have' },
    { field: 'args', message: 'too deep.' },
    { field: 'title', message: '1 to 100 characters' },
    { field: 'on_end', message: 'unknown variant' },
  ];
  expect(unplaced(errors, hasPlace)).toBe(
    'The session would have 9 bytes, and 8 is the most it may have. Too deep. On_end: unknown variant.',
  );
});

test('a path is the field that it begins with', () => {
  expect(fieldOf('config.participants[1].meta')).toBe('participants.1.meta');
  const deep = [{ field: 'config.participants.1.meta', message: 'too deep' }];
  expect(unplaced(deep, hasPlace)).toBeUndefined();
  expect(unplaced([{ field: 'participants.1.meta.a', message: 'x' }], hasPlace)).toBeUndefined();
  expect(unplaced([{ field: 'participants.10.meta', message: 'x' }], hasPlace)).toBeDefined();
});

test('a refusal without fields is said as it is', () => {
  const title = [{ field: 'title', message: '1 to 100 characters' }];
  expect(besides({ errors: [], message: 'Postgres is away.' }, hasPlace)).toBe('Postgres is away.');
  expect(besides({ errors: title, message: 'title: …' }, hasPlace)).toBeUndefined();
});

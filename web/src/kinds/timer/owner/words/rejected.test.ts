import { expect, test } from 'vitest';
import { rejected } from './rejected';

test.each([
  ['stale', 'the session is at 1-2', 'Somebody was faster: the turn had passed already.'],
  [
    'wrong_status',
    'only a running timer can pause',
    'That is not possible now: only a running timer can pause.',
  ],
  ['invalid', 'args: the session would have 9 bytes', 'The session would have 9 bytes.'],
  ['brand_new', 'the moon is full', 'The moon is full.'],
])('%s is said in plain words', (code, message, said) => {
  expect(rejected(code, message)).toBe(said);
});

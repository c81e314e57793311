import { expect, test } from 'vitest';
import { rejected } from './rejected';

test.each([
  ['stale', 'the session is at 1-2', 'Someone was faster: the turn had already passed.'],
  ['wrong_status', 'only a running timer can pause', 'Not possible right now.'],
  ['invalid', 'args: the session would have 9 bytes', 'The session would have 9 bytes.'],
  ['brand_new', 'the moon is full', 'The moon is full.'],
])('%s is said in plain words', (code, message, said) => {
  expect(rejected(code, message)).toBe(said);
});

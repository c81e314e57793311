import { expect, test } from 'vitest';
import { namesText, stateOf, statusesOf } from './listed';

test('a list is of all, unless the address says which', () => {
  expect(stateOf(null)).toBe('all');
  expect(stateOf('nonsense')).toBe('all');
  expect(statusesOf(stateOf('on'))).toBe('running,paused');
});

test('two of one title are told apart by who plays', () => {
  const bare = (text: string) => text.replace(/[\u2068\u2069]/g, '');
  expect(bare(namesText({ names: ['Ada', 'Kit'], names_count: 2 }))).toBe('Ada, Kit');
  expect(bare(namesText({ names: ['Ada', 'Kit'], names_count: 30 }))).toBe('Ada, Kit and 28 more');
});

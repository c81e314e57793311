import { expect, test } from 'vitest';
import type { Entry } from './content';
import { copied, PARTS, partsOf } from './sharing';

const ENTRY: Entry = {
  id: 'e',
  version: 1,
  day: '2026-11-30',
  title: 'By the sea',
  text: 'We walked.',
  mood: 8,
  tags: ['walk', 'sea'],
  grateful_for: ['tea'],
  wins: ['got up', 'went out'],
  prompt: 3,
  created_ms: 0,
  edited_ms: 0,
  trashed_ms: null,
};

test('a copy has the chosen parts in their order, and nothing else', () => {
  expect(copied(ENTRY, new Set(['text']))).toBe('We walked.');
  expect(copied(ENTRY, new Set([...PARTS].reverse()))).toBe(
    '**By the sea**\n\nWe walked.\n\n- tea\n\n- got up\n- went out\n\n8/10\n\n#walk #sea',
  );
});

test('what an entry lacks is no choice and leaves no gap', () => {
  const bare = { ...ENTRY, title: null, mood: null, tags: [], grateful_for: [], wins: [] };
  expect(partsOf(bare)).toEqual(['text']);
  expect(copied(bare, new Set(PARTS))).toBe('We walked.');
});

import { expect, test } from 'vitest';
import { listsOf, wordsOf } from './word-lists';

test('words are a list for each act, one a line', () => {
  const words = [
    { word: 'buy now', act: 'hold' },
    { word: 'fool', act: 'block' },
    { word: 'cheap', act: 'hold' },
  ] as const;
  const lists = listsOf(words);
  expect(lists).toEqual({ note: '', hold: 'buy now\ncheap', block: 'fool' });
  expect(wordsOf({ ...lists, note: ' \n  odd \n' })).toEqual([
    { word: 'odd', act: 'note' },
    { word: 'buy now', act: 'hold' },
    { word: 'cheap', act: 'hold' },
    { word: 'fool', act: 'block' },
  ]);
});

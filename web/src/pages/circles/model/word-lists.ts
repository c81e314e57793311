/** The words of a circle as its form has them: a list for each act, one a line. */
import type { Word, WordAct } from './by-clock';

export const ACTS: readonly WordAct[] = ['note', 'hold', 'block'];

export type Lists = Record<WordAct, string>;

export function listsOf(words: readonly Word[]): Lists {
  const of = (act: WordAct) =>
    words
      .filter((one) => one.act === act)
      .map(({ word }) => word)
      .join('\n');
  return { note: of('note'), hold: of('hold'), block: of('block') };
}

export function wordsOf(lists: Lists): readonly Word[] {
  return ACTS.flatMap((act) =>
    lists[act]
      .split('\n')
      .map((line) => line.trim())
      .filter((word) => word !== '')
      .map((word) => ({ word, act })),
  );
}

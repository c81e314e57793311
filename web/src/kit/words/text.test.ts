import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bare, folded, isName, isText, nameFault } from './text';

type Case = { text: string; most: number; name: boolean; text_is_good: boolean; folded: string };

/** The server is held to the same ones. */
const path = new URL('../../../../session/src/text/cases.json', import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(path, 'utf8'));

test.each(cases)('$text is counted and compared as the server does it', (one) => {
  expect(isName(one.text, one.most)).toBe(one.name);
  expect(isText(one.text, one.most)).toBe(one.text_is_good);
  expect(folded(one.text)).toBe(one.folded);
});

test('white space around a text is no part of it', () => {
  expect(bare('\t\u0085 Ada\u00a0Lovelace\u3000\n')).toBe('Ada\u00a0Lovelace');
  // No white space to the server, though `trim` takes it away.
  expect(bare('\ufeffAda')).toBe('\ufeffAda');
  expect(isName(' '.repeat(40) + 'x'.repeat(50) + ' '.repeat(40), 50)).toBe(true);
});

test('what is empty has no fault yet', () => {
  expect(['', '  ', 'Ada', 'Adalbert'].map((text) => nameFault(text, 5))).toEqual([
    undefined,
    undefined,
    undefined,
    '1 to 5 characters',
  ]);
});

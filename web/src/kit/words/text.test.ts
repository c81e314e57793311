import { expect, test } from 'vitest';
import { bare, isWithin, textFault } from './text';

test('white space around a text is no part of it', () => {
  expect(bare('\t\u0085 Ada\u00a0Lovelace\u3000\n')).toBe('Ada\u00a0Lovelace');
  // No white space to the server, though `trim` takes it away.
  expect(bare('\ufeffAda')).toBe('\ufeffAda');
});

test.each([
  [' '.repeat(40) + 'x'.repeat(50) + ' '.repeat(40), true],
  ['\tx\n', true],
  ['🎉'.repeat(50), true],
  ['x'.repeat(51), false],
  [' \u2003 ', false],
  ['a\tb', false],
])('%j is counted as the server counts it', (text, isGood) => {
  expect(isWithin(text, 50)).toBe(isGood);
});

test('what is empty has no fault yet', () => {
  expect(['', '  ', 'Ada', 'Adalbert'].map((text) => textFault(text, 5))).toEqual([
    undefined,
    undefined,
    undefined,
    '1 to 5 characters',
  ]);
});

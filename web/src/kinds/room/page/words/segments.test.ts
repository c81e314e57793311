import { expect, test } from 'vitest';
import { segments } from './segments';

const kinds = (line: string, names: string[] = []) =>
  segments(line, names).map(({ is, text }) => `${is}:${text}`);

test('addresses are links, without what ends a sentence', () => {
  expect(kinds('see https://a.example/b?c=1, or (http://d.example).')).toEqual([
    'text:see ',
    'link:https://a.example/b?c=1',
    'text:, or (',
    'link:http://d.example',
    'text:).',
  ]);
  expect(kinds('javascript:alert(1) <b>')).toEqual(['text:javascript:alert(1) <b>']);
});

test('places in the video are found, and other numbers are not', () => {
  expect(kinds('at 1:05 and 1:02:03 but not 5:75 or 12:30:45:10')).toEqual([
    'text:at ',
    'place:1:05',
    'text: and ',
    'place:1:02:03',
    'text: but not 5:75 or 12:30:45:10',
  ]);
});

test('a name is found as it is written, the longest first', () => {
  expect(kinds('@Ada Lovelace and @Ada, hi', ['Ada', 'Ada Lovelace'])).toEqual([
    'mention:@Ada Lovelace',
    'text: and ',
    'mention:@Ada',
    'text:, hi',
  ]);
});

import { expect, test } from 'vitest';
import { pieces, spans, wordsOf } from './marks';

const found = (text: string, asked: string) =>
  spans(text, wordsOf(asked)).map(([from, to]) => text.slice(from, to));

test('words are found whatever their case and accents', () => {
  expect(found('Ein Café an der Straße', 'CAFE strasse')).toEqual(['Café', 'Straße']);
  expect(found('Cafe\u0301s', 'café')).toEqual(['Cafe\u0301s']);
  expect(found('Smørrebrød i Łódź', 'smor lodz')).toEqual(['Smørrebrød', 'Łódź']);
  expect(found('Доброе Утро, Ёжик', 'утро ежик')).toEqual(['Утро', 'Ёжик']);
  expect(found('ΣΟΦΙΑΣ', 'σοφιας')).toEqual(['ΣΟΦΙΑΣ']);
  expect(found('今日は海へ', '海')).toEqual(['海']);
  expect(found('up-to-date, don’t', 'to don')).toEqual(['to', 'don']);
});

test('a word is found by its beginning, one letter as itself', () => {
  expect(found('a sea of seas, at sea', 'sea')).toEqual(['sea', 'seas', 'sea']);
  expect(found('a sea of seas, at sea', 'a')).toEqual(['a']);
  expect(found('undersea', 'sea')).toEqual([]);
  expect(found('sea', '')).toEqual([]);
  expect(found('🙂 !?', '🙂 !?')).toEqual([]);
});

test('a text is whole in its pieces, and what is looked for is every other', () => {
  for (const text of ['sea', 'the sea, the sea', '', 'nothing', '<b>sea</b>', '🙂 sea 🙂']) {
    const all = pieces(text, ['sea']);
    expect(all.join('')).toBe(text);
    expect(all.filter((_, at) => at % 2 === 1).every((one) => one === 'sea')).toBe(true);
    expect(all.filter((_, at) => at % 2 === 0).some((one) => one.includes('sea'))).toBe(false);
  }
});

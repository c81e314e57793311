import { expect, test } from 'vitest';
import { isolated, plainJson } from './isolated';

test.each(['', 'Ada', 'はい', 'Zoë 🎉', '1–0', 'a, b (c)!'])('“%s” turns nothing', (text) => {
  expect(isolated(text)).toBe(text);
});

test.each(['نعم!', 'כן', '\u202eadA', 'a\u200fb', '𐤀', '𞤀', 'ﷺ'])('%j is kept apart', (text) => {
  expect(isolated(text)).toBe(`\u2068${text}\u2069`);
});

test('what a text ends or begins is not what is around it', () => {
  expect(isolated('\u2069\u202ex')).toBe('\u2068\u202ex\u2069');
  expect(isolated('\u2067x\u2066y')).toBe('\u2068\u2067x\u2066y\u2069\u2069\u2069');
  expect(isolated('\u2067x\u2069\u2069y')).toBe('\u2068\u2067x\u2069y\u2069');
});

test('JSON shows what would turn it, and stays what it was', () => {
  const json = JSON.stringify({ name: '\u202eadA\u2069', said: 'نعم!' });
  expect(plainJson(json)).toBe('{"name":"\\u202eadA\\u2069","said":"نعم!"}');
  expect(JSON.parse(plainJson(json))).toEqual(JSON.parse(json));
});

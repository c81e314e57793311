import { expect, test } from 'vitest';
import { parseJson } from './parse';

test('JSON is read', () => {
  expect(parseJson('{"a": [1, -2.5e3, true, "\\u00e9"]}').value).toEqual({
    a: [1, -2500, true, 'é'],
  });
});

test.each([
  ['', 1, 1, 'A value is missing: the text ends here'],
  ['{"a": 1', 1, 8, 'A comma or } is missing: the text ends here'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'A comma or } is missing'],
  ['{\n  "a": 1,\n}', 3, 1, 'A name in double quotes is missing'],
  ['{"a" 1}', 1, 6, 'A colon is missing after the name'],
  ['{"a": x}', 1, 7, 'A value is missing'],
  ['["a\nb"]', 1, 4, 'The text in quotes is not closed properly'],
  ['{} {}', 1, 4, 'Nothing may follow the value'],
])('%j stops at line %i, column %i', (text, line, column, message) => {
  expect(parseJson(text).problem).toEqual({ line, column, message });
});

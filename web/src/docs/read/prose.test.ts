import { expect, test } from 'vitest';
import { blocksOf, spansOf } from './prose';

test('paragraphs, lists and code', () => {
  expect(blocksOf('One\nline.\n\n- a `b`\n- c\n  d\n')).toEqual([
    { is: 'paragraph', spans: [{ text: 'One line.', isCode: false }] },
    {
      is: 'list',
      items: [
        [
          { text: 'a ', isCode: false },
          { text: 'b', isCode: true },
        ],
        [{ text: 'c d', isCode: false }],
      ],
    },
  ]);
});

test('a lone backtick is one, and HTML is text', () => {
  expect(spansOf('a ` b')).toEqual([{ text: 'a ` b', isCode: false }]);
  expect(spansOf('`a` <b>')).toEqual([
    { text: 'a', isCode: true },
    { text: ' <b>', isCode: false },
  ]);
});

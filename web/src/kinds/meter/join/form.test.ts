import { expect, test } from 'vitest';
import { argsOf } from './form';

test('lines are choices, by their numbers', () => {
  expect(argsOf('Where to?', ' Castle \n\nWoods', '60')).toEqual({
    question: 'Where to?',
    choices: [
      { trigger: '1', label: 'Castle' },
      { trigger: '2', label: 'Woods' },
    ],
    duration_s: 60,
  });
});

test('without lines it is about the two sides, and may have no end', () => {
  expect(argsOf('Jump?', ' \n', '')).toEqual({ question: 'Jump?' });
});

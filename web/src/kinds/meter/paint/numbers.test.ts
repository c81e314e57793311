import { expect, test } from 'vitest';
import { numbersOf } from './numbers';
import type { MeterView, Result } from './view';

const beside = {
  tally_seq: 1,
  labels: { for: 'Yes', against: 'No' },
  theme: 'dark',
  display: 'combined',
  round: null,
  result: null,
  at_ms: 0,
} as const;
const decay = (numbers: MeterView['numbers']): MeterView => ({
  ...beside,
  model: 'decay',
  value: 25,
  decay_per_s: 0.5,
  numbers,
});
const window = (numbers: MeterView['numbers']): MeterView => ({
  ...beside,
  model: 'window',
  for: 2,
  against: 1,
  window_s: 30,
  numbers,
});

test('a share is of a hundred', () => {
  expect(numbersOf(decay('share'), null, 0)).toEqual(['63%', '37%']);
  expect(numbersOf(window('share'), null, 0)).toEqual(['67%', '33%']);
});

test('votes are told where some are counted', () => {
  expect(numbersOf(window('votes'), null, 0)).toEqual(['2', '1']);
  expect(numbersOf(decay('votes'), null, 0)).toEqual(['63%', '37%']);
  const round = { id: '1', question: '?', started_ms: 0, counts: { for: 5, against: 5 } };
  expect(numbersOf({ ...decay('votes'), round }, null, 0)).toEqual(['5', '5']);
});

test('a result has both, and a bar without numbers none', () => {
  const counts = { for: 2, against: 1 };
  const result: Result = { id: '1', question: '?', counts, winner: 0, until_ms: 1 };
  expect(numbersOf(window('none'), result, 0)).toEqual(['67% · 2', '33% · 1']);
  expect(numbersOf(window('none'), null, 0)).toBeNull();
});

import { expect, test } from 'vitest';
import { shownAt } from './shown';
import type { MeterView, Result } from './view';

const result: Result = {
  id: '1',
  question: 'Jump?',
  counts: { for: 3, against: 1 },
  winner: 0,
  until_ms: 10_000,
};
const view: MeterView = {
  model: 'decay',
  value: -80,
  at_ms: 0,
  decay_per_s: 0.5,
  tally_seq: 1,
  labels: { for: 'Yes', against: 'No' },
  theme: 'dark',
  display: 'combined',
  numbers: 'none',
  round: null,
  result,
};

test('a result holds the bar until its time is over', () => {
  const shown = shownAt(view, 9_999);
  expect(shown.result).toBe(result);
  expect(shown.view).toMatchObject({ model: 'window', for: 3, against: 1 });
  expect(shownAt(view, 10_000)).toEqual({ view, result: null });
});

test('a round that runs goes before a result', () => {
  const round = { id: '2', question: 'Again?', started_ms: 0, counts: { for: 0, against: 0 } };
  const asked = { ...view, round };
  expect(shownAt(asked, 0)).toEqual({ view: asked, result: null });
});

test('choices leave the bar be', () => {
  const chosen = { ...view, result: { ...result, counts: [1, 2] } };
  expect(shownAt(chosen, 0)).toEqual({ view: chosen, result: chosen.result });
});

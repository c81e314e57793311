import { expect, test } from 'vitest';
import { percentsOf, standingsOf, verdict } from './standing';

const LABELS = { for: 'Yes', against: 'No' };
const THIN = '\u2009';

test('two sides stand in the colours of the bar', () => {
  const standings = standingsOf({ labels: LABELS, counts: { for: 3, against: 1 } });
  expect(standings.map(({ label, colour, votes, share }) => [label, colour, votes, share])).toEqual(
    [
      ['Yes', '--for', 3, 0.75],
      ['No', '--against', 1, 0.25],
    ],
  );
  expect(verdict(standings)).toBe(`Yes wins with 75${THIN}% of 4 votes`);
});

test('choices keep their order', () => {
  const choices = ['a', 'b', 'c'].map((trigger) => ({ trigger, label: trigger.toUpperCase() }));
  const standings = standingsOf({ choices, labels: LABELS, counts: [1, 1, 1] });
  expect(standings.map(({ label, percent }) => [label, percent])).toEqual([
    ['A', 34],
    ['B', 33],
    ['C', 33],
  ]);
  expect(verdict(standings)).toBe('Tie: A, B and C, 1 each');
});

test('percents sum to 100, or are nothing at all', () => {
  for (const votes of [
    [1, 2],
    [1, 1, 5],
    [7, 11, 13, 17, 19],
    [0, 3],
  ]) {
    expect(percentsOf(votes).reduce((sum, one) => sum + one, 0)).toBe(100);
  }
  expect(percentsOf([0, 0])).toEqual([0, 0]);
});

test('nobody is said to be nobody', () => {
  expect(verdict(standingsOf({ labels: LABELS, counts: { for: 0, against: 0 } }))).toBe('No votes');
});

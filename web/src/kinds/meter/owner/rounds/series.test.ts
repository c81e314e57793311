import { expect, test } from 'vitest';
import type { RoundDetail } from '../api/model';
import { courseOf } from './series';

const ROUND: RoundDetail = {
  id: 'r',
  question: 'Jump?',
  choices: null,
  labels: { for: 'Yes', against: 'No' },
  state: 'stopped',
  is_interrupted: false,
  started_ms: 1_000,
  ends_ms: null,
  ended_ms: 5_000,
  started_by: 'Ada',
  counts: { for: 3, against: 1 },
  votes: 4,
  voters: 4,
  peak: { votes: 2, at_ms: 3_000 },
  series: [
    [0, 1, 0],
    [2, 2, 1],
  ],
};

test('seconds without votes are zeros', () => {
  expect(courseOf(ROUND, 9_000)).toEqual({
    across_s: [0, 1, 2, 3],
    lines: [
      [1, 0, 2, 0],
      [0, 0, 1, 0],
    ],
    step_s: 1,
  });
});

test('a round that runs goes on until what is written', () => {
  const running: RoundDetail = { ...ROUND, state: 'running', ended_ms: null };
  expect(courseOf(running, 9_000).across_s).toHaveLength(6);
});

test('a round of a second is a line too', () => {
  const short = { ...ROUND, ended_ms: 1_400, series: [[0, 3, 1]] };
  expect(courseOf(short, 0)).toEqual({
    across_s: [0, 1],
    lines: [
      [3, 0],
      [1, 0],
    ],
    step_s: 1,
  });
});

test('of a long round, several seconds make one point and are averaged', () => {
  const long = { ...ROUND, ended_ms: 1_000 + 1_800_000, series: [[3, 6, 0]] };
  const { across_s, lines, step_s } = courseOf(long, 0);
  expect([across_s.length, step_s]).toEqual([600, 3]);
  expect(lines[0]?.[1]).toBe(2);
});

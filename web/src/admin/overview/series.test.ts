import { expect, test } from 'vitest';
import type { Stats } from '../api/overview';
import { seriesOf, totalsOf } from './series';

const STATS: Stats = {
  minutes: [0, 60_000, 120_000],
  names: [
    {
      name: 'a',
      queue: 'q',
      done: [1, 3, 9],
      failed: [0, 0, 0],
      dead: [0, 0, 0],
      wait_ms: [10, 10, null],
      run_ms: [5, null, null],
    },
    {
      name: 'b',
      queue: 'q',
      done: [0, 0, 0],
      failed: [0, 1, 0],
      dead: [0, 1, 0],
      wait_ms: [null, 50, null],
      run_ms: [null, 8, null],
    },
  ],
};

test('names are summed, averages weighed, and the minute under way left out', () => {
  expect(seriesOf(STATS, null, 150_000)).toEqual({
    minutes: [0, 60_000],
    done: [1, 3],
    failed: [0, 1],
    dead: [0, 1],
    wait_ms: [10, 20],
    run_ms: [5, 8],
  });
});

test('one name can be looked at alone', () => {
  expect(seriesOf(STATS, 'b', 180_000).wait_ms).toEqual([null, 50, null]);
});

test('totals come busiest first', () => {
  const totals = totalsOf(STATS);
  expect(totals.map((one) => [one.name, one.done, one.failed, one.wait_ms])).toEqual([
    ['a', 13, 0, 10],
    ['b', 0, 1, 50],
  ]);
});

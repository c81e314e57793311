import { expect, test } from 'vitest';
import { campOf } from '../paint/example';
import { type Broadcast, broadcastOf, heard, withTold } from './broadcast';

const line = (at_ms: number) => ({
  at_ms,
  mission: 'm',
  tick: at_ms,
  name: 'Wren',
  outcome: 'success' as const,
  text: 'Wren finds a bell.',
});

const told: Broadcast = {
  seq: 20,
  after: 10,
  open: false,
  out: 7,
  lost_today: 1,
  lobbies: [],
  season: null,
  lines: [line(9), line(8)],
  more: 0,
  now_ms: 99,
};

test('what is told comes before what is known, and each once', () => {
  const view = campOf({ ticker: [line(8), line(7)] });
  const next = withTold(view, told);
  expect(next.ticker.map(({ at_ms }) => at_ms)).toEqual([9, 8, 7]);
  expect(next).toMatchObject({ open: false, out: 7, lost_today: 1, words: view.words });
  const many = withTold(
    campOf({ ticker: Array.from({ length: 10 }, (_, n) => line(100 - n)) }),
    told,
  );
  expect(many.ticker).toHaveLength(10);
});

test('a message that is missing is noticed, and one that comes twice is not heard twice', () => {
  expect(heard(0, told)).toBe('next');
  expect(heard(10, told)).toBe('next');
  expect(heard(9, told)).toBe('gap');
  expect(heard(20, told)).toBe('known');
  expect(heard(30, told)).toBe('known');
  expect(heard(10, { ...told, more: 3 })).toBe('gap');
});

test('what is no message is nothing', () => {
  for (const message of ['', '{', 'null', '[]', '{"seq":1}', '{"seq":1,"lines":7}']) {
    expect(broadcastOf(message)).toBeNull();
  }
  expect(broadcastOf(JSON.stringify(told))).toEqual(told);
});

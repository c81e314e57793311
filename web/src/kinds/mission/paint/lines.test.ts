import type { CampLine } from '@downbeat/client';
import { expect, test } from 'vitest';
import { freshOf, keyOf, SHOWN_MS, untilNext } from './lines';

const line = (at_ms: number, text = 'Wren finds a bell.'): CampLine => ({
  at_ms,
  mission: 'm',
  tick: 1,
  name: 'Wren',
  outcome: 'success',
  text,
});

test('lines go when they are old, and the newest are shown', () => {
  const ticker = [line(300_000), line(299_000), line(290_000), line(200_000)];
  expect(freshOf(ticker, 300_000, 2)).toEqual(ticker.slice(0, 2));
  expect(freshOf(ticker, 300_000, 5)).toHaveLength(3);
  expect(freshOf(ticker, 299_000 + SHOWN_MS, 5)).toEqual(ticker.slice(0, 1));
});

test('it is known when the next one goes', () => {
  expect(untilNext([], 5)).toBeNull();
  expect(untilNext([line(9_000), line(1_000)], 2_000)).toBe(SHOWN_MS - 1_000);
  expect(untilNext([line(0)], SHOWN_MS + 1)).toBe(0);
});

test('two of a party in one tick are two lines', () => {
  expect(keyOf(line(1, 'Wren falls.'))).not.toBe(keyOf(line(1, 'Ash falls.')));
});

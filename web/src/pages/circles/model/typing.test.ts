import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { others, Typist } from './typing';

const said: boolean[] = [];
let typist: Typist;

beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
  typist = new Typist((on) => void said.push(on));
});
afterEach(() => void vi.useRealTimers());

/** A key a second. */
function type(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    typist.typed('Hel');
    vi.advanceTimersByTime(1_000);
  }
}

test('it is told once, and again each ten seconds while somebody goes on', () => {
  type(10);
  expect(said).toEqual([true]);
  type(11);
  expect(said).toEqual([true, true, true]);
});

test('it is over when it is sent or emptied, and told so once', () => {
  type(2);
  typist.typed('  ');
  typist.typed('');
  typist.stop();
  expect(said).toEqual([true, false]);
  type(1);
  expect(said).toEqual([true, false, true]);
});

test('whoever only stopped is over after a while', () => {
  type(1);
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual([true, false]);
});

test('whoever types nothing is told of nowhere', () => {
  typist.typed('');
  typist.stop();
  expect(said).toEqual([]);
});

test('nobody reads of themselves', () => {
  expect(others({ names: ['Ada', 'Kit'], more: 0 }, 'Ada', true).names).toEqual(['Kit']);
  expect(others({ names: ['Kit', 'Sam', 'Bo'], more: 1 }, 'Ada', true).more).toBe(0);
  expect(others({ names: ['Kit', 'Sam', 'Bo'], more: 1 }, 'Ada', false).more).toBe(1);
  expect(others(undefined, 'Ada', true)).toEqual({ names: [], more: 0 });
});

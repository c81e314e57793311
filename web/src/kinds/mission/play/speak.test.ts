import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EVERY_MS, Speaker } from './speak';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a line is said at once, and the last of those behind it ten seconds later', () => {
  const said: string[] = [];
  const speaker = new Speaker(
    (text) => said.push(text),
    () => Date.now(),
  );
  speaker.hear('one');
  expect(said).toEqual(['one']);
  speaker.hear('two');
  speaker.hear('three');
  vi.advanceTimersByTime(EVERY_MS - 1);
  expect(said).toEqual(['one']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['one', 'three']);
  vi.advanceTimersByTime(10 * EVERY_MS);
  speaker.hear('four');
  expect(said).toEqual(['one', 'three', 'four']);
});

test('nothing is said once nobody listens', () => {
  const said: string[] = [];
  const speaker = new Speaker(
    (text) => said.push(text),
    () => Date.now(),
  );
  speaker.hear('one');
  speaker.hear('two');
  speaker.end();
  vi.advanceTimersByTime(10 * EVERY_MS);
  expect(said).toEqual(['one']);
});

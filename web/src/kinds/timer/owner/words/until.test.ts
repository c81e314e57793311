import { expect, test } from 'vitest';
import { isTomorrow, nextAt, offered, timeOfDay } from './until';

const at = (hours: number, minutes: number, seconds = 0) =>
  new Date(2026, 4, 20, hours, minutes, seconds).getTime();

test('a time of day is the next one that there is', () => {
  expect(nextAt('14:30', at(13, 5))).toBe(at(14, 30));
  expect(nextAt('14:30', at(14, 30))).toBe(at(14 + 24, 30));
  expect(nextAt('00:10', at(23, 50))).toBe(at(24, 10));
});

test.each(['', '14', '14:3', '14:30:00', 'soon'])('%j is none', (time) => {
  expect(nextAt(time, at(13, 0))).toBeNull();
});

test('a moment is told as a field has it, and comes back', () => {
  expect(timeOfDay(at(9, 5))).toBe('09:05');
  expect(timeOfDay(at(9, 5) - 400)).toBe('09:05');
  expect(nextAt(timeOfDay(at(9, 5)), at(9, 4))).toBe(at(9, 5));
});

test('what is offered is a quarter, and an hour away at least', () => {
  expect(offered(at(13, 5))).toBe('14:15');
  expect(offered(at(13, 15))).toBe('14:15');
});

test('another day is said', () => {
  expect(isTomorrow(at(24, 10), at(23, 50))).toBe(true);
  expect(isTomorrow(at(14, 0), at(13, 50))).toBe(false);
});

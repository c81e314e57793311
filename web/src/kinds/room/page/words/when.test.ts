import { expect, test } from 'vitest';
import { firstAt, nextOf, plannedText, remindedOf, startsText, whenText } from './when';

test('a time is said by a clock, and with its year where it is far away', () => {
  const at_ms = Date.UTC(2026, 11, 4, 19, 0);
  const soon = Date.UTC(2026, 11, 1);
  expect(whenText(at_ms, soon, 'Europe/Berlin')).toMatch(/^Fri,? 4 Dec, 20:00$/);
  expect(whenText(at_ms, soon, 'UTC')).toMatch(/^Fri,? 4 Dec, 19:00$/);
  expect(whenText(at_ms, Date.UTC(2025, 0, 1), 'UTC')).toMatch(/^Fri,? 4 Dec 2026, 19:00$/);
});

test('what is over was by the clock of its zone', () => {
  expect(plannedText({ next_ms: null, at: '2020-01-05T20:00' })).toMatch(/5 Jan 2020, 20:00$/);
  const next_ms = Date.UTC(2020, 5, 1, 12);
  expect(plannedText({ next_ms, at: '2020-01-05T20:00' })).toBe(whenText(next_ms));
});

test('what is offered first is a full hour tomorrow, over the end of a year, too', () => {
  expect(firstAt(new Date(2026, 11, 4, 18, 20))).toBe('2026-12-05T19:00');
  expect(firstAt(new Date(2026, 11, 31, 23, 59))).toBe('2027-01-02T00:00');
});

test('what comes next is the first that is to come', () => {
  const at = (next_ms: number | null) => ({ next_ms });
  expect(nextOf([at(null), at(30), at(10), at(20)], 15)).toEqual(at(20));
  expect(nextOf([at(null), at(10)], 15)).toBeNull();
});

test('a reminder is of the next time whose moment has come', () => {
  const min = 60_000;
  const at = (next_ms: number | null, remind_min: number | null) => ({ next_ms, remind_min });
  const planned = [at(5 * min, null), at(50 * min, 60), at(9 * min, 10), at(8 * min, 5)];
  expect(remindedOf(planned, 0)).toBe(9 * min);
  expect(remindedOf([at(2 * min, 1)], 30_000)).toBe(2 * min);
  expect(remindedOf([at(null, 10), at(30 * min, 10)], 0)).toBeNull();
  expect(startsText(10 * min, 20_000)).toBe('Starts in 10 min.');
  expect(startsText(10 * min, min)).toBe('Starts in 9 min.');
  expect(startsText(null, 0)).toBe('It begins soon.');
});

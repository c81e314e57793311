import { expect, test } from 'vitest';
import { ServerClock } from './clock';

test('the shortest way counts', () => {
  const clock = new ServerClock();
  clock.note(1000, 61_100, 1200);
  clock.note(2000, 62_005, 2010);
  clock.note(3000, 63_400, 3800);
  expect(clock.at(5000)).toBe(65_000);
});

test('old answers are forgotten', () => {
  const clock = new ServerClock();
  clock.note(0, 500, 0);
  for (let n = 1; n <= 8; n += 1) clock.note(n, n + 100, n + 2);
  expect(clock.at(10)).toBeCloseTo(109);
});

test('a greeting does not move a clock that pings have set', () => {
  const clock = new ServerClock();
  clock.note(1000, 61_005, 1010);
  clock.noteOneWay(61_700, 2000);
  expect(clock.at(2000)).toBe(62_000);
});

test('after this machine slept, a greeting sets the clock anew', () => {
  const clock = new ServerClock();
  clock.note(1000, 61_005, 1010);
  clock.noteOneWay(3_600_000, 2000);
  expect(clock.at(2000)).toBe(3_600_000);
});

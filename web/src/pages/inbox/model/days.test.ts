import { expect, test } from 'vitest';
import { byDay, dayOf } from './days';

const at = (text: string) => ({ at_ms: new Date(text).getTime() });

test('what is of one day stands together, in the order in which it came', () => {
  const items = [
    at('2026-12-04T23:59'),
    at('2026-12-04T00:00'),
    at('2026-12-03T23:59'),
    at('2026-12-01T12:00'),
    at('2025-12-04T12:00'),
  ];
  const days = byDay(items, '2026-12-04');
  expect(days.map(({ title }) => title)).toEqual([
    'Today',
    'Yesterday',
    expect.stringMatching(/^Tuesday,? 1 December$/),
    '4 December 2025',
  ]);
  expect(days.map(({ items }) => items.length)).toEqual([2, 1, 1, 1]);
  expect(byDay([], '2026-12-04')).toEqual([]);
});

test('yesterday is the day before, over the end of a year, too', () => {
  const [day] = byDay([at('2026-12-31T08:00')], '2027-01-01');
  expect(day?.title).toBe('Yesterday');
  expect(dayOf(at('2026-12-04T20:00').at_ms)).toBe('2026-12-04');
});

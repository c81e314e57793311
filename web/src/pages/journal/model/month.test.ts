import { expect, test } from 'vitest';
import { monthOf, shift, weeks } from './month';

test('a month is whole weeks from Monday on', () => {
  const november = weeks('2026-11');
  expect(november[0]?.[0]).toBe('2026-10-26');
  expect(november.at(-1)?.at(-1)).toBe('2026-12-06');
  expect(weeks('2027-02')).toHaveLength(4);
  expect(november.flat().filter((day) => monthOf(day) === '2026-11')).toHaveLength(30);
});

test('months follow each other over the years', () => {
  expect([shift('2026-12', 1), shift('2026-01', -1), shift('2024-03', -1)]).toEqual([
    '2027-01',
    '2025-12',
    '2024-02',
  ]);
});

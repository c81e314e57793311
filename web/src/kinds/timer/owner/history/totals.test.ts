import { expect, test } from 'vitest';
import { totalsOf } from './totals';

test('turns are added up by player, in the order of their first', () => {
  const turns = [
    { of: 'b', at_ms: 0, took_ms: 4_000 },
    { of: 'a', at_ms: 0, took_ms: 1_000 },
    { of: 'b', at_ms: 0, took_ms: 2_000 },
  ];
  expect(totalsOf(turns)).toEqual([
    { of: 'b', turns: 2, all_ms: 6_000, average_ms: 3_000, longest_ms: 4_000 },
    { of: 'a', turns: 1, all_ms: 1_000, average_ms: 1_000, longest_ms: 1_000 },
  ]);
});

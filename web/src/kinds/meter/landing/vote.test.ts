import { expect, test } from 'vitest';
import type { MeterView } from '../paint/view';
import { crowd } from './crowd';
import { voted } from './vote';

const centre: MeterView = {
  model: 'decay',
  value: 0,
  at_ms: 0,
  decay_per_s: 0.5,
  tally_seq: 0,
  labels: { for: 'Yes', against: 'No' },
  theme: 'dark',
  display: 'combined',
  numbers: 'none',
  round: null,
  result: null,
};

const SPOKEN = { words: { for: 'yes', against: 'no' }, noise: ['hm'] };

test('a vote pushes from where the bar has come to', () => {
  const once = voted(centre, 1, 0);
  const later = voted(once, -1, 2000);
  expect(later).toMatchObject({ at_ms: 2000, tally_seq: 2 });
  expect(later.model === 'decay' && later.value).toBeCloseTo(10 * Math.exp(-1) - 10);
});

test('the crowd has both opinions', () => {
  let seed = 1;
  const chance = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const sides = new Set<number>();
  for (const said of crowd(() => SPOKEN, chance)) {
    sides.add(said.side);
    if (sides.size === 3) break;
  }
  expect(sides.size).toBe(3);
});

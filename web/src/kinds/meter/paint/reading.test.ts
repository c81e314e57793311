import { expect, test } from 'vitest';
import { isMoving, valueAt } from './reading';

const decay = { model: 'decay', value: 80, at_ms: 1000, decay_per_s: 0.5 } as const;

test('a value decays from the time at which it was true', () => {
  expect(valueAt(decay, 1000)).toBe(80);
  expect(valueAt(decay, 3000)).toBeCloseTo(80 * Math.exp(-1));
  expect(valueAt(decay, 0)).toBe(80);
  expect(isMoving(decay, 3000)).toBe(true);
  expect(isMoving(decay, 60_000)).toBe(false);
});

test('a window is a share', () => {
  const window = { model: 'window', at_ms: 0, window_s: 30 } as const;
  expect(valueAt({ ...window, for: 0, against: 0 }, 0)).toBe(0);
  expect(valueAt({ ...window, for: 3, against: 1 }, 0)).toBe(50);
  expect(valueAt({ ...window, for: 0, against: 7 }, 0)).toBe(-100);
});

import { expect, test } from 'vitest';
import { levelOf } from './level';

const WARNINGS = { low_ms: 30_000, critical_ms: 10_000 };

test.each([
  [30_001, false, 'enough'],
  [30_000, false, 'low'],
  [10_000, false, 'critical'],
  [0, false, 'over'],
  [-5_000, false, 'over'],
  [60_000, true, 'over'],
  [null, false, 'enough'],
] as const)('%s ms left (expired: %s) is %s', (left, expired, level) => {
  expect(levelOf(left, { expired }, WARNINGS)).toBe(level);
});

test('without warnings there is enough until it is over', () => {
  expect(levelOf(1, { expired: false }, {})).toBe('enough');
});

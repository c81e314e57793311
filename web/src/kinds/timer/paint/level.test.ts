import { expect, test } from 'vitest';
import { seat, timer } from './example';
import { givenMs, levelOf, limitsOf } from './level';

test('a screen warns by the size of the clock', () => {
  expect(limitsOf(5_400_000)).toEqual({ low_ms: 60_000, critical_ms: 10_000 });
  expect(limitsOf(180_000)).toEqual({ low_ms: 22_500, critical_ms: 10_000 });
  expect(limitsOf(60_000)).toEqual({ low_ms: 10_000, critical_ms: 5_000 });
  expect(limitsOf(4_000)).toEqual({ low_ms: 2_000, critical_ms: 1_000 });
});

test('where the timer warns, screens warn when it does', () => {
  const view = timer({ warnings: { low_ms: 40_000 } });
  expect(levelOf(view, seat('a'), 40_000)).toBe('low');
  expect(levelOf(view, seat('a'), 1)).toBe('low');
  expect(levelOf(view, seat('a'), 40_001)).toBe('enough');
});

test('levels follow the time that is left', () => {
  const [view, one] = [timer(), seat('a')];
  expect(levelOf(view, one, 10_001)).toBe('enough');
  expect(levelOf(view, one, 10_000)).toBe('low');
  expect(levelOf(view, one, 5_000)).toBe('critical');
  expect(levelOf(view, one, 0)).toBe('over');
  expect(levelOf(view, one, null)).toBe('enough');
  expect(levelOf(view, seat('a', { expired: true }), 60_000)).toBe('over');
});

test('a shared clock was given what all have used', () => {
  const participants = [
    seat('a', { used_ms: 5_000, group: 'x' }),
    seat('b', { used_ms: 3_000, group: 'x' }),
    seat('c', { used_ms: 1_000, group: 'y', remaining_ms: 90_000 }),
  ];
  const given = (mode: 'global' | 'per_group' | 'per_cycle') =>
    givenMs(timer({ mode, participants }), participants[0] ?? seat('a'));
  expect(given('per_group')).toBe(68_000);
  expect(given('global')).toBe(69_000);
  expect(given('per_cycle')).toBe(90_000);
});

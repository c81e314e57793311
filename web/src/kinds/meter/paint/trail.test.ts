import { expect, test } from 'vitest';
import { Trail } from './trail';

test('every place between two notes was passed, and is seen once', () => {
  const trail = new Trail();
  trail.note(0, 0);
  trail.note(100, 10);
  trail.note(200, 0);
  const seen = [...trail.stretches(200)];
  expect(seen[0]?.from).toBe(0);
  expect(seen.at(-1)?.to).toBeCloseTo(10.5);
  expect(new Set(seen.map(({ from }) => from)).size).toBe(seen.length);
});

test('it fades in two seconds, and then costs nothing', () => {
  const trail = new Trail();
  expect(trail.isFading(0)).toBe(false);
  trail.note(0, -100);
  trail.note(1000, 100);
  expect([...trail.stretches(2000)][0]?.freshness).toBeCloseTo(0.5);
  expect(trail.isFading(2999)).toBe(true);
  expect(trail.isFading(3001)).toBe(false);
  expect([...trail.stretches(3001)]).toEqual([]);
});

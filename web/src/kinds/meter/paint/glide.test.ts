import { expect, test } from 'vitest';
import { glide } from './glide';

test('two short steps are one long step', () => {
  const twice = glide(glide(0, 100, 20, 0), 100, 30, 0);
  expect(twice).toBeCloseTo(glide(0, 100, 50, 0));
});

test('it arrives, and never goes beyond', () => {
  let at = 0;
  for (let n = 0; n < 200; n += 1) {
    at = glide(at, 50, 16, 0.05);
    expect(at).toBeLessThanOrEqual(50);
  }
  expect(at).toBe(50);
});

import { expect, test } from 'vitest';
import type { Circle } from './rights';
import { kept } from './stale';

const now = { id: 'c', name: 'Now', you: null, stale: false, as_of_ms: null } as unknown as Circle;
const was = { ...now, name: 'Was', stale: true, as_of_ms: 7 };
const mine = { ...now, name: 'Known', you: { role: 'owner' } } as unknown as Circle;

test('what is known of a circle stays while nothing newer can be said', () => {
  expect(kept(was, mine)).toEqual({ ...mine, stale: true, as_of_ms: 7 });
  expect(kept(was, undefined)).toBe(was);
  expect(kept(now, { ...mine, stale: true, as_of_ms: 7 })).toBe(now);
});

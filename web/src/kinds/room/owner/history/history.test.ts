import { expect, test } from 'vitest';
import { byDay } from './history';

const DAY_MS = 86_400_000;
const day = (at_ms: number) => `day ${Math.floor(at_ms / DAY_MS)}`;

test('what was watched on one day stands together, in its order', () => {
  const at = (at_ms: number) => ({ at_ms });
  const items = [at(2 * DAY_MS + 9), at(2 * DAY_MS + 1), at(DAY_MS)];
  expect(byDay(items, day)).toEqual([
    { day: 'day 2', items: [at(2 * DAY_MS + 9), at(2 * DAY_MS + 1)] },
    { day: 'day 1', items: [at(DAY_MS)] },
  ]);
  expect(byDay([], day)).toEqual([]);
});

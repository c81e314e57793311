import { expect, test } from 'vitest';
import { type Probes, probes } from './clock';

/** When it asks until then. */
function asks(clock: Probes, playing: boolean, untilMs: number): number[] {
  const asked: number[] = [];
  for (;;) {
    const due = clock.dueMs(playing);
    if (due === null || due > untilMs) return asked;
    asked.push(due);
    clock.asked(due);
  }
}

test('eight times at first, then each half a minute while something plays', () => {
  const clock = probes(1_000);
  expect(asks(clock, false, 100_000)).toEqual([
    1_000, 1_150, 1_300, 1_450, 1_600, 1_750, 1_900, 2_050,
  ]);
  expect(clock.dueMs(false)).toBeNull();
  expect(asks(clock, true, 100_000)).toEqual([32_050, 62_050, 92_050]);
});

test('whoever is seen again asks at once', () => {
  const clock = probes(0);
  asks(clock, false, 10_000);
  clock.again(500_000);
  expect(asks(clock, false, 1_000_000)).toEqual([500_000]);
  clock.again(600_000);
  expect(asks(clock, true, 640_000)).toEqual([600_000, 630_000]);
});

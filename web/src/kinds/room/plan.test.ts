import { expect, test } from 'vitest';
import { costs } from './costs';
import { nextLoadsMs, plan } from './plan';
import type { Playback } from './position';

const at = (anchor_media_ms: number, anchor_server_ms: number, more = {}): Playback => ({
  item: 'i1',
  playing: true,
  rate: 1,
  anchor_media_ms,
  anchor_server_ms,
  ...more,
});
const still = { playing: false };

function learned() {
  const known = costs();
  known.note('start', 40);
  known.note('seek', 100);
  return known;
}

test('what costs time is begun that much earlier', () => {
  const start = { told: at(5_000, 2_000), before: at(5_000, 0, still) };
  expect(plan(start, learned(), 1_500)).toEqual([{ atMs: 1_960, do: 'play', rate: 1 }]);
  const seek = { told: at(60_000, 2_000), before: at(0, 0) };
  expect(plan(seek, learned(), 1_500)).toEqual([
    { atMs: 1_900, do: 'seek', toMs: 60_000 },
    { atMs: 2_000, do: 'play', rate: 1 },
  ]);
  const both = { told: at(60_000, 2_000), before: at(5_000, 0, still) };
  expect(plan(both, learned(), 1_500)).toEqual([
    { atMs: 1_860, do: 'seek', toMs: 60_000 },
    { atMs: 1_960, do: 'play', rate: 1 },
  ]);
});

test('a pause is the same still picture for all', () => {
  const pause = { told: at(2_000, 2_000, still), before: at(0, 0) };
  const steps = [
    { atMs: 2_000, do: 'pause' },
    { atMs: 2_000, do: 'seek', toMs: 2_000 },
  ];
  expect(plan(pause, learned(), 1_800)).toEqual(steps);
  // However late it was heard.
  expect(plan(pause, learned(), 2_300)).toEqual(steps.map((step) => ({ ...step, atMs: 2_300 })));
});

test('another rate changes no place', () => {
  const faster = { told: at(2_000, 2_000, { rate: 1.5 }), before: at(0, 0) };
  expect(plan(faster, learned(), 1_800)).toEqual([{ atMs: 2_000, do: 'play', rate: 1.5 }]);
});

test('whoever joins begins where the others are by then', () => {
  expect(plan({ told: at(1_000, 0), before: null }, learned(), 10_000)).toEqual([
    { atMs: 10_000, do: 'load', item: 'i1' },
    { atMs: 10_000, do: 'seek', toMs: 11_040 },
    { atMs: 10_000, do: 'play', rate: 1 },
  ]);
  const next = { told: at(0, 20_500, { item: 'i2' }), before: at(0, 0) };
  expect(plan(next, learned(), 10_000)).toEqual([
    { atMs: 10_000, do: 'load', item: 'i2' },
    { atMs: 10_000, do: 'seek', toMs: 0 },
    { atMs: 20_460, do: 'play', rate: 1 },
  ]);
  const nothing = { told: at(0, 0, { item: null, ...still }), before: at(0, 0) };
  expect(plan(nothing, learned(), 5)).toEqual([{ atMs: 5, do: 'load', item: null }]);
});

test('a seek that was heard too late goes to where it is by then', () => {
  const seek = { told: at(60_000, 2_000), before: at(0, 0) };
  expect(plan(seek, learned(), 2_300)).toEqual([
    { atMs: 2_300, do: 'seek', toMs: 60_400 },
    { atMs: 2_300, do: 'play', rate: 1 },
  ]);
});

test('the next item is loaded ten seconds ahead, where it is known when', () => {
  expect(nextLoadsMs(at(20_000, 1_000), 60_000)).toBe(31_000);
  expect(nextLoadsMs(at(20_000, 1_000, still), 60_000)).toBeNull();
  expect(nextLoadsMs(at(20_000, 1_000), null)).toBeNull();
});

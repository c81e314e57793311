/**
 * What a player is to do about a playback, and when by the server's clock: so that
 * the picture is right at the anchor, what takes time is begun that much earlier.
 */
import type { Costs } from './costs';
import { type Course, type Playback, positionMs, reachesMs } from './position';

export type Step =
  | { atMs: number; do: 'load'; item: string | null }
  | { atMs: number; do: 'seek'; toMs: number }
  | { atMs: number; do: 'play'; rate: number }
  | { atMs: number; do: 'pause' };

/** In the order in which they are done. What should have been is done now. */
export function plan(course: Course, costs: Costs, nowMs: number): Step[] {
  const { told, before } = course;
  if (!before || before.item !== told.item) return begin(told, costs, nowMs);
  if (!told.playing) return stand(told, nowMs);
  return catchUp(goOn(before, told, costs), told, costs, nowMs);
}

/** It stands on the picture of the anchor, everywhere the same. */
function stand({ anchor_server_ms, anchor_media_ms: toMs }: Playback, nowMs: number): Step[] {
  const atMs = Math.max(anchor_server_ms, nowMs);
  return [
    { atMs, do: 'pause' },
    { atMs, do: 'seek', toMs },
  ];
}

function goOn(before: Playback, told: Playback, costs: Costs): Step[] {
  const { anchor_server_ms: anchor, anchor_media_ms: toMs, rate } = told;
  if (!before.playing) {
    // The picture stands: it may be at its place before the start.
    const seek = before.anchor_media_ms === toMs ? [] : [startSeek(anchor, toMs, costs)];
    return [...seek, { atMs: anchor - costs.of('start'), do: 'play', rate }];
  }
  const goesTo = positionMs(before, anchor);
  const isElsewhere = Math.abs(goesTo - toMs) > 1;
  const seek: Step[] = isElsewhere ? [{ atMs: anchor - costs.of('seek'), do: 'seek', toMs }] : [];
  return [...seek, { atMs: anchor, do: 'play', rate }];
}

function startSeek(anchor: number, toMs: number, costs: Costs): Step {
  return { atMs: anchor - costs.of('seek') - costs.of('start'), do: 'seek', toMs };
}

/** Something else is on the screen, or nothing was. */
function begin(told: Playback, costs: Costs, nowMs: number): Step[] {
  const { item, playing, rate, anchor_server_ms: anchor } = told;
  const load: Step = { atMs: nowMs, do: 'load', item };
  if (item === null) return [load];
  const startMs = Math.max(nowMs, anchor - costs.of('start'));
  const toMs = positionMs(told, startMs + costs.of('start'));
  const seek: Step = { atMs: nowMs, do: 'seek', toMs };
  return playing ? [load, seek, { atMs: startMs, do: 'play', rate }] : [load, seek];
}

/** Heard too late for its anchor, it is where it would be by then. */
function catchUp(steps: Step[], told: Playback, costs: Costs, nowMs: number): Step[] {
  return steps.map((step) => {
    if (step.atMs >= nowMs) return step;
    if (step.do !== 'seek') return { ...step, atMs: nowMs };
    return { ...step, atMs: nowMs, toMs: positionMs(told, nowMs + costs.of('seek')) };
  });
}

const LOADS_AHEAD_MS = 10_000;

/** When the next item is to be loaded, so that it begins at once. */
export function nextLoadsMs(told: Playback, durationMs: number | null): number | null {
  const ends = durationMs === null ? null : reachesMs(told, durationMs);
  return ends === null ? null : ends - LOADS_AHEAD_MS;
}

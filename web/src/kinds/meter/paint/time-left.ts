/** A step that the eye takes for motion. */
const SHORTEST_MS = 33;
/** Who asked for less motion sees one step in this time at most. */
const CALM_MS = 1000;

/** What part of the round's time is left: 1 as it begins, 0 at its end. */
export function timeLeft(startedMs: number, endsMs: number, nowMs: number): number {
  const whole = endsMs - startedMs;
  return whole > 0 ? Math.min(1, Math.max(0, (endsMs - nowMs) / whole)) : 0;
}

/** How long a line of so many pixels looks the same while the round's time passes. */
export function stepMs(wholeMs: number, pixels: number, isCalm: boolean): number {
  return Math.max(isCalm ? CALM_MS : SHORTEST_MS, wholeMs / Math.max(1, pixels));
}

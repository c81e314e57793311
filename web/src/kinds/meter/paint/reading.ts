import type { Reading } from './view';

/** Where the mark belongs at the server's `nowMs`: -100 is all against, 100 all for. */
export function valueAt(reading: Reading, nowMs: number): number {
  if (reading.model === 'decay') {
    const ageS = Math.max(0, nowMs - reading.at_ms) / 1000;
    return reading.value * Math.exp(-reading.decay_per_s * ageS);
  }
  const votes = reading.for + reading.against;
  return votes === 0 ? 0 : ((reading.for - reading.against) / votes) * 100;
}

/** Whether time alone still moves the mark. */
export function isMoving(reading: Reading, nowMs: number): boolean {
  return reading.model === 'decay' && Math.abs(valueAt(reading, nowMs)) > STILL;
}

/** Less than a pixel on the widest bar. */
export const STILL = 0.05;

import type { Answer } from '../../answer.ts';
import { localMs } from '../../clock.ts';

/** Why a tap did not count, beyond what a command may be answered. */
export type TapCode =
  /** Older than the timer waits for, or the time had ended before it. */
  | 'late'
  /** The turn that it would have ended is not the one that is on. */
  | 'overtaken';

/** Somebody ended a turn on this device. */
export type Tap = {
  /** Of its command, however often that is sent. */
  id: string;
  /** The number of the turn that it is to end. */
  turn: number;
  to: string | null;
  /** By this device's clock that never jumps. */
  tapped_ms: number;
  /** What the server's clock was then, as this device knew it. */
  server_ms: number;
  /**
   * When it was by the server's clock, as it was said first: whatever is sent
   * again is the same. Null for what was never sent.
   */
  at_ms: number | null;
  /** The rev that it led to, once it was accepted. */
  done_rev: string | null;
  done: (answer: Answer<TapCode>) => void;
};

const STOOD_STILL_MS = 1_000;

/**
 * How long ago it was, by this device's own clock. Where the server's clock says
 * that much more time has passed, the device slept and its own stood still.
 */
export function ageMs(tap: Tap, serverNow: number, errorMs: number): number {
  const own = localMs() - tap.tapped_ms;
  const told = serverNow - tap.server_ms;
  return Math.round(told - own > STOOD_STILL_MS + errorMs ? told : own);
}

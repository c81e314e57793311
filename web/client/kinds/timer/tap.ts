import type { Answer } from '../../answer.ts';
import { localMs } from '../../clock.ts';
import type { Turn } from './turn.ts';

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
  turn: Turn;
  to: string | null;
  /** By this device's clock that never jumps. */
  tapped_ms: number;
  /** What the server's clock was then, as this device knew it. */
  server_ms: number;
  /** The rev that the last sending insisted on. */
  sent_rev: string | null;
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

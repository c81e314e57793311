import { remaining, type TimerParticipant, type TimerView } from '@downbeat/client';

/** Without a table to wait for, the server has said by then that a time has ended. */
const TOLD_MS = 500;

/**
 * Whether somebody's time is over and the server has not said so, because a table
 * may still tell a tap from before.
 */
export function isOpenEnd(view: TimerView, one: TimerParticipant, serverMs: number): boolean {
  if (!view.offline_grace_ms || view.status !== 'running' || one.expired) return false;
  return view.active === one.id && remaining(view, one.id, serverMs - TOLD_MS) === 0;
}

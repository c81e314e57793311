import type { TimerParticipant, TimerView } from './timer.ts';

/**
 * What is left on somebody's clock at `serverNow`; null where nothing ends, or
 * for somebody who is not there. It stops at zero until the server has told that
 * the time ended: only then, where the timer counts on, it goes below.
 */
export function remaining(view: TimerView, id: string, serverNow: number): number | null {
  const one = view.participants.find((participant) => participant.id === id);
  if (!one || one.remaining_ms === null) return null;
  return one.remaining_ms - (sharesClock(view, one) ? takenMs(view, one, serverNow) : 0);
}

/** What somebody has used in all at `serverNow`: what a stopwatch shows. */
export function used(view: TimerView, id: string, serverNow: number): number | null {
  const one = view.participants.find((participant) => participant.id === id);
  if (!one) return null;
  return one.used_ms + (one.id === view.active ? takenMs(view, one, serverNow) : 0);
}

/** Whether it is somebody's clock that counts now, their own or one they share. */
export function sharesClock(view: TimerView, one: TimerParticipant): boolean {
  if (view.active === one.id) return true;
  if (view.mode === 'global' || view.mode === 'count_up') return view.active !== null;
  if (view.mode !== 'per_group') return false;
  const active = view.participants.find((participant) => participant.id === view.active);
  return active !== undefined && active.group === one.group;
}

/** What the turn that is on takes off its clock, beyond what the view has taken. */
function takenMs(view: TimerView, one: TimerParticipant, serverNow: number): number {
  if (view.status !== 'running' || view.since_ms === null) return 0;
  const passed = Math.max(0, serverNow - view.since_ms);
  const isBounded = one.remaining_ms !== null && !one.expired;
  return isBounded ? Math.min(passed, Math.max(0, one.remaining_ms ?? 0)) : passed;
}

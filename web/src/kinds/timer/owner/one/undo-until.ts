/** Until when the last switch can be taken back, as far as views tell. */
import type { Seen, View } from '../api/model';

const UNDO_MS = 10_000;

/** Server time; 0 when there is nothing to take back. Warnings, pauses and resumes leave it. */
export function undoUntil(was: View, view: View, until_ms: number): number {
  const isOn = view.status === 'running' || view.status === 'paused';
  const more = moves(view) - moves(was);
  if (!isOn || more < 0) return 0;
  if (more > 0) return was.active === null ? 0 : view.now_ms + UNDO_MS;
  return view.active !== was.active || isTouched(was, view) ? 0 : until_ms;
}

/** A turn that was made counts; one that is undone does not any more. */
function moves({ participants }: View): number {
  return participants.reduce((sum, one) => sum + one.moves, 0);
}

/** Who takes part has changed, or somebody's time by more than its use. */
function isTouched(was: View, view: View): boolean {
  if (was.participants.length !== view.participants.length) return true;
  return view.participants.some((one, place) => isOther(was.participants[place], one));
}

function isOther(was: Seen | undefined, one: Seen): boolean {
  if (was === undefined || was.id !== one.id) return true;
  return was.used_ms === one.used_ms && was.remaining_ms !== one.remaining_ms;
}

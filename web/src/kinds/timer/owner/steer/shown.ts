/** Which clocks are shown large: everybody's, or only those that matter now. */
import type { Seen, View } from '../api/model';

const LARGE_MAX = 8;
const OF_MANY = 2;

export function clocksOf(view: View): Seen[] {
  const { participants, active } = view;
  if (participants.length <= LARGE_MAX) return participants;
  const from = Math.max(
    0,
    participants.findIndex((one) => one.id === active),
  );
  const round = [...participants.slice(from), ...participants.slice(0, from)];
  return round.slice(0, OF_MANY);
}

/** Whether one clock is everybody's, so that names alone tell them apart. */
export function isShared({ mode, participants }: View): boolean {
  return mode === 'global' && participants.length > 1;
}

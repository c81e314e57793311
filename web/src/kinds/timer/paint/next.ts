import type { TimerParticipant, TimerView } from '@downbeat/client';

/** Everyone in the order in which they will have the turn, whoever has it first. */
export function fromActive({ participants, active }: TimerView): TimerParticipant[] {
  const at = Math.max(
    0,
    participants.findIndex(({ id }) => id === active),
  );
  return [...participants.slice(at), ...participants.slice(0, at)];
}

/** Who is next, as far as a screen can know: the first after the active one with time left. */
export function nextUp(view: TimerView): TimerParticipant | null {
  const [, ...others] = fromActive(view);
  return others.find(({ expired }) => view.mode === 'per_cycle' || !expired) ?? null;
}

import { isLastRound, type TimerParticipant, type TimerView } from '@downbeat/client';
import { isLive } from './reading';

/** Everyone in the order in which they will have the turn, whoever has it first. */
export function fromActive({ participants, active }: TimerView): TimerParticipant[] {
  const at = Math.max(
    0,
    participants.findIndex(({ id }) => id === active),
  );
  return [...participants.slice(at), ...participants.slice(0, at)];
}

/** Who is next, as far as a screen can know: the first after the active one whose time goes on. */
export function nextUp(view: TimerView): TimerParticipant | null {
  return upcoming(view)[0] ?? null;
}

/** Those whose turn is yet to come, and whose time goes on. */
export function upcoming(view: TimerView): TimerParticipant[] {
  return comingOf(view).filter((one) => mayHave(view, one));
}

/** Everyone whose turn may follow: in the last round nobody whose turn it was. */
export function comingOf(view: TimerView): TimerParticipant[] {
  const { participants, active } = view;
  if (active === null || !isLastRound(view)) return fromActive(view).slice(1);
  return participants.slice(participants.findIndex(({ id }) => id === active) + 1);
}

/** Whether the turn that is on is the last of all: its end is the timer's. */
export function isLastTurn(view: TimerView): boolean {
  return isLive(view) && isLastRound(view) && nextUp(view) === null;
}

/** Whether the turn still comes to somebody: time below zero counts on. */
function mayHave({ mode }: TimerView, { expired, remaining_ms }: TimerParticipant): boolean {
  return mode === 'per_cycle' || !expired || (remaining_ms ?? 0) < 0;
}

/** One clock and one name: there is nobody to pass a turn to. */
export function isAlone({ mode, participants }: TimerView): boolean {
  return participants.length === 1 && (mode === 'global' || mode === 'count_up');
}

/** How many turns somebody waits for theirs: 0 is now; null where it does not come. */
export function turnsUntil(view: TimerView, id: string): number | null {
  const [first] = fromActive(view);
  const order = first ? [first, ...upcoming(view)] : upcoming(view);
  const at = order.findIndex((one) => one.id === id);
  return at < 0 ? null : at;
}

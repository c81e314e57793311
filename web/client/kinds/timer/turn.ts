import { remaining, sharesClock, used } from './remaining.ts';
import type { TimerParticipant, TimerView } from './timer.ts';

/** The number of the turn that is on, if one can be passed. */
export function turnOf({ status, active, turn }: TimerView): number | null {
  return status === 'running' && active !== null ? turn : null;
}

/** Whether no round comes after the one that is on: an agenda has one, of its items. */
export function isLastRound({ cycle, cycles }: TimerView): boolean {
  return cycles != null && cycle >= cycles;
}

/**
 * Who is next: whoever comes after the active one and has time left. Nobody after the
 * last turn of all, whose end is the timer's.
 */
export function nextOf(view: TimerView): string | null {
  const { participants } = view;
  const from = participants.findIndex((participant) => participant.id === view.active);
  const again = isLastRound(view) ? [] : participants.slice(0, from + 1);
  const round = [...participants.slice(from + 1), ...again];
  return round.find((participant) => mayPlay(view, participant))?.id ?? null;
}

/**
 * The view with the turn passed at `atMs`. What a turn gives back, a delay and
 * the time of a new turn in `per_cycle` only the server knows: they follow with
 * its next view.
 */
export function passed(view: TimerView, to: string, atMs: number): TimerView {
  const { participants, active } = view;
  const place = (id: string | null) =>
    participants.findIndex((participant) => participant.id === id);
  const after = (one: TimerParticipant): TimerParticipant => ({
    ...one,
    remaining_ms: sharesClock(view, one) ? remaining(view, one.id, atMs) : one.remaining_ms,
    used_ms: used(view, one.id, atMs) ?? one.used_ms,
    moves: one.id === active ? one.moves + 1 : one.moves,
  });
  return {
    ...view,
    active: to,
    since_ms: atMs,
    participants: participants.map(after),
    cycle: place(to) <= place(active) ? view.cycle + 1 : view.cycle,
    turn: view.turn + 1,
  };
}

/** Below zero there are only clocks that count on, and those may always play. */
function mayPlay(view: TimerView, one: TimerParticipant): boolean {
  return view.mode === 'per_cycle' || !one.expired || (one.remaining_ms ?? 0) < 0;
}

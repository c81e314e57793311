/** A timer of two, for tests. */
import type { TimerParticipant, TimerView } from '@downbeat/client';

export function seat(id: string, given: Partial<TimerParticipant> = {}): TimerParticipant {
  return {
    id,
    name: id.toUpperCase(),
    group: null,
    color: null,
    remaining_ms: 60_000,
    used_ms: 0,
    moves: 0,
    expired: false,
    ...given,
  };
}

export function timer(given: Partial<TimerView> = {}): TimerView {
  return {
    status: 'running',
    mode: 'per_participant',
    active: 'a',
    since_ms: 1_000,
    participants: [seat('a'), seat('b')],
    cycle: 1,
    turn: 1,
    now_ms: 1_000,
    ...given,
  };
}

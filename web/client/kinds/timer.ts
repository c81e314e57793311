/** A timer, as clients see it. */
export interface Timer {
  view: TimerView;
  commands: {
    start: Empty;
    switch: { to?: string; age_ms?: number };
    pause: Empty;
    resume: Empty;
    adjust: { participant: string; ms: number; reason: string };
    add_participant: NewParticipant;
    remove_participant: { id: string };
    set_order: { ids: string[] };
    undo: Empty;
    complete: { outcome?: string };
    cancel: { reason?: string };
  };
  rejections:
    | 'ended'
    | 'expired_participant'
    | 'late'
    | 'not_your_turn'
    | 'nothing_to_undo'
    | 'too_many'
    | 'unknown_participant'
    | 'wrong_status';
}

export type TimerView = {
  status: 'pending' | 'running' | 'paused' | 'completed' | 'expired' | 'cancelled';
  mode: 'per_participant' | 'per_cycle' | 'per_group' | 'global' | 'count_up';
  title?: string;
  /** The id of whoever has the turn. */
  active: string | null;
  /** From then on the active clock counts; ahead of now while a delay runs. */
  since_ms: number | null;
  /** In the order of their turns. */
  participants: TimerParticipant[];
  /** How often the turn has gone round, from 1; 0 before the start. */
  cycle: number;
  /** Server time of this view. */
  now_ms: number;
  /** The live state was lost once and rebuilt from history. */
  recovered?: boolean;
  outcome?: string;
  winner?: string;
};

export type TimerParticipant = {
  id: string;
  name: string;
  group: string | null;
  color: string | null;
  /** As of `since_ms`; null on a stopwatch without an end. */
  remaining_ms: number | null;
  /** As of `since_ms`. */
  used_ms: number;
  moves: number;
  expired: boolean;
};

type Empty = Record<string, never>;

type NewParticipant = {
  id?: string;
  name: string;
  group?: string;
  color?: string;
  budget_ms?: number;
  meta?: { [member: string]: unknown };
};

/** Timers that many people need, to begin with. */
import type { ConfigGiven, Participant } from '../api/model';
import { colourAt } from '../words/colours';

export type BuiltIn = { said: string; config: ConfigGiven };

const MINUTE_MS = 60_000;

/** Chess's own colours: told apart from each other and from both pages. */
const WHITE = '#f8fafc';
const BLACK = '#475569';

const CHESS = {
  mode: 'per_participant',
  participants: [
    { name: 'White', color: WHITE },
    { name: 'Black', color: BLACK },
  ],
  on_end: { kind: 'end_session', outcome: 'time', winner_by: 'opponent' },
  auto_advance: false,
} as const;

export const BUILT_IN: readonly BuiltIn[] = [
  {
    said: '3 min each, 2 s a move',
    config: {
      ...chess('Chess blitz 3+2', 3, 2_000),
      warnings: { low_ms: 30_000, critical_ms: 10_000 },
    },
  },
  {
    said: '10 min each, 5 s a move',
    config: {
      ...chess('Chess rapid 10+5', 10, 5_000),
      warnings: { low_ms: MINUTE_MS, critical_ms: 15_000 },
    },
  },
  {
    said: '40 moves in 90 min, then 30 min, 30 s a move',
    config: {
      ...CHESS,
      participants: [...CHESS.participants],
      title: 'Classical 40/90 + 30',
      increment: { kind: 'fischer', ms: 30_000 },
      stages: [{ moves: 40, budget_ms: 90 * MINUTE_MS }, { budget_ms: 30 * MINUTE_MS }],
      warnings: { low_ms: 5 * MINUTE_MS, critical_ms: MINUTE_MS },
      offline_grace_ms: 10_000,
    },
  },
  {
    said: '10 min each, out when it is over',
    config: {
      mode: 'per_participant',
      title: 'Board game',
      participants: people('Player 1', 'Player 2', 'Player 3', 'Player 4'),
      budget_ms: 10 * MINUTE_MS,
      on_end: { kind: 'skip_turn', penalty_ms: 0 },
      auto_advance: false,
      warnings: { low_ms: MINUTE_MS, critical_ms: 15_000 },
      offline_grace_ms: 10_000,
    },
  },
  {
    said: '5 min a speaker, in turns',
    config: {
      mode: 'per_cycle',
      title: 'Debate',
      participants: people('For', 'Against'),
      budget_ms: 5 * MINUTE_MS,
      on_end: { kind: 'none' },
      auto_advance: false,
      warnings: { low_ms: MINUTE_MS, critical_ms: 15_000 },
    },
  },
  {
    said: '30 s a turn, then the next',
    config: {
      mode: 'per_cycle',
      title: 'Quiz round',
      participants: people('Team 1', 'Team 2', 'Team 3'),
      budget_ms: 30_000,
      on_end: { kind: 'skip_turn', penalty_ms: 0 },
      auto_advance: true,
      warnings: { low_ms: 10_000, critical_ms: 5_000 },
    },
  },
  {
    said: '2 min each',
    config: {
      mode: 'per_participant',
      title: 'Standup',
      participants: people('First', 'Second', 'Third', 'Fourth'),
      budget_ms: 2 * MINUTE_MS,
      on_end: { kind: 'skip_turn', penalty_ms: 0 },
      auto_advance: true,
      warnings: { low_ms: 30_000, critical_ms: 10_000 },
    },
  },
  {
    said: '90 min for all',
    config: {
      mode: 'global',
      title: 'Exam',
      participants: people('Everyone'),
      budget_ms: 90 * MINUTE_MS,
      on_end: { kind: 'end_session', outcome: 'time' },
      auto_advance: false,
      warnings: { low_ms: 15 * MINUTE_MS, critical_ms: 5 * MINUTE_MS },
    },
  },
  {
    said: 'Counts up',
    config: {
      mode: 'count_up',
      title: 'Stopwatch',
      participants: people('Time'),
      on_end: { kind: 'end_session', outcome: 'time' },
      auto_advance: false,
      warnings: {},
    },
  },
];

function chess(title: string, minutes: number, ms: number): ConfigGiven {
  return {
    ...CHESS,
    participants: [...CHESS.participants],
    title,
    budget_ms: minutes * MINUTE_MS,
    increment: { kind: 'fischer', ms },
  };
}

function people(...names: string[]): Participant[] {
  return names.map((name, place) => ({ name, color: colourAt(place) }));
}

/** Timers that many people need, to begin with. */
import type { ConfigGiven, Participant } from '../api/model';
import { t } from '../texts';
import { colourAt } from '../words/colours';

export type BuiltIn = { said: string; config: ConfigGiven };

const MINUTE_MS = 60_000;

const AGENDA_MINUTES = [5, 20, 10, 5] as const;

/** Chess's own colours: told apart from each other and from both pages. */
const WHITE = '#f8fafc';
const BLACK = '#475569';

export function builtIn(): readonly BuiltIn[] {
  const { builtIn: said, names } = t.form;
  const team = (count: number, name: (number: number) => string) =>
    people(...Array.from({ length: count }, (_, at) => name(at + 1)));
  return [
    {
      said: said.blitz.said,
      config: {
        ...chess(said.blitz.title, 3, 2_000),
        warnings: { low_ms: 30_000, critical_ms: 10_000 },
      },
    },
    {
      said: said.rapid.said,
      config: {
        ...chess(said.rapid.title, 10, 5_000),
        warnings: { low_ms: MINUTE_MS, critical_ms: 15_000 },
      },
    },
    {
      said: said.classical.said,
      config: {
        ...duel(),
        title: said.classical.title,
        increment: { kind: 'fischer', ms: 30_000 },
        stages: [{ moves: 40, budget_ms: 90 * MINUTE_MS }, { budget_ms: 30 * MINUTE_MS }],
        warnings: { low_ms: 5 * MINUTE_MS, critical_ms: MINUTE_MS },
        offline_grace_ms: 10_000,
      },
    },
    {
      said: said.board.said,
      config: {
        mode: 'per_participant',
        title: said.board.title,
        participants: team(4, t.form.player),
        budget_ms: 10 * MINUTE_MS,
        on_end: { kind: 'skip_turn', penalty_ms: 0 },
        auto_advance: false,
        warnings: { low_ms: MINUTE_MS, critical_ms: 15_000 },
        offline_grace_ms: 10_000,
      },
    },
    {
      said: said.debate.said,
      config: {
        mode: 'per_cycle',
        title: said.debate.title,
        participants: people(names.for, names.against),
        budget_ms: 5 * MINUTE_MS,
        on_end: { kind: 'none' },
        auto_advance: false,
        warnings: { low_ms: MINUTE_MS, critical_ms: 15_000 },
      },
    },
    {
      said: said.quiz.said,
      config: {
        mode: 'per_cycle',
        title: said.quiz.title,
        participants: team(3, names.teamNumber),
        budget_ms: 30_000,
        on_end: { kind: 'skip_turn', penalty_ms: 0 },
        auto_advance: true,
        warnings: { low_ms: 10_000, critical_ms: 5_000 },
      },
    },
    {
      said: said.standup.said,
      config: {
        mode: 'per_participant',
        title: said.standup.title,
        participants: people(...names.places),
        budget_ms: 2 * MINUTE_MS,
        on_end: { kind: 'skip_turn', penalty_ms: 0 },
        auto_advance: true,
        warnings: { low_ms: 30_000, critical_ms: 10_000 },
      },
    },
    {
      said: said.agenda.said,
      config: {
        mode: 'per_participant',
        title: said.agenda.title,
        participants: people(...names.items).map((item, place) => ({
          ...item,
          budget_ms: (AGENDA_MINUTES[place] ?? 10) * MINUTE_MS,
        })),
        budget_ms: 10 * MINUTE_MS,
        on_end: { kind: 'none' },
        auto_advance: false,
        cycles: 1,
        warnings: { low_ms: 2 * MINUTE_MS, critical_ms: 30_000 },
      },
    },
    {
      said: said.exam.said,
      config: {
        mode: 'global',
        title: said.exam.title,
        participants: people(names.everyone),
        budget_ms: 90 * MINUTE_MS,
        on_end: { kind: 'end_session', outcome: 'time' },
        auto_advance: false,
        warnings: { low_ms: 15 * MINUTE_MS, critical_ms: 5 * MINUTE_MS },
      },
    },
    {
      said: said.stopwatch.said,
      config: {
        mode: 'count_up',
        title: said.stopwatch.title,
        participants: people(names.time),
        on_end: { kind: 'end_session', outcome: 'time' },
        auto_advance: false,
        warnings: {},
      },
    },
  ];
}

/** Minutes for each, and seconds that a move gives back: what chess players ask for by name. */
const CONTROLS = [
  [1, 0],
  [2, 1],
  [3, 0],
  [3, 2],
  [5, 0],
  [5, 3],
  [10, 0],
  [10, 5],
  [15, 10],
  [30, 0],
] as const;

/** A warning at a sixth of the time, and at a third of that. */
export function chessControls(): readonly { name: string; config: ConfigGiven }[] {
  return CONTROLS.map(([minutes, seconds]) => {
    const name = `${minutes}+${seconds}`;
    const low_ms = (minutes * MINUTE_MS) / 6;
    const config = {
      ...chess(t.form.chess(name), minutes, seconds * 1_000),
      warnings: { low_ms, critical_ms: Math.round(low_ms / 3) },
    };
    return { name, config };
  });
}

/** Whoever runs out of time has lost. */
function duel(): Pick<ConfigGiven, 'mode' | 'participants' | 'on_end' | 'auto_advance'> {
  const { white, black } = t.form.names;
  return {
    mode: 'per_participant',
    participants: [
      { name: white, color: WHITE },
      { name: black, color: BLACK },
    ],
    on_end: { kind: 'end_session', outcome: 'time', winner_by: 'opponent' },
    auto_advance: false,
  };
}

function chess(title: string, minutes: number, ms: number): ConfigGiven {
  return {
    ...duel(),
    title,
    budget_ms: minutes * MINUTE_MS,
    ...(ms > 0 && { increment: { kind: 'fischer', ms } }),
  };
}

function people(...names: string[]): Participant[] {
  return names.map((name, place) => ({ name, color: colourAt(place) }));
}

/** A timer's config while it is written: every field is there, and what is empty is null. */

import { bare } from '../../../../kit/words/text';
import type {
  Config,
  ConfigGiven,
  Increment,
  Mode,
  OnEnd,
  Stage,
  View,
  WinnerBy,
} from '../api/model';
import { colourAt } from '../words/colours';

export type Gain = { kind: 'none' | Increment['kind']; ms: number | null };

export type SeatDraft = {
  /** Tells rows apart while their order changes. */
  key: number;
  id: string | null;
  name: string;
  group: string;
  color: string;
  budget_ms: number | null;
  /** The caller's own; it is kept as it is. */
  meta: Record<string, unknown> | null;
};

export type StageDraft = { moves: number | null; budget_ms: number | null; gain: Gain };

export type EndDraft = {
  kind: OnEnd['kind'];
  outcome: string;
  winner_by: WinnerBy | '';
  penalty_ms: number | null;
  action: string;
};

export type Draft = {
  mode: Mode;
  title: string;
  participants: SeatDraft[];
  budget_ms: number | null;
  /** A time of day that it ends at, `14:30`, in place of a length: only where it is made. */
  until: string | null;
  gain: Gain;
  stages: StageDraft[];
  max_ms: number | null;
  on_end: EndDraft;
  auto_advance: boolean;
  /** Null: it goes round and round. */
  cycles: number | null;
  low_ms: number | null;
  critical_ms: number | null;
  offline_grace_ms: number | null;
  idle_end_ms: number | null;
};

let keys = 0;

export function newSeat(place: number, name = ''): SeatDraft {
  keys += 1;
  const color = colourAt(place);
  return { key: keys, id: null, name, group: '', color, budget_ms: null, meta: null };
}

export function draftOf(config: ConfigGiven | Config): Draft {
  return {
    mode: config.mode,
    title: config.title ?? '',
    participants: config.participants.map((one, place) => ({
      ...newSeat(place, one.name),
      id: one.id ?? null,
      group: one.group ?? '',
      color: one.color ?? colourAt(place),
      budget_ms: one.budget_ms ?? null,
      meta: one.meta ?? null,
    })),
    budget_ms: config.budget_ms ?? null,
    until: null,
    gain: gainOf(config.increment),
    stages: (config.stages ?? []).map(stageOf),
    max_ms: config.max_ms ?? null,
    on_end: endOf(config.on_end),
    auto_advance: config.auto_advance ?? false,
    cycles: config.cycles ?? null,
    low_ms: config.warnings?.low_ms ?? null,
    critical_ms: config.warnings?.critical_ms ?? null,
    offline_grace_ms: config.offline_grace_ms ?? null,
    idle_end_ms: config.idle_end_ms ?? null,
  };
}

/** The config as it stands, with those who take part now: commands add them, and take them out. */
export function seated(config: Config, view: View | null): Config {
  if (!view) return config;
  const ids = new Set<string>();
  const written = config.participants.map((one) => ({ ...one, id: one.id ?? nextId(config, ids) }));
  const participants = view.participants.map(({ id, name, group, color }) => {
    const known = written.find((one) => one.id === id);
    return known ?? { id, name, group, color };
  });
  return { ...config, participants };
}

/** Whoever had no id was given `p1`, `p2` and so on. */
function nextId({ participants }: Config, given: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const id = `p${number}`;
    if (given.has(id) || participants.some((one) => one.id === id)) continue;
    given.add(id);
    return id;
  }
}

/** Only what the mode knows is sent: what was written for another waits in the form. */
export function configOf(draft: Draft): ConfigGiven {
  const { mode, stages } = draft;
  const hasControl = controls(mode);
  const isStaged = hasControl && stages.length > 0;
  const increment = hasControl ? increments(draft.gain) : null;
  return {
    mode,
    ...optional('title', bare(draft.title) || null),
    participants: draft.participants.map((one) => seatGiven(one, mode)),
    ...optional('budget_ms', mode === 'count_up' || isStaged ? null : draft.budget_ms),
    ...optional('increment', increment),
    ...(isStaged ? { stages: stages.map(stageGiven) } : {}),
    ...optional('max_ms', mode === 'count_up' ? draft.max_ms : null),
    on_end: endGiven(draft.on_end, mode),
    auto_advance: draft.auto_advance,
    ...optional('cycles', draft.cycles),
    warnings: {
      ...optional('low_ms', draft.low_ms),
      ...optional('critical_ms', draft.critical_ms),
    },
    ...optional('offline_grace_ms', draft.offline_grace_ms),
    ...optional('idle_end_ms', draft.idle_end_ms),
  };
}

/** The same as a change of what is stored: what is not there any more is null. */
export function changeOf(draft: Draft): object {
  const config = configOf(draft);
  const gone = { title: null, budget_ms: null, increment: null, stages: null, max_ms: null };
  const rest = { cycles: null, offline_grace_ms: null, idle_end_ms: null };
  const warnings = { low_ms: null, critical_ms: null, ...config.warnings };
  return { ...gone, ...rest, ...config, on_end: ended(config.on_end), warnings };
}

/** Whether a turn can give time back, and stages follow one another. */
export function controls(mode: Mode): boolean {
  return mode === 'per_participant' || mode === 'per_group' || mode === 'global';
}

export function hasOwnBudgets(mode: Mode): boolean {
  return mode === 'per_participant' || mode === 'per_cycle';
}

/** By what a winner can be told in a mode. */
export function winnersIn(mode: Mode): readonly WinnerBy[] {
  if (mode === 'global' || mode === 'count_up') return [];
  return mode === 'per_cycle'
    ? ['opponent', 'least_used']
    : ['opponent', 'most_remaining', 'least_used'];
}

function gainOf(increment: Increment | null | undefined): Gain {
  return increment ? { ...increment } : { kind: 'none', ms: null };
}

function increments({ kind, ms }: Gain): Increment | null {
  return kind === 'none' ? null : { kind, ms: ms ?? 0 };
}

function stageOf({ moves, budget_ms, increment }: Stage): StageDraft {
  return { moves: moves ?? null, budget_ms, gain: gainOf(increment) };
}

function stageGiven({ moves, budget_ms, gain }: StageDraft): Stage {
  const increment = increments(gain);
  return {
    ...optional('moves', moves),
    budget_ms: budget_ms ?? 0,
    ...optional('increment', increment),
  };
}

function seatGiven(seat: SeatDraft, mode: Mode): ConfigGiven['participants'][number] {
  return {
    ...optional('id', seat.id),
    name: bare(seat.name),
    ...optional('group', bare(seat.group) || null),
    color: seat.color,
    ...optional('budget_ms', hasOwnBudgets(mode) ? seat.budget_ms : null),
    ...optional('meta', seat.meta),
  };
}

function endOf(end: OnEnd | undefined): EndDraft {
  const empty: EndDraft = {
    kind: 'end_session',
    outcome: 'time',
    winner_by: '',
    penalty_ms: 0,
    action: '',
  };
  if (!end) return empty;
  if (end.kind !== 'end_session') return { ...empty, ...end };
  return { ...empty, ...end, winner_by: end.winner_by ?? '' };
}

function endGiven(end: EndDraft, mode: Mode): OnEnd {
  const { kind, outcome, winner_by, penalty_ms, action } = end;
  if (kind === 'skip_turn') return { kind, penalty_ms: penalty_ms ?? 0 };
  if (kind === 'auto_action') return { kind, action: bare(action) };
  if (kind === 'none') return { kind };
  const isKnown = winner_by !== '' && winnersIn(mode).includes(winner_by);
  return { kind, outcome: bare(outcome), ...(isKnown ? { winner_by } : {}) };
}

/** One end has members that another must not have. */
function ended(end: OnEnd | undefined): object {
  const none = { outcome: null, winner_by: null, penalty_ms: null, action: null };
  return { ...none, ...end };
}

function optional<Name extends string, Value>(name: Name, value: Value | null) {
  return (value === null ? {} : { [name]: value }) as { [N in Name]?: Value };
}

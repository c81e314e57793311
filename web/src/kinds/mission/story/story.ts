import { type Departure, missionOf } from './departure';
import { drawing } from './draw';
import type { Pack } from './pack';
import { type Results, settle } from './results';
import { after, begin, isOver, turnBack } from './state';
import { nextTick, type Tick } from './tick';

/** What people wished on the way. */
export type Wishes = {
  turn_backs: TurnBack[];
  /** The host ended it before that tick. */
  recall: number | null;
};

/** Somebody turned back before that tick, which is the last it meets. */
export type TurnBack = { tick: number; slot: number };

export type Story = { ticks: Tick[]; results: Results };

export function resolve(pack: Pack, departure: Departure, wishes: Wishes): Story {
  const mission = missionOf(pack, departure);
  const draw = drawing(departure.seed);
  let state = begin(mission, draw);
  const ticks: Tick[] = [];
  for (;;) {
    const next = state.tick + 1;
    if (!isOver(state) && wishes.recall !== null && wishes.recall <= next) {
      state = { ...state, recalled: true };
    }
    for (const { tick, slot } of wishes.turn_backs) {
      if (tick === next) state = turnBack(state, slot);
    }
    const tick = nextTick(mission, draw, state);
    if (!tick) return { ticks, results: settle(mission, state) };
    state = after(state, tick);
    ticks.push(tick);
  }
}

/** One line each: `tick|encounter|slot|chance|roll|harm|harm roll|outcome|marks|find|text`. */
export const linesOf = ({ ticks }: Story) =>
  ticks.flatMap(({ tick, encounter, lines }) =>
    lines.map(({ slot, chance, roll, harm, harm_roll, outcome, marks, find, text }) =>
      [tick, encounter, slot, chance, roll, harm, harm_roll, outcome, marks, find, text].join('|'),
    ),
  );

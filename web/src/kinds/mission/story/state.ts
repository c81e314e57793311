import type { Mission } from './departure';
import { type Draw, LENGTH, PARTY, pick } from './draw';
import type { Tick } from './tick';

/** How a mission stands after some ticks. */
export type State = {
  ticks: number;
  goal: number;
  tick: number;
  progress: number;
  last: string | null;
  recalled: boolean;
  party: Member[];
};

export type Member = {
  caution: number;
  upright: boolean;
  leaving: boolean;
  lost: boolean;
  hurt: boolean;
  marks: number;
  successes: number;
  setbacks: number;
  hurts: number;
  found: number;
};

export function begin({ pack: { rules }, departure }: Mission, draw: Draw): State {
  const ticks = rules.ticks_min + pick(draw(0, PARTY, LENGTH), rules.ticks_span);
  const percent = rules.goal_pct[departure.difficulty - 1];
  if (percent === undefined) throw new TypeError('difficulties are 1 to 3');
  return {
    ticks,
    goal: Math.ceil((ticks * percent) / 100),
    tick: 0,
    progress: 0,
    last: null,
    recalled: false,
    party: departure.party.map(({ caution, hurt, marks }) => ({
      caution,
      upright: true,
      leaving: false,
      lost: false,
      hurt,
      marks,
      successes: 0,
      setbacks: 0,
      hurts: 0,
      found: 0,
    })),
  };
}

/** Whether nothing more will happen. */
export const isOver = ({ recalled, tick, ticks, party }: State) =>
  recalled || tick >= ticks || !party.some(({ upright }) => upright);

/** Slots of those who are still on the way. */
export const uprightOf = ({ party }: State) =>
  party.flatMap(({ upright }, slot) => (upright ? [slot] : []));

/** Has one of the party meet one tick more, and no other. */
export function turnBack(state: State, slot: number): State {
  return { ...state, party: state.party.map(left) };

  function left(one: Member, at: number): Member {
    return at === slot && one.upright ? { ...one, leaving: true } : one;
  }
}

/** The state after a tick. */
export function after(state: State, { tick, encounter, mends, lines }: Tick): State {
  const party = state.party.map((before, slot): Member => {
    const one = { ...before };
    const line = lines.find((line) => line.slot === slot);
    if (!line) return one;
    one.marks = line.marks;
    one.found += line.find;
    if (line.outcome === 'success') {
      one.successes += 1;
      if (mends) one.hurt = false;
    } else if (line.outcome === 'setback') {
      one.setbacks += 1;
    } else if (line.outcome === 'hurt') {
      one.hurts += 1;
      one.hurt = true;
      if (one.marks >= one.caution) one.leaving = true;
    } else {
      one.lost = true;
      one.upright = false;
    }
    // Who turned back before this tick has met its last.
    if (before.leaving) one.upright = false;
    return one;
  });
  const successes = lines.filter(({ outcome }) => outcome === 'success').length;
  const progress = state.progress + (2 * successes >= lines.length ? 1 : 0);
  return { ...state, tick, last: encounter, progress, party };
}

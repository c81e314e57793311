import type { Mission } from './departure';
import { type Draw, ENCOUNTER, FIND, HARM_ROLL, MATE, PARTY, pick, ROLL, TEXT } from './draw';
import { odds } from './odds';
import type { Encounter, Outcome } from './pack';
import { isOver, type State, uprightOf } from './state';

/** What one tick brought, and how it went for each who was upright. */
export type Tick = {
  tick: number;
  encounter: string;
  /** Whether who succeeded is healed. */
  mends: boolean;
  lines: Line[];
};

export type Line = {
  slot: number;
  /** In 1/10,000, as the rolls. */
  chance: number;
  roll: number;
  harm: number;
  harm_roll: number;
  outcome: Outcome;
  /** After it. */
  marks: number;
  find: number;
  /** Which of the variants tells it. */
  text: number;
  /** The slot of another of whom it may tell. */
  mate: number | null;
};

const ROLLS = 10_000;
/** A find is so many percent of its worth, and up to `FIND_SPAN - 1` more. */
const FIND_MIN = 75;
const FIND_SPAN = 51;

/** The tick after a state, if there is one more. */
export function nextTick(mission: Mission, draw: Draw, state: State): Tick | null {
  if (isOver(state)) return null;
  const tick = state.tick + 1;
  const encounter = met(mission, draw, tick, state.last);
  const lines = uprightOf(state).map((slot) => line(mission, draw, state, encounter, slot));
  return { tick, encounter: encounter.id, mends: encounter.tags.includes('mend'), lines };
}

/** The encounter in whose weight the draw falls. */
function met({ pack, departure }: Mission, draw: Draw, tick: number, last: string | null) {
  const fit = pack.encounters.filter(
    ({ id, from_difficulty }) => from_difficulty <= departure.difficulty && id !== last,
  );
  const weights = fit.reduce((sum, { weight }) => sum + weight, 0);
  let at = pick(draw(tick, PARTY, ENCOUNTER), weights);
  const found = fit.find(({ weight }) => {
    at -= weight;
    return at < 0;
  });
  if (!found) throw new TypeError('the pack has nothing to meet');
  return found;
}

function line(
  mission: Mission,
  draw: Draw,
  state: State,
  encounter: Encounter,
  slot: number,
): Line {
  const { rules } = mission.pack;
  const tick = state.tick + 1;
  const drawn = (purpose: number, below: number) => pick(draw(tick, slot, purpose), below);
  const { chance, harm } = odds(mission, state, encounter, slot);
  const roll = drawn(ROLL, ROLLS);
  const harm_roll = drawn(HARM_ROLL, ROLLS);
  const { hurt, marks: before } = state.party[slot] ?? { hurt: false, marks: 0 };
  let marks = before;
  let find = 0;
  let outcome: Outcome;
  if (roll < chance) {
    outcome = 'success';
    const part = FIND_MIN + drawn(FIND, FIND_SPAN);
    find = Math.floor((encounter.worth * mission.departure.difficulty * part) / 100);
  } else if (harm_roll >= harm) {
    outcome = 'setback';
  } else if (!hurt) {
    outcome = 'hurt';
  } else {
    marks += 1;
    outcome = marks >= rules.marks_max ? 'lost' : 'hurt';
  }
  const others = uprightOf(state).filter((other) => other !== slot);
  const mate = others[drawn(MATE, others.length)] ?? null;
  const text = drawn(TEXT, rules.variants);
  return { slot, chance, roll, harm, harm_roll, outcome, marks, find, text, mate };
}

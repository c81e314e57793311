import type { Mission } from './departure';
import { ownPercent } from './odds';
import type { Knack } from './pack';
import { type Member, type State, uprightOf } from './state';

export type Status = 'completed' | 'failed' | 'abandoned';

export type Results = {
  status: Status;
  ticks: number;
  goal: number;
  progress: number;
  /** The last tick that was told. */
  ended_at: number;
  party: Return[];
};

export type Return = {
  slot: number;
  /** Was there when the mission ended. */
  upright: boolean;
  lost: boolean;
  /** Once home: an injury heals with a completed mission. */
  hurt: boolean;
  healed: boolean;
  marks: number;
  xp: number;
  salvage: number;
};

/** How a mission ended, and what each brought home. */
export function settle(mission: Mission, state: State): Results {
  const { ticks, goal, progress, tick, recalled } = state;
  const stayed = tick >= ticks && uprightOf(state).length > 0;
  const status = recalled ? 'abandoned' : stayed && progress >= goal ? 'completed' : 'failed';
  const party = state.party.map((one, slot) => {
    const reward = rewarded(mission, one, mission.knacks[slot] ?? [], status);
    return { slot, upright: one.upright, lost: one.lost, marks: one.marks, ...reward };
  });
  return { status, ticks, goal, progress, ended_at: tick, party };
}

function rewarded(mission: Mission, one: Member, own: Knack[], status: Status) {
  const { rules } = mission.pack;
  const won = status === 'completed' && one.upright;
  const told =
    one.successes * rules.xp.success + one.setbacks * rules.xp.setback + one.hurts * rules.xp.hurt;
  const points = (told + (won ? rules.xp.completed : 0)) * mission.departure.difficulty;
  const salvage = ownPercent(own, rules, 'salvage', one.found);
  const healed = won && one.hurt;
  return {
    hurt: one.hurt && !healed,
    healed,
    xp: one.lost ? 0 : ownPercent(own, rules, 'xp', points),
    salvage: one.lost ? 0 : won ? salvage : Math.floor(salvage / 2),
  };
}

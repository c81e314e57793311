import type { Mission } from './departure';
import { type Encounter, type Knack, type Rules, STATS } from './pack';
import { type State, uprightOf } from './state';

/** The stat with which nothing is easier and nothing harder. */
const STAT_EVEN = 5;

const clamp = (number: number, low: number, high: number) => Math.min(Math.max(number, low), high);

/** Rounded down, also below zero. */
const percent = (number: number, more: number) => Math.floor((number * (100 + more)) / 100);

const total = (knacks: Knack[]) => knacks.reduce((sum, { amount }) => sum + amount, 0);

/** What one's own knacks and the team's change something by. */
function sums(own: Knack[], team: Knack[], rules: Rules, wanted: (on: string) => boolean) {
  const mine = own.filter(({ scope, on }) => scope === 'self' && wanted(on));
  const ours = team.filter(({ scope, on }) => scope === 'team' && wanted(on));
  const adds = (knacks: Knack[]) => total(knacks.filter(({ op }) => op === 'add'));
  const muls = total([...mine, ...ours].filter(({ op }) => op === 'mul'));
  return {
    add: adds(mine) + clamp(adds(ours), -rules.team_add_max, rules.team_add_max),
    mul: clamp(muls, -rules.mul_max, rules.mul_max),
  };
}

const applies = ({ family, tags }: Encounter, on: string) =>
  on === 'all' || on === `family:${family}` || tags.some((tag) => on === `tag:${tag}`);

/** Of who is in `slot`, in 1/10,000, from the party as the tick began. */
export function odds(mission: Mission, state: State, encounter: Encounter, slot: number) {
  const { rules } = mission.pack;
  const own = mission.knacks[slot] ?? [];
  const upright = uprightOf(state);
  const team = upright.flatMap((other) => mission.knacks[other] ?? []);
  const stats = mission.departure.party[slot]?.stats ?? { craft: 0, grit: 0, heart: 0 };
  const above = (name: keyof typeof stats) => {
    const { add } = sums(own, team, rules, (on) => on === `stat:${name}`);
    return clamp(stats[name] + add, 1, rules.stat_max) - STAT_EVEN;
  };
  const harder = mission.departure.difficulty - 1;

  const known = sums(own, team, rules, (on) => applies(encounter, on));
  const chance =
    encounter.base_bp +
    STATS.reduce((sum, name) => sum + encounter[name] * above(name), 0) +
    known.add -
    rules.difficulty_bp * harder -
    (state.party[slot]?.hurt ? rules.hurt_bp : 0) +
    rules.mate_bp * Math.min(upright.length - 1, rules.mates_max);

  const careful = sums(own, team, rules, (on) => on === 'harm');
  const harm =
    encounter.harm_bp +
    rules.harm_difficulty_bp * harder -
    rules.harm_grit_bp * above('grit') +
    careful.add;

  return {
    chance: clamp(percent(chance, known.mul), rules.chance_min, rules.chance_max),
    harm: clamp(percent(harm, careful.mul), rules.harm_min, rules.harm_max),
  };
}

/** A number with what one's own knacks change it by. */
export const ownPercent = (own: Knack[], rules: Rules, wanted: string, number: number) =>
  percent(number, sums(own, own, rules, (on) => on === wanted).mul);

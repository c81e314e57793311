import type { Knack, Pack, Stats } from './pack';

/** What was settled when a party left. */
export type Departure = {
  /** Hexadecimal. */
  seed: string;
  /** 1 to 3. */
  difficulty: number;
  /** By slot. */
  party: Sheet[];
};

/** A survivor at departure. */
export type Sheet = {
  stats: Stats;
  /** By their ids. */
  knacks: string[];
  hurt: boolean;
  marks: number;
  caution: number;
};

/** A departure in its pack. */
export type Mission = {
  pack: Pack;
  departure: Departure;
  /** By slot, the knacks of each. */
  knacks: Knack[][];
};

export function missionOf(pack: Pack, departure: Departure): Mission {
  const knack = (id: string) => {
    const found = pack.knacks.find((one) => one.id === id);
    if (!found) throw new TypeError(`the pack has no knack ${id}`);
    return found;
  };
  return { pack, departure, knacks: departure.party.map(({ knacks }) => knacks.map(knack)) };
}

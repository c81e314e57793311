/**
 * A stored mission computed again in the browser: whether the seal was that of the
 * seed, the pack the one that was named at departure, and each line what comes of
 * them. Nothing of it is taken from the server's own computation, but where lines of
 * that time are stored no more: then these are what is compared.
 */
import {
  type Pack,
  packHash,
  resolve,
  type Sheet,
  type Story,
  seal,
  storedText,
  type Wishes,
  withNames,
} from '../../story';
import type { Replay, ReplayLine } from '../api/model';

/** As much of a replay as is looked at. */
export type Told = Pick<
  Replay,
  'seal' | 'seed' | 'pack' | 'difficulty' | 'status' | 'turn_backs'
> & {
  party: readonly (Sheet & { name: string })[];
  stored: readonly (ReplayLine & { at_ms: number })[];
  computed: readonly ReplayLine[];
  computed_results: { ended_at: number };
};

export type Checked = {
  isSealed: boolean;
  isPack: boolean;
  /** How many lines came out the same, of those that are told or computed. */
  same: number;
  lines: number;
  /** The first line that is not the same. */
  differs: { tick: number; slot: number } | null;
  isEnd: boolean;
  isArchived: boolean;
};

export async function checked(pack: Pack, replay: Told): Promise<Checked> {
  const { seed, difficulty, party, status } = replay;
  const story = resolve(pack, { seed, difficulty, party: [...party] }, wishesOf(replay));
  const isArchived = replay.stored.length === 0;
  const names = party.map(({ name }) => name);
  const own = keyed(linesOf(pack, story, names));
  const told = keyed(isArchived ? replay.computed : replay.stored);
  const places = [...new Set([...own.keys(), ...told.keys()])];
  const wrong = places.filter((place) => own.get(place)?.said !== told.get(place)?.said);
  const first = wrong.map((place) => (own.get(place) ?? told.get(place))?.line)[0];
  return {
    isSealed: (await seal(seed)) === replay.seal,
    isPack: (await packHash(pack)) === replay.pack.hash,
    lines: places.length,
    same: places.length - wrong.length,
    differs: first ? { tick: first.tick, slot: first.slot } : null,
    isEnd: story.results.status === status,
    isArchived,
  };
}

export const isRight = ({ isSealed, isPack, differs, isEnd }: Checked) =>
  isSealed && isPack && differs === null && isEnd;

/** A wish counts for the first tick that was due from its moment on. */
function wishesOf({ turn_backs, stored, computed, status, computed_results }: Told): Wishes {
  const turned = turn_backs.flatMap(({ slot, from_ms }) => {
    const line = stored.find(({ at_ms }) => at_ms >= from_ms) ?? lastOf(computed, slot);
    return line ? [{ tick: line.tick, slot }] : [];
  });
  const recall = status === 'abandoned' ? computed_results.ended_at + 1 : null;
  return { turn_backs: turned, recall };
}

/** Where it is not stored when ticks were due, the last that somebody met. */
function lastOf(lines: readonly ReplayLine[], slot: number): ReplayLine | undefined {
  return lines.findLast((line) => line.slot === slot);
}

function linesOf(pack: Pack, { ticks }: Story, names: readonly string[]): ReplayLine[] {
  return ticks.flatMap((tick) =>
    tick.lines.map((line) => {
      const text = withNames(storedText(pack, tick, line) ?? '', names);
      return { ...line, tick: tick.tick, encounter: tick.encounter, text };
    }),
  );
}

/** By their places; what is compared of a line is all that is stored of it. */
function keyed(lines: readonly ReplayLine[]) {
  return new Map(
    lines.map((line) => {
      const { tick, slot, encounter, outcome, chance, roll, harm, harm_roll } = line;
      const numbers = [chance, roll, harm, harm_roll, line.marks, line.find];
      return [
        `${tick}/${slot}`,
        { line, said: [encounter, outcome, ...numbers, line.text].join('|') },
      ];
    }),
  );
}

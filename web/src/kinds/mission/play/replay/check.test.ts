import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Pack, packHash, resolve, seal, storedText, withNames } from '../../story';
import { checked, isRight, type Told } from './check';

const file = new URL('../../../../../../packs/long_ebb/1.json', import.meta.url);
const pack: Pack = JSON.parse(readFileSync(file, 'utf8'));

const SEED = '000102030405060708090a0b0c0d0e0f';
const TICK_MS = 5_000;
const stats = { craft: 5, grit: 4, heart: 4 };
const sheet = { stats, knacks: ['night_eyes'], hurt: false, marks: 0, caution: 3 };
const party = ['Wren', 'Ash'].map((name, slot) => ({ ...sheet, slot, survivor: name, name }));

/** Of two, of whom the second turned back before the third tick. */
async function told(): Promise<Told> {
  const wishes = { turn_backs: [{ tick: 3, slot: 1 }], recall: null };
  const { ticks, results } = resolve(pack, { seed: SEED, difficulty: 2, party }, wishes);
  const lines = ticks.flatMap((tick) =>
    tick.lines.map((line) => ({
      ...line,
      tick: tick.tick,
      at_ms: tick.tick * TICK_MS,
      encounter: tick.encounter,
      text: withNames(storedText(pack, tick, line) ?? '', ['Wren', 'Ash']),
    })),
  );
  return {
    difficulty: 2,
    status: results.status,
    seal: await seal(SEED),
    seed: SEED,
    pack: { id: pack.id, version: pack.version, hash: await packHash(pack) },
    party,
    turn_backs: [{ slot: 1, from_ms: 2 * TICK_MS + 1 }],
    stored: lines,
    computed: lines,
    computed_results: { ended_at: results.ended_at },
  };
}

test('a mission that was told by its seed is right, whether its lines are stored or not', async () => {
  const replay = await told();
  const found = await checked(pack, replay);
  expect(found).toMatchObject({ isArchived: false, same: found.lines });
  expect(isRight(found)).toBe(true);
  expect(found.lines).toBeGreaterThan(8);
  const archived = await checked(pack, { ...replay, stored: [] });
  expect(archived).toMatchObject({ isArchived: true, same: found.lines });
  expect(isRight(archived)).toBe(true);
});

test('one roll, or one word, that was changed is found with its place', async () => {
  const replay = await told();
  for (const changed of [{ roll: 1 }, { text: 'Nothing happened.' }, { marks: 2 }]) {
    const stored = replay.stored.map((line, n) => (n === 5 ? { ...line, ...changed } : line));
    const found = await checked(pack, { ...replay, stored });
    expect(isRight(found)).toBe(false);
    expect(found).toMatchObject({ isSealed: true, isPack: true, same: found.lines - 1 });
    const { tick, slot } = stored[5] ?? expect.fail();
    expect(found.differs).toEqual({ tick, slot });
  }
});

test('a line that is missing, another seed, pack or end are found', async () => {
  const replay = await told();
  const short = await checked(pack, { ...replay, stored: replay.stored.slice(0, -1) });
  expect(short.same).toBe(short.lines - 1);
  const other = await checked(pack, { ...replay, seed: 'f'.repeat(32) });
  expect(other.isSealed).toBe(false);
  const [met, ...others] = pack.encounters;
  const changed = { ...pack, encounters: [{ ...met, worth: 1 }, ...others] } as Pack;
  expect((await checked(changed, replay)).isPack).toBe(false);
  const ended = await checked(pack, { ...replay, status: 'abandoned' });
  expect(ended.isEnd && ended.differs === null).toBe(false);
});

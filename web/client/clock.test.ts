import { expect, test } from 'vitest';
import { serverClock } from './clock.ts';

test('the shortest way counts', () => {
  const clock = serverClock();
  clock.note(1000, 61_100, 1200);
  clock.note(2000, 62_005, 2010);
  clock.note(3000, 63_400, 3800);
  expect(clock.at(5000)).toBe(65_000);
  expect(clock.errorMs(2010)).toBeCloseTo(6);
});

test('before anything was heard, nothing is known', () => {
  const clock = serverClock();
  expect([clock.at(7), clock.errorMs(7)]).toEqual([7, Number.POSITIVE_INFINITY]);
});

test('a long way does not move what a short one has set', () => {
  const clock = serverClock();
  clock.note(1000, 61_005, 1010);
  clock.note(1020, 61_700, 2000);
  expect(clock.at(2000)).toBe(62_000);
});

test('what contradicts all before is right: our clock stood still', () => {
  const clock = serverClock();
  for (let at = 0; at < 80; at += 10) clock.note(at, at + 1, at + 2);
  clock.note(100, 3_600_110, 120);
  expect(clock.at(120)).toBe(3_600_120);
});

test('in doubt, an answer to an older question does not count, and any newer does', () => {
  const clock = serverClock();
  clock.note(0, 5, 10);
  clock.doubt(20);
  clock.note(15, 20, 25);
  expect([clock.at(30), clock.errorMs(30)]).toEqual([30, Number.POSITIVE_INFINITY]);
  clock.note(30, 9_030, 430);
  expect(clock.at(430)).toBe(9_230);
});

/** Small, fast and the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function inWorlds(check: (made: ReturnType<typeof world>, said: string) => void): void {
  for (let seed = 0; seed < 300; seed += 1) check(world(seed), `seed ${seed}`);
}

/** A network and two clocks: what is true, and what the client hears of it. */
function world(seed: number) {
  const random = chance(seed);
  const between = (least: number, most: number) => least + random() * (most - least);
  const [out, back] = [between(0, 200), between(0, 200)];
  const jitter = between(0, 300);
  const rate = 1 + between(-9e-5, 9e-5);
  const wrong = between(-12, 12) * 3_600_000;
  let slept = 0;
  const local = (ms: number) => (ms - slept) * rate + wrong;
  return {
    between,
    local,
    /** Asks at a true time, and says what came of it. */
    ask(ms: number): [sent: number, server: number, heard: number] {
      const there = ms + out + random() ** 3 * jitter;
      const again = there + back + random() ** 3 * jitter;
      return [local(ms), Math.floor(there), local(again)];
    },
    sleep(ms: number): void {
      slept += ms;
    },
  };
}

const PINGS_MS = [0, 400, 1_500, 5_000, 25_000, 45_000, 65_000, 85_000];

test('it is never further off than it says', () => {
  inWorlds(({ ask, local, between }, said) => {
    const clock = serverClock();
    for (const ping of PINGS_MS) {
      clock.note(...ask(ping));
      const later = ping + between(1_000, 15_000);
      const off = Math.abs(clock.at(local(later)) - later);
      expect(off, said).toBeLessThanOrEqual(clock.errorMs(local(later)));
    }
  });
});

test('it is as good as half of the best round trip, and what clocks drift', () => {
  inWorlds(({ ask, local }, said) => {
    const clock = serverClock();
    const halves = PINGS_MS.map((ping) => {
      const [sent, server, heard] = ask(ping);
      clock.note(sent, server, heard);
      return (heard - sent) / 2;
    });
    expect(clock.errorMs(local(90_000)), said).toBeLessThan(Math.min(...halves) + 12);
  });
});

test('after a sleep it is right again with the first answer', () => {
  inWorlds(({ ask, local, between, sleep }, said) => {
    const clock = serverClock();
    for (const ping of PINGS_MS) clock.note(...ask(ping));
    const night = 8 * 3_600_000;
    sleep(between(10_000, night));
    clock.note(...ask(90_000 + night));
    const now = 92_000 + night;
    const off = Math.abs(clock.at(local(now)) - now);
    expect(off, said).toBeLessThanOrEqual(clock.errorMs(local(now)));
  });
});

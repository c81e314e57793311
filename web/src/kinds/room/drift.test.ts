import { expect, test } from 'vitest';
import { type Drift, drift, type Step } from './drift';
import { chance } from './testing';

const at = (nowMs: number, behind: number, more = {}) => ({
  nowMs,
  atMs: 50_000 - behind,
  targetMs: 50_000,
  rate: 1,
  seekCostMs: 0,
  ...more,
});
const nothing: Step = { do: 'nothing' };

test('a little off is left, more is steered until it is little again', () => {
  const player = drift(true);
  expect(player.measure(at(0, 59))).toEqual(nothing);
  expect(player.measure(at(250, -60))).toEqual({ do: 'steer', factor: 0.95 });
  expect(player.measure(at(500, -30))).toEqual({ do: 'steer', factor: 0.97 });
  expect(player.dot()).toBe('coming');
  expect(player.measure(at(750, -19))).toEqual(nothing);
  expect(player.measure(at(1_000, 40))).toEqual(nothing);
  expect(player.dot()).toBe('in_step');
  expect(player.measure(at(1_250, 300))).toEqual({ do: 'steer', factor: 1.05 });
});

test('far off is sought, to where the room will be when that is done', () => {
  const player = drift(true);
  expect(player.measure(at(0, 301, { rate: 1.5, seekCostMs: 200 }))).toEqual({
    do: 'seek',
    toMs: 50_300,
  });
  expect(drift(false).measure(at(0, -301))).toEqual({ do: 'seek', toMs: 50_000 });
});

test('who cannot be steered is sought, and not before', () => {
  const player = drift(false);
  expect([60, 200, 300].map((behind) => player.measure(at(0, behind)))).toEqual([
    nothing,
    nothing,
    nothing,
  ]);
});

/** Measured each quarter of a second, always as far off: when it sought. */
function seeks(player: Drift, fromMs: number, untilMs: number, behind = 1_000): number[] {
  const sought: number[] = [];
  for (let now = fromMs; now < untilMs; now += 250) {
    if (player.measure(at(now, behind)).do === 'seek') sought.push(now);
  }
  return sought;
}

test('no two seeks within three seconds, and after three in vain it is left alone', () => {
  const player = drift(true);
  expect(seeks(player, 0, 60_000)).toEqual([0, 3_000, 6_000]);
  expect(player.dot()).toBe('left_alone');
  player.catchUp();
  expect(seeks(player, 60_000, 90_000)).toEqual([60_000, 63_000, 66_000]);
  player.reset();
  expect(player.dot()).toBe('coming');
  expect(seeks(player, 100_000, 101_000)).toEqual([100_000]);
});

test('a seek that helped is not in vain', () => {
  const player = drift(true);
  for (let n = 0; n < 20; n += 1) {
    expect(player.measure(at(n * 4_000, 1_000)).do).toBe('seek');
    expect(player.measure(at(n * 4_000 + 1_000, 5))).toEqual(nothing);
  }
  expect(player.dot()).toBe('in_step');
});

test('whoever wants to drift does, until they catch up', () => {
  const player = drift(true);
  player.letDrift(true);
  expect(seeks(player, 0, 30_000)).toEqual([]);
  expect(player.dot()).toBe('drifting');
  player.catchUp();
  expect(seeks(player, 30_000, 31_000)).toEqual([30_000]);
});

/** A player that is thrown off by so much: how long until it is under 40 ms for good. */
function settlesMs(seed: number, thrown: number): number {
  const random = chance(seed);
  const player = drift(true);
  const seekCost = 40 + random() * 200;
  let [media, factor, settled] = [-thrown, 1, 0];
  for (let now = 0; now < 20_000; now += 100) {
    const noise = (random() - 0.5) * 16;
    const step = player.measure({
      nowMs: now,
      atMs: media + noise,
      targetMs: now,
      rate: 1,
      seekCostMs: seekCost + (random() - 0.5) * 20,
    });
    factor = step.do === 'steer' ? step.factor : 1;
    // It arrives there when the seek is done, and plays on from that.
    if (step.do === 'seek') media = step.toMs - seekCost;
    if (Math.abs(now - media) >= 40) settled = now + 100;
    media += 100 * factor;
  }
  return settled;
}

test('whatever throws it off, it is soon in step again', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const far = 350 + chance(seed)() * 2_650;
    expect(settlesMs(seed, far), `seed ${seed}, ${far}`).toBeLessThan(2_000);
    expect(settlesMs(seed, -far), `seed ${seed}, ${-far}`).toBeLessThan(2_000);
    expect(settlesMs(seed, 250), `seed ${seed}`).toBeLessThan(8_000);
  }
});

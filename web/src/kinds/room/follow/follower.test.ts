import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Player } from '../player/player';
import type { Playback } from '../position';
import { follower } from './follower';

const SEEK_MS = 120;
const START_MS = 40;
/** A server whose clock is another one. */
const AHEAD_MS = 7_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(1_000_000);
});

afterEach(() => {
  vi.useRealTimers();
});

/** A player whose starts and seeks take their time. */
function player() {
  let [at, since, rate, isPlaying] = [0, Date.now(), 1, false];
  let isWaiting = false;
  const now = () => (isPlaying ? at + (Date.now() - since) * rate : at);
  const turn = (playing: boolean) => {
    at = now();
    since = Date.now();
    isPlaying = playing;
  };
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const did: string[] = [];
  const one: Player = {
    element: {} as HTMLElement,
    isSteered: true,
    atMs: now,
    bufferMs: () => 10_000,
    waits: () => isWaiting,
    async seek(toMs) {
      did.push('seek');
      const wasPlaying = isPlaying;
      turn(false);
      at = toMs;
      await wait(SEEK_MS);
      if (wasPlaying) turn(true);
    },
    async play(wanted) {
      did.push('play');
      await wait(START_MS);
      rate = wanted;
      turn(true);
      return 0;
    },
    pause() {
      did.push('pause');
      turn(false);
    },
    setRate(wanted) {
      turn(isPlaying);
      rate = wanted;
    },
    setSound() {},
    end() {},
  };
  /** It stands still for want of data, or goes on. */
  const waits = (is: boolean) => {
    isWaiting = is;
    turn(!is);
  };
  return { one, did, isPlaying: () => isPlaying, thrown: (ms: number) => (at += ms), waits };
}

const server = () => Date.now() + AHEAD_MS;
const told = (more: Partial<Playback>): Playback => ({
  item: 'i1',
  playing: false,
  rate: 1,
  anchor_media_ms: 0,
  anchor_server_ms: server(),
  ...more,
});

function followed() {
  const loaded: (string | null)[] = [];
  const it = follower({
    nowMs: server,
    localMs: () => Date.now(),
    at: (serverMs, then) => {
      const timer = setTimeout(then, Math.max(0, serverMs - server()));
      return () => clearTimeout(timer);
    },
    load: (item) => loaded.push(item),
  });
  return { it, loaded };
}

async function passes(it: { measure(): void }, ms: number): Promise<void> {
  for (let done = 0; done < ms; done += 20) {
    await vi.advanceTimersByTimeAsync(20);
    if (done % 200 === 0) it.measure();
  }
}

const off = (one: Player, playback: Playback) =>
  (one.atMs() ?? Number.NaN) -
  (playback.anchor_media_ms + (server() - playback.anchor_server_ms) * playback.rate);

test('whoever comes in the middle is in step soon, and starts once', async () => {
  const { it, loaded } = followed();
  const { one, did } = player();
  const playback = told({ playing: true, anchor_server_ms: server() - 30_000 });
  it.hear(playback);
  expect(loaded).toEqual(['i1']);
  it.show(one);
  it.ready();
  await passes(it, 2_000);
  expect(Math.abs(off(one, playback))).toBeLessThan(60);
  expect(did.filter((what) => what === 'play')).toHaveLength(1);
  expect(it.standing().dot).toBe('in_step');
});

test('a start is met at its anchor, once it is known what starts cost', async () => {
  const { it } = followed();
  const { one } = player();
  it.hear(told({}));
  it.show(one);
  it.ready();
  await passes(it, 500);
  for (let n = 0; n < 3; n += 1) {
    const at = (one.atMs() ?? 0) + 0;
    const start = told({ playing: true, anchor_media_ms: at, anchor_server_ms: server() + 300 });
    it.hear(start);
    await passes(it, 340);
    if (n > 0) expect(Math.abs(off(one, start))).toBeLessThan(25);
    await passes(it, 1_000);
    const stopMs = server() + 200;
    const media = Math.round(at + (stopMs - start.anchor_server_ms));
    it.hear(told({ anchor_media_ms: media, anchor_server_ms: stopMs }));
    await passes(it, 1_000);
    // A picture that stands is the same for all.
    expect(one.atMs()).toBe(media);
  }
});

test('who is thrown off is brought back, and who wants to drift is left alone', async () => {
  const { it } = followed();
  const { one, thrown } = player();
  const playback = told({ playing: true });
  it.hear(playback);
  it.show(one);
  it.ready();
  await passes(it, 6_000);
  thrown(2_000);
  await passes(it, 2_000);
  expect(Math.abs(off(one, playback))).toBeLessThan(60);
  it.letDrift(true);
  thrown(2_000);
  await passes(it, 2_000);
  expect(off(one, playback)).toBeGreaterThan(1_900);
  expect(it.standing().dot).toBe('drifting');
  it.letDrift(false);
  it.catchUp();
  await passes(it, 2_000);
  expect(Math.abs(off(one, playback))).toBeLessThan(60);
});

test('what is in the way is waited for: nothing is sought meanwhile', async () => {
  const { it } = followed();
  const { one, did, thrown } = player();
  it.hear(told({ playing: true }));
  it.show(one);
  it.ready();
  await passes(it, 2_000);
  it.halt(true);
  thrown(-5_000);
  did.length = 0;
  await passes(it, 3_000);
  expect(did).toEqual([]);
  it.halt(false);
  await passes(it, 2_000);
  expect(did).toEqual(['seek']);
});

test('what waits for data is not sought before it goes on, and then once', async () => {
  const { it } = followed();
  const { one, did, waits } = player();
  const playback = told({ playing: true });
  it.hear(playback);
  it.show(one);
  it.ready();
  await passes(it, 2_000);
  did.length = 0;
  waits(true);
  await passes(it, 20_000);
  expect(did).toEqual([]);
  waits(false);
  await passes(it, 1_000);
  expect(did).toEqual(['seek']);
  expect(Math.abs(off(one, playback))).toBeLessThan(60);
});

test('another item is another player, and what was planned for the old one is dropped', async () => {
  const { it, loaded } = followed();
  const { one, did } = player();
  it.hear(told({}));
  it.show(one);
  it.ready();
  await passes(it, 500);
  did.length = 0;
  it.hear(told({ playing: true, anchor_server_ms: server() + 500 }));
  it.hear(told({ item: 'i2', playing: true, anchor_server_ms: server() + 500 }));
  it.show(null);
  await passes(it, 1_000);
  expect(loaded).toEqual(['i1', 'i2']);
  expect(did).toEqual([]);
  it.end();
});

test('nothing is told twice', () => {
  const { it, loaded } = followed();
  const same = told({});
  it.hear(same);
  it.hear({ ...same });
  expect(loaded).toEqual(['i1']);
});

test('an item that is taken back before its moment is closed at that moment', async () => {
  const { it, loaded } = followed();
  it.hear(told({ item: null }));
  it.hear(told({ anchor_server_ms: server() + 500 }));
  it.hear(told({ item: null, anchor_server_ms: server() + 500 }));
  await passes(it, 1_000);
  expect(loaded).toEqual([null, 'i1', null]);
  it.end();
});

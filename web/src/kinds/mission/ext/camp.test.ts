import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../../../kit/api/problem';
import { campOf } from '../paint/example';
import type { CampSeen } from '../play/api/model';
import { Camp, SILENCE_MS, SPREAD_MS } from './camp.svelte';

const SEEN: CampSeen = {
  camp: 'c',
  view: campOf(),
  me: { user: null, role: 'viewer', survivor: null, mission: null, can: {} as never },
  mission: null,
};

let reads: number;
let answer: () => Promise<CampSeen>;

beforeEach(() => {
  vi.useFakeTimers();
  reads = 0;
  answer = async () => SEEN;
});

afterEach(() => void vi.useRealTimers());

async function shown(): Promise<Camp> {
  const read = () => {
    reads += 1;
    return answer();
  };
  const camp = new Camp('1', { read, chance: () => 0.5 });
  camp.show();
  await vi.advanceTimersByTimeAsync(0);
  return camp;
}

const told = (seq: number, after: number, more = 0) =>
  JSON.stringify({ seq, after, more, lines: [], lobbies: [], out: seq, now_ms: 1 });

test('it is read when it is shown, and after half a minute of silence', async () => {
  const camp = await shown();
  expect(reads).toBe(1);
  await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
  expect(reads).toBe(1);
  camp.hear(told(5, 4));
  await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
  expect(reads).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(reads).toBe(2);
  expect(camp.seen).toEqual(SEEN);
  camp.hide();
});

test('a gap is read soon, and not by all views at once', async () => {
  const camp = await shown();
  camp.hear(told(5, 4));
  expect(camp.seen?.view.out).toBe(5);
  camp.hear(told(9, 8));
  await vi.advanceTimersByTimeAsync(SPREAD_MS / 2 - 1);
  expect(reads).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(reads).toBe(2);
  camp.hide();
});

test('what is hidden reads nothing, and what is heard twice changes nothing', async () => {
  const camp = await shown();
  camp.hear(told(5, 4));
  const before = camp.seen;
  camp.hear(told(5, 4));
  expect(camp.seen).toBe(before);
  camp.hide();
  camp.hear(told(9, 8));
  await vi.advanceTimersByTimeAsync(10 * SILENCE_MS);
  expect(reads).toBe(1);
  camp.show();
  expect(reads).toBe(2);
  camp.hide();
});

test('what is told while an answer is under way is not taken back by it', async () => {
  const camp = await shown();
  let arrive = (_: CampSeen): void => {};
  answer = () => new Promise((done) => (arrive = done));
  const reading = camp.read();
  const { now_ms } = SEEN.view;
  const line = {
    at_ms: now_ms + 1,
    mission: null,
    tick: 0,
    name: 'N',
    outcome: 'success',
    text: 'A bell.',
  };
  camp.hear(JSON.stringify({ ...JSON.parse(told(5, 4)), lines: [line], now_ms: now_ms + 1 }));
  camp.hear(JSON.stringify({ ...JSON.parse(told(6, 5)), now_ms: now_ms - 1 }));
  arrive(SEEN);
  await reading;
  expect(camp.seen?.view.ticker[0]?.text).toBe('A bell.');
  expect(camp.seen?.view.out).toBe(5);
  camp.hide();
});

test('one that cannot be read keeps what it has, and waits as long as the server asks', async () => {
  const camp = await shown();
  answer = async () => {
    throw new Problem(503, { code: 'unavailable' }, 7_000);
  };
  await camp.read();
  expect(camp.problem?.code).toBe('unavailable');
  expect(camp.seen).toEqual(SEEN);
  answer = async () => SEEN;
  await vi.advanceTimersByTimeAsync(6_999);
  expect(reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(reads).toBe(3);
  expect(camp.problem).toBeUndefined();
  camp.hide();
});

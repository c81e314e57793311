import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeNetwork, realNetwork, Wire } from './testing.ts';
import { type Watch, watch } from './watch.ts';

/** The server is three hours ahead of this machine. */
const AHEAD_MS = 3 * 3_600_000;
let page: EventTarget & { hidden: boolean };
let aheadMs = AHEAD_MS;
let meter: Watch<'meter'>;

beforeEach(() => {
  fakeNetwork();
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  aheadMs = AHEAD_MS;
  meter = watch({ url: 'ws://here', kind: 'meter' });
});

afterEach(() => {
  meter.close();
  realNetwork();
});

const serverMs = () => Date.now() + aheadMs;
const offMs = () => Math.abs(meter.serverNow() - serverMs());

function greet(): void {
  Wire.last.open();
  const hello = { type: 'hello', kind: 'meter', server_ms: serverMs(), rev: '1-1' };
  Wire.last.say({ ...hello, view: { tally_seq: 0 } });
}

/** Every ping takes so long, there and back. */
function answerAfter(thereMs: number, backMs: number, forMs: number): void {
  for (let ms = 0; ms < forMs; ms += 100) {
    for (const { t0 } of Wire.last.sent.splice(0)) {
      vi.advanceTimersByTime(thereMs);
      const server_ms = serverMs();
      vi.advanceTimersByTime(backMs);
      Wire.last.say({ type: 'pong', t0, server_ms });
    }
    vi.advanceTimersByTime(100);
  }
}

/** The machine sleeps: its clock that never jumps stands still, the wall's goes on. */
function sleep(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

test('the greeting tells the time, at worst the time it took to get in off', () => {
  vi.advanceTimersByTime(300);
  greet();
  expect(offMs()).toBeLessThanOrEqual(meter.clockErrorMs());
  expect(meter.clockErrorMs()).toBeCloseTo(151, 0);
});

test('a clock that is hours wrong is right after the first pings', () => {
  greet();
  answerAfter(10, 10, 2_000);
  expect(offMs()).toBeLessThanOrEqual(1);
  expect(meter.clockErrorMs()).toBeLessThan(12);
});

test('a wall clock that is set has no effect', () => {
  greet();
  answerAfter(10, 10, 2_000);
  const before = meter.serverNow();
  vi.setSystemTime(Date.now() + 3_600_000);
  aheadMs -= 3_600_000;
  expect(meter.serverNow()).toBe(before);
  answerAfter(150, 10, 500);
  expect(offMs()).toBeLessThanOrEqual(meter.clockErrorMs());
});

test('back from sleep it measures at once, though the connection is up', () => {
  greet();
  answerAfter(5, 5, 10_000);
  sleep(3_600_000);
  expect(offMs()).toBeGreaterThan(3_000_000);
  page.dispatchEvent(new Event('visibilitychange'));
  expect(meter.clockErrorMs()).toBe(Number.POSITIVE_INFINITY);
  answerAfter(150, 20, 200);
  expect(offMs()).toBeLessThanOrEqual(meter.clockErrorMs());
  expect(meter.clockErrorMs()).toBeLessThan(100);
});

test('an answer from before the sleep is not believed', () => {
  greet();
  answerAfter(5, 5, 4_000);
  vi.advanceTimersByTime(1_500);
  const [ping] = Wire.last.sent.splice(0);
  const server_ms = serverMs();
  sleep(3_600_000);
  Wire.last.say({ type: 'pong', t0: ping?.t0, server_ms });
  expect(meter.clockErrorMs()).toBe(Number.POSITIVE_INFINITY);
});

test('a page that is seen again comes back without waiting', () => {
  greet();
  Wire.last.drop();
  page.dispatchEvent(new Event('visibilitychange'));
  expect(Wire.made).toHaveLength(2);
});

test('nor does it hurry a server that said when to come', () => {
  greet();
  Wire.last.say({ type: 'bye', code: 3000, retry_ms: 400 });
  Wire.last.drop(3000);
  page.dispatchEvent(new Event('visibilitychange'));
  expect(Wire.made).toHaveLength(1);
});

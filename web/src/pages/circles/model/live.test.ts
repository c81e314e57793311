import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeNetwork, greet, realNetwork, Wire } from '../../../../client/testing';
import { LiveCircle } from './live.svelte';

const changed = vi.fn();
let live: LiveCircle;

beforeEach(() => {
  fakeNetwork();
  changed.mockReset();
  vi.stubGlobal('location', { href: 'https://downbeat.example/circles/c' });
  live = new LiveCircle('c', changed);
});
afterEach(() => {
  live.end();
  realNetwork();
});

const view = (tally_seq: number) => ({ tally_seq, n: 1, head: 1, news: [], counts: {}, online: 1 });
const hello = () => greet('1-1', view(1), { kind: 'circle', role: 'participant' });

test('it is live once the server let somebody in, and one socket is enough', () => {
  const leave = live.hold();
  expect([live.isLive, live.view]).toEqual([false, null]);
  hello();
  expect([live.isLive, live.view?.tally_seq]).toEqual([true, 1]);
  leave();
  live.hold();
  expect(Wire.made.map(({ url }) => url)).toEqual(['wss://downbeat.example/ws/sessions/c']);
});

test('while it is lost nothing is told, and what comes back is shown though nothing moved', () => {
  live.hold();
  hello().drop();
  expect([live.isLive, live.view]).toEqual([false, null]);
  vi.advanceTimersByTime(1_000);
  hello();
  expect(live.view?.tally_seq).toBe(1);
  expect(changed).not.toHaveBeenCalled();
});

test('whoever only looks at another tab stays, and leaves after a while', () => {
  const leave = live.hold();
  const wire = hello();
  leave();
  vi.advanceTimersByTime(4_000);
  expect([wire.readyState, live.isLive]).toEqual([1, true]);
  vi.advanceTimersByTime(20_000);
  const made = Wire.made.length;
  vi.advanceTimersByTime(60_000);
  expect([live.isLive, Wire.made.length]).toEqual([false, made]);
  live.hold();
  expect(Wire.made).toHaveLength(made + 1);
});

test('whoever is closed out is told of, and let in again once that is known', () => {
  live.hold();
  hello().drop(3500);
  expect([changed.mock.calls.length, live.isLive]).toEqual([1, false]);
  live.again();
  expect(Wire.made).toHaveLength(2);
  // This time they are not: nobody knocks on and on.
  Wire.last.open();
  Wire.last.drop(3500);
  live.again();
  vi.advanceTimersByTime(60_000);
  expect([Wire.made.length, changed.mock.calls.length]).toEqual([2, 1]);
});

test('who is not let in at all goes on by asking, without a word', async () => {
  live.hold();
  Wire.last.open();
  Wire.last.drop(3500);
  vi.advanceTimersByTime(60_000);
  expect([changed.mock.calls.length, Wire.made.length]).toEqual([0, 1]);
  expect(await live.say('typing', { on: true })).toBe(false);
});

test('whoever becomes another here is told of, on the same socket', () => {
  live.hold();
  const wire = hello();
  const besides = { server_ms: 0, session: 's', kind: 'circle', rev: '1-1' };
  wire.say({ type: 'hello', ...besides, role: 'viewer', view: view(1) });
  expect([changed.mock.calls.length, live.isLive, Wire.made.length]).toEqual([1, true, 1]);
  wire.say({ type: 'frame', rev: '1-1', at_ms: 1, view: view(2) });
  expect(changed).toHaveBeenCalledTimes(1);
});

test('what is said and taken is known to be', async () => {
  live.hold();
  const wire = hello();
  const said = live.say('read', { seq: 7 });
  const [sent] = wire.sentOf('say');
  expect([sent?.name, sent?.args]).toEqual(['read', { seq: 7 }]);
  wire.say({ type: 'ack', id: sent?.id });
  expect(await said).toBe(true);
});

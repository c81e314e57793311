import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionState } from './reconnecting.ts';
import { fakeNetwork, realNetwork, Wire } from './testing.ts';
import { type Watch, watch } from './watch.ts';

const seen: number[] = [];
const states: ConnectionState[] = [];
let meter: Watch<'meter'>;

beforeEach(() => {
  fakeNetwork();
  seen.length = 0;
  states.length = 0;
  meter = watch({ url: 'ws://here/ws/overlay/t', kind: 'meter' });
  meter.onView((view) => seen.push(view.tally_seq));
  meter.onConnection((state) => states.push(state));
});

afterEach(realNetwork);

function greet(rev: string, tally_seq: number, server_ms = Date.now()): void {
  Wire.last.open();
  const view = { tally_seq };
  Wire.last.say({ type: 'hello', kind: 'meter', role: 'overlay', server_ms, rev, view });
}

test('it speaks the protocol and asks for the time', () => {
  expect(Wire.last.protocols).toEqual(['downbeat.v2']);
  greet('1-1', 0);
  vi.advanceTimersByTime(2_000);
  expect(Wire.last.sent.map(({ type }) => type)).toEqual(['ping', 'ping', 'ping']);
});

test('it knows what it was greeted with', () => {
  greet('1-1', 5);
  expect([meter.rev, meter.role, meter.view?.tally_seq]).toEqual(['1-1', 'overlay', 5]);
  const late: number[] = [];
  const stop = meter.onView((view) => late.push(view.tally_seq));
  stop();
  Wire.last.say({ type: 'frame', rev: '1-1', view: { tally_seq: 6 } });
  expect([late, seen]).toEqual([[5], [5, 6]]);
});

test('what is older than what was shown is not shown', () => {
  greet('1-1', 5);
  Wire.last.say({ type: 'frame', rev: '1-1', view: { tally_seq: 4 } });
  Wire.last.say({ type: 'frame', rev: '1-1', view: { tally_seq: 6 } });
  expect(seen).toEqual([5, 6]);
});

test('what votes moved needs no change before it, and an older one is not shown', () => {
  greet('1-1', 5);
  const change = { type: 'change', from: '1-1', rev: '1-1' };
  const values: unknown[] = [];
  meter.onView((view) => values.push({ ...view }));
  Wire.last.say({ ...change, change: { value: 20, tally_seq: 8 } });
  Wire.last.say({ ...change, change: { value: 10, tally_seq: 7 } });
  expect([seen, values.at(-1)]).toEqual([[5, 8], { value: 20, tally_seq: 8 }]);
  expect(Wire.last.sent.map(({ type }) => type)).not.toContain('resume');
});

test('a greeting that is older than what was shown is not shown either', () => {
  greet('1-9', 5);
  Wire.last.drop();
  vi.advanceTimersByTime(400);
  greet('1-8', 9);
  expect([seen, meter.connection.is]).toEqual([[5], 'live']);
});

test('it comes back after a loss, and takes a later life though it has counted less', () => {
  greet('1-9', 50);
  Wire.last.drop();
  vi.advanceTimersByTime(400);
  expect(Wire.made).toHaveLength(2);
  greet('2-0', 0);
  expect(seen).toEqual([50, 0]);
});

test('it waits as long as it was told', () => {
  greet('1-1', 0);
  Wire.last.say({ type: 'bye', code: 3000, retry_ms: 1_700 });
  Wire.last.drop(3000);
  vi.advanceTimersByTime(1_699);
  expect(Wire.made).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(Wire.made).toHaveLength(2);
});

test('a server that is full is come back to, each time a little later than it said', () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  for (const [full, wait_ms] of [12_000, 12_300, 12_550].entries()) {
    Wire.last.open();
    Wire.last.say({ type: 'bye', code: 3004, retry_ms: 12_000 });
    Wire.last.drop(3004);
    expect(meter.connection).toMatchObject({ is: 'lost' });
    vi.advanceTimersByTime(wait_ms - 1);
    expect(Wire.made).toHaveLength(full + 1);
    vi.advanceTimersByTime(1);
    expect(Wire.made).toHaveLength(full + 2);
  }
  greet('1-1', 5);
  expect([meter.connection.is, seen]).toEqual(['live', [5]]);
});

test('an older server that is full says 3503 and no time: it is come back to all the same', () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  for (const [full, wait_ms] of [300, 550, 1_050].entries()) {
    Wire.last.open();
    Wire.last.say({ type: 'bye', code: 3503, retry_ms: null });
    Wire.last.drop(3503);
    vi.advanceTimersByTime(wait_ms - 1);
    expect(Wire.made).toHaveLength(full + 1);
    vi.advanceTimersByTime(1);
    expect(Wire.made).toHaveLength(full + 2);
  }
  greet('1-1', 5);
  expect([meter.connection.is, seen]).toEqual(['live', [5]]);
});

test.each([3500, 3501, 3502])('%i is the end', (code) => {
  greet('1-1', 0);
  Wire.last.say({ type: 'bye', code, retry_ms: null });
  // The close may be lost on the way, and the goodbye was final all the same.
  Wire.last.drop(1006);
  vi.advanceTimersByTime(3_600_000);
  expect(Wire.made).toHaveLength(1);
  expect(meter.connection).toEqual({ is: 'over', code });
});

test('a session of another kind is not shown', () => {
  Wire.last.open();
  Wire.last.say({ type: 'hello', kind: 'timer', server_ms: 0, rev: '1-1', view: {} });
  vi.advanceTimersByTime(60_000);
  expect([seen, Wire.made.length, meter.connection]).toEqual([[], 1, { is: 'over', code: 4000 }]);
});

test('a session of any kind says of which it is, on the one socket that there is', () => {
  const any = watch({ url: 'ws://here/ws/overlay/t' });
  const kinds: unknown[] = [];
  any.onView(() => kinds.push(any.kind));
  Wire.last.open();
  expect(any.kind).toBeNull();
  Wire.last.say({ type: 'hello', kind: 'timer', server_ms: 0, rev: '1-1', view: {} });
  Wire.last.say({ type: 'frame', rev: '1-2', at_ms: 0, view: {} });
  expect(kinds).toEqual(['timer', 'timer']);
  expect(Wire.made).toHaveLength(2);
});

test('who is greeted in another role sees what that one sees of the same rev', () => {
  const any = watch({ url: 'ws://here/ws/overlay/t' });
  const seen: unknown[] = [];
  any.onView((view) => seen.push(view));
  Wire.last.open();
  const hello = { type: 'hello', kind: 'timer', server_ms: 0, rev: '1-1' } as const;
  Wire.last.say({ ...hello, role: 'viewer', view: { a: 1 } });
  Wire.last.say({ ...hello, role: 'viewer', view: { a: 2 } });
  Wire.last.say({ ...hello, role: 'participant', view: { a: 1, b: 1 } });
  expect(seen).toEqual([{ a: 1 }, { a: 1, b: 1 }]);
});

test('who comes late to a session sees what it is by now, changes and all', () => {
  const any = watch({ url: 'ws://here/ws/overlay/t' });
  Wire.last.open();
  Wire.last.say({ type: 'hello', kind: 'timer', server_ms: 0, rev: '1-1', view: { a: 1, b: 1 } });
  Wire.last.say({ type: 'change', from: '1-1', rev: '1-2', at_ms: 0, change: { b: 2 } });
  const seen: unknown[] = [];
  any.onView((view) => seen.push(view));
  expect(seen).toEqual([{ a: 1, b: 2 }]);
});

test('a connection that finds nobody is tried again at once', () => {
  Wire.last.fail();
  expect(meter.connection.is).toBe('lost');
  vi.advanceTimersByTime(400);
  expect(Wire.made).toHaveLength(2);
});

test('a connection that never opens is tried again', () => {
  vi.advanceTimersByTime(10_400);
  expect(Wire.made).toHaveLength(2);
});

test('a silent connection is given up in time, and what it says later does not count', () => {
  greet('1-1', 0);
  const silent = Wire.last;
  vi.advanceTimersByTime(12_000);
  expect(meter.connection.is).toBe('lost');
  vi.advanceTimersByTime(400);
  expect(Wire.made).toHaveLength(2);
  greet('1-1', 1);
  silent.say({ type: 'frame', rev: '1-1', view: { tally_seq: 9 } });
  silent.drop();
  expect([seen, meter.connection.is]).toEqual([[0, 1], 'live']);
});

test('a connection on which pings are answered stays', () => {
  greet('1-1', 0);
  const { sent } = Wire.last;
  for (let second = 0; second < 300; second += 1) {
    vi.advanceTimersByTime(1_000);
    for (const { t0 } of sent.splice(0)) Wire.last.say({ type: 'pong', t0, server_ms: Date.now() });
  }
  expect(Wire.made).toHaveLength(1);
});

test('asked for often, a silence is said within 3 s with its age, and a word mends it', () => {
  meter.askOften(true);
  greet('1-1', 0);
  const wire = Wire.last;
  const answer = () => {
    for (const { t0 } of wire.sent.splice(0)) wire.say({ type: 'pong', t0, server_ms: Date.now() });
  };
  for (let second = 0; second < 30; second += 1) {
    vi.advanceTimersByTime(1_000);
    answer();
  }
  const heardMs = Date.now();
  expect(meter.connection.is).toBe('live');
  vi.advanceTimersByTime(3_000);
  expect(meter.connection).toEqual({ is: 'lost', since_ms: heardMs });
  answer();
  expect([meter.connection.is, Wire.made.length]).toEqual(['live', 1]);
  vi.advanceTimersByTime(8_000);
  expect(meter.connection.is).toBe('lost');
  expect(Wire.made.length).toBeGreaterThan(1);
});

test('what is not asked for often is not doubted so soon', () => {
  greet('1-1', 0);
  meter.askOften(true);
  meter.askOften(false);
  vi.advanceTimersByTime(5_000);
  expect(meter.connection.is).toBe('live');
});

test('a device that says that it is offline is believed at once, until an answer comes', () => {
  const device = new EventTarget();
  vi.stubGlobal('addEventListener', device.addEventListener.bind(device));
  vi.stubGlobal('navigator', { onLine: false });
  const table = watch({ url: 'ws://here/ws/overlay/t', kind: 'meter' });
  greet('1-1', 0);
  const wire = Wire.last;
  device.dispatchEvent(new Event('offline'));
  expect(table.connection.is).toBe('lost');
  wire.say({ type: 'pong', t0: wire.sentOf('ping').at(-1)?.t0, server_ms: Date.now() });
  expect([table.connection.is, Wire.last]).toEqual(['live', wire]);
});

test('how it was last is shown as lost since then, until the server says how it is', () => {
  const view = { tally_seq: 9 } as never;
  const last = { kind: 'meter', role: 'viewer', participant: null, view, heard_ms: 1_000 } as const;
  meter.recall(last);
  expect([seen, meter.connection, meter.role]).toEqual([
    [9],
    { is: 'lost', since_ms: 1_000 },
    'viewer',
  ]);
  Wire.last.drop();
  expect(meter.connection).toEqual({ is: 'lost', since_ms: 1_000 });
  vi.advanceTimersByTime(400);
  greet('1-1', 2);
  expect([seen, meter.connection.is, meter.role]).toEqual([[9, 2], 'live', 'overlay']);
  meter.recall(last);
  expect([seen.length, meter.connection.is]).toEqual([2, 'live']);
});

test('it says how the connection is, each change once', () => {
  Wire.last.drop();
  vi.advanceTimersByTime(400);
  Wire.last.drop();
  vi.advanceTimersByTime(800);
  greet('1-1', 0);
  Wire.last.drop();
  vi.advanceTimersByTime(400);
  greet('1-1', 0);
  Wire.last.drop(3501);
  expect(states.map(({ is }) => is)).toEqual(['opening', 'lost', 'live', 'lost', 'live', 'over']);
  expect(states.at(-1)).toEqual({ is: 'over', code: 3501 });
});

test('after its end nothing is shown, said or tried', () => {
  greet('1-1', 0);
  meter.close();
  Wire.last.say({ type: 'frame', rev: '1-2', view: { tally_seq: 1 } });
  vi.advanceTimersByTime(60_000);
  expect([Wire.made.length, seen.length, states.length]).toEqual([1, 1, 2]);
});

test('an end while it waits to come back is an end', () => {
  greet('1-1', 0);
  Wire.last.drop();
  meter.close();
  vi.advanceTimersByTime(60_000);
  expect(Wire.made).toHaveLength(1);
});

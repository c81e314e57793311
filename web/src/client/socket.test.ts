import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Line, Watch } from './socket';

type View = { tally_seq: number; word?: string };

/** A socket whose other end is the test. */
class Wire {
  static readonly OPEN = 1;
  static made: Wire[] = [];
  readyState = 0;
  sent: { type: string; t0: number }[] = [];
  onopen = () => {};
  onmessage = (_: { data: string }) => {};
  onclose = (_: { code: number }) => {};

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    Wire.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code = 1006): void {
    this.readyState = 3;
    this.onclose({ code });
  }

  open(): void {
    this.readyState = Wire.OPEN;
    this.onopen();
  }

  say(message: object): void {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

const seen: View[] = [];
const lines: Line[] = [];
let watch: Watch<View>;

function latest(): Wire {
  const wire = Wire.made.at(-1);
  if (!wire) throw new Error('nothing connected');
  return wire;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Wire);
  Wire.made = [];
  seen.length = 0;
  lines.length = 0;
  watch = new Watch<View>(
    'ws://here/ws/overlay/t',
    (view) => seen.push(view),
    (line) => lines.push(line),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function greet(rev: string, tally_seq: number): void {
  latest().open();
  latest().say({ type: 'hello', server_ms: Date.now(), rev, view: { tally_seq } });
}

test('it speaks the protocol and asks for the time', () => {
  expect(latest().protocol).toBe('downbeat.v1');
  greet('1-1', 0);
  vi.advanceTimersByTime(2_000);
  expect(latest().sent.map(({ type }) => type)).toEqual(['ping', 'ping', 'ping']);
});

test('what is older than what was shown is not shown', () => {
  greet('1-1', 5);
  latest().say({ type: 'frame', rev: '1-1', view: { tally_seq: 4 } });
  latest().say({ type: 'frame', rev: '1-1', view: { tally_seq: 6 } });
  expect(seen.map((view) => view.tally_seq)).toEqual([5, 6]);
});

test('it comes back after a loss, and takes a later life though it has counted less', () => {
  greet('1-9', 50);
  latest().close();
  vi.advanceTimersByTime(400);
  expect(Wire.made).toHaveLength(2);
  greet('2-0', 0);
  expect(seen.map((view) => view.tally_seq)).toEqual([50, 0]);
});

test('it waits as long as it was told', () => {
  greet('1-1', 0);
  latest().say({ type: 'bye', code: 3000, retry_ms: 1_700 });
  latest().close(3000);
  vi.advanceTimersByTime(1_699);
  expect(Wire.made).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(Wire.made).toHaveLength(2);
});

test.each([3500, 3501, 3502, 3503])('%i is the end', (code) => {
  greet('1-1', 0);
  latest().say({ type: 'bye', code, retry_ms: null });
  latest().close(code);
  vi.advanceTimersByTime(3_600_000);
  expect(Wire.made).toHaveLength(1);
});

test('a connection that never opens is tried again', () => {
  vi.advanceTimersByTime(10_400);
  expect(Wire.made).toHaveLength(2);
});

test('a silent line is cut and made anew', () => {
  greet('1-1', 0);
  vi.advanceTimersByTime(45_000);
  expect(Wire.made.length).toBeGreaterThan(1);
});

test('it says how the line is', () => {
  greet('1-1', 0);
  latest().close();
  vi.advanceTimersByTime(400);
  greet('1-1', 0);
  latest().close(3501);
  expect(lines).toEqual([
    { is: 'live' },
    { is: 'lost' },
    { is: 'live' },
    { is: 'over', code: 3501 },
  ]);
});

test('after its end nothing is shown, said or tried', () => {
  greet('1-1', 0);
  watch.end();
  latest().say({ type: 'frame', rev: '1-2', view: { tally_seq: 1 } });
  vi.advanceTimersByTime(60_000);
  expect([Wire.made.length, seen.length, lines.length]).toEqual([1, 1, 1]);
});

test('an end while it waits to come back is an end', () => {
  greet('1-1', 0);
  latest().close();
  watch.end();
  vi.advanceTimersByTime(60_000);
  expect(Wire.made).toHaveLength(1);
});

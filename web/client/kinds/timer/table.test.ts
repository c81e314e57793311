import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, connect } from '../../connection.ts';
import { duel, fakeNetwork, greet, realNetwork, Wire } from '../../testing.ts';
import { type Table, type TapAnswer, table } from './table.ts';
import type { TimerView } from './timer.ts';

let timer: Connection<'timer'>;
let clock: Table;
let answers: TapAnswer[];

beforeEach(() => {
  fakeNetwork();
  timer = connect({ url: 'ws://here', kind: 'timer' });
  clock = table(timer, { grace_ms: 30_000 });
  answers = [];
});

afterEach(realNetwork);

const seconds = (s: number) => vi.advanceTimersByTimeAsync(s * 1_000);
const settled = () => vi.advanceTimersByTimeAsync(0);
const shown = () => clock.view?.active;
const codes = () => answers.map((answer) => (answer.ok ? 'ok' : answer.code));

function tap(to?: string): void {
  void clock.tap(to).then((answer) => answers.push(answer));
}

/** The duel after so many turns; the one that is on began now. */
function after(turns: number): TimerView {
  const made = duel({ active: turns % 2 ? 'b' : 'a' });
  const movesOf = (place: number) => Math.floor((turns + 1 - place) / 2);
  return {
    ...made,
    turn: turns + 1,
    participants: made.participants.map((one, n) => ({ ...one, moves: movesOf(n) })),
  };
}

function lose(): void {
  Wire.last.drop();
  // Until the test opens it, nothing gets through.
}

async function back(rev: string, view: TimerView): Promise<Wire> {
  await seconds(9);
  return greet(rev, view);
}

/** The server does the last command, and says so and what follows. */
async function accept(rev: string, turns: number): Promise<void> {
  const id = Wire.last.commands.at(-1)?.id;
  Wire.last.say({ type: 'ack', id, rev });
  Wire.last.say({ type: 'frame', rev, at_ms: Date.now(), view: after(turns) });
  await settled();
}

async function reject(code: string): Promise<void> {
  const id = Wire.last.commands.at(-1)?.id;
  Wire.last.say({ type: 'reject', id, code, message: code });
  await settled();
}

const sent = () => Wire.last.commands.map(({ args }) => args);
const said = (to: string, turn: number, ago_ms = 0) => ({ to, turn, at_ms: Date.now() - ago_ms });

test('a tap shows at once, goes out at once, and says which turn it ends and when', async () => {
  greet('1-1', after(0));
  await seconds(5);
  tap();
  expect([shown(), sent()]).toEqual(['b', [said('b', 1)]]);
  expect(clock.view?.participants.map((one) => one.remaining_ms)).toEqual([55_000, 60_000]);
  await accept('1-2', 1);
  expect([shown(), codes(), clock.waiting]).toEqual(['b', ['ok'], 0]);
});

test('between its answer and the view that follows, the tap still shows', async () => {
  greet('1-1', after(0));
  tap();
  Wire.last.say({ type: 'ack', id: Wire.last.commands[0]?.id, rev: '1-2' });
  await settled();
  expect([shown(), codes()]).toEqual(['b', ['ok']]);
  Wire.last.say({ type: 'frame', rev: '1-2', at_ms: 0, view: after(1) });
  expect(shown()).toBe('b');
});

test('the next tap waits until the one before is seen', async () => {
  greet('1-1', after(0));
  tap();
  tap();
  Wire.last.say({ type: 'ack', id: Wire.last.commands[0]?.id, rev: '1-2' });
  await settled();
  expect([sent().length, shown(), codes()]).toEqual([1, 'a', ['ok']]);
  Wire.last.say({ type: 'frame', rev: '1-2', at_ms: 0, view: after(1) });
  expect(sent()).toEqual([said('b', 1), said('a', 2)]);
});

test('several taps while away arrive in order, each with its moment', async () => {
  greet('1-1', after(0));
  await seconds(1);
  lose();
  await seconds(2);
  tap();
  await seconds(5);
  tap();
  await seconds(3);
  tap();
  expect([shown(), clock.waiting]).toEqual(['b', 3]);
  expect(clock.view?.participants.map((one) => one.remaining_ms)).toEqual([54_000, 55_000]);
  const wire = await back('1-1', after(0));
  const expected = [said('b', 1, 17_000), said('a', 2, 12_000), said('b', 3, 9_000)];
  expect(sent()).toEqual(expected.slice(0, 1));
  await accept('1-2', 1);
  await seconds(1);
  await accept('1-3', 2);
  await accept('1-4', 3);
  expect(sent()).toEqual(expected);
  expect(new Set(wire.commands.map(({ id }) => id)).size).toBe(3);
  expect([codes(), clock.waiting, shown()]).toEqual([['ok', 'ok', 'ok'], 0, 'b']);
});

test('a tap whose answer was lost counts once, and is said as it was', async () => {
  greet('1-1', after(0));
  tap();
  const [first] = Wire.last.commands;
  lose();
  await seconds(4);
  const wire = await back('1-2', after(1));
  expect(wire.commands).toEqual([first]);
  wire.say({ type: 'ack', id: first?.id, rev: '1-2', repeated: true });
  await settled();
  expect([codes(), shown(), clock.waiting]).toEqual([['ok'], 'b', 0]);
});

test('a tap that never arrived is told with its moment', async () => {
  greet('1-1', after(0));
  tap();
  const tapped = said('b', 1);
  lose();
  await seconds(4);
  await back('1-1', after(0));
  expect(sent()).toEqual([tapped]);
  await accept('1-2', 1);
  expect(codes()).toEqual(['ok']);
});

test.each([30_000, 0])(
  'what was sent is neither counted nor missed before the server says so: grace %s',
  async (grace_ms) => {
    clock.close();
    clock = table(timer, { grace_ms });
    greet('1-1', after(0));
    tap();
    lose();
    await seconds(40);
    expect([codes(), clock.waiting, shown()]).toEqual([[], 1, 'b']);
    expect(clock.unanswered_ms).toBe(40_000);
    await back('1-1', after(0));
    expect(sent()).toHaveLength(1);
    await reject('late');
    expect([codes(), clock.waiting, shown()]).toEqual([['late'], 0, 'a']);
  },
);

test('another device was quicker: the tap ends nothing, the next one counts', async () => {
  greet('1-1', after(0));
  lose();
  tap();
  await seconds(2);
  tap();
  await back('1-2', after(1));
  expect(sent()).toEqual([said('a', 2, 9_000)]);
  await accept('1-3', 2);
  expect([codes(), shown()]).toEqual([['overtaken', 'ok'], 'a']);
});

test('the same player has the turn again, and it is another turn', async () => {
  greet('1-1', after(0));
  lose();
  tap();
  await back('1-3', after(2));
  expect([codes(), sent(), shown()]).toEqual([['overtaken'], [], 'a']);
});

test('another device is quicker than the sending: the server says so', async () => {
  greet('1-1', after(0));
  tap();
  await reject('late');
  expect([codes(), shown(), clock.waiting]).toEqual([['late'], 'a', 0]);
});

test('beyond the grace a tap is late, and the screen goes back to what is known', async () => {
  greet('1-1', after(0));
  lose();
  tap();
  await seconds(20);
  tap();
  await seconds(10.1);
  expect([codes(), shown(), clock.waiting]).toEqual([['late'], 'a', 1]);
  await back('1-1', after(0));
  expect([codes(), sent()]).toEqual([['late', 'overtaken'], []]);
});

test('the server has the last word on what is late', async () => {
  greet('1-1', after(0));
  lose();
  tap();
  await seconds(2);
  tap();
  await back('1-1', after(0));
  await reject('late');
  expect([codes(), shown(), clock.waiting]).toEqual([['late', 'overtaken'], 'a', 0]);
});

test('what passes is tried again', async () => {
  vi.spyOn(Math, 'random').mockReturnValueOnce(0.8);
  greet('1-1', after(0));
  tap();
  const tapped = said('b', 1);
  await reject('contended');
  await seconds(1);
  expect(sent()).toEqual([tapped, tapped]);
  // It may have been done after all: only the id tells.
  expect(new Set(Wire.last.commands.map(({ id }) => id)).size).toBe(1);
  await accept('1-2', 1);
  expect(codes()).toEqual(['ok']);
});

test('other roles have no grace: a tap that cannot be sent waits for a second', async () => {
  greet('1-1', after(0), { role: 'participant' });
  lose();
  tap();
  await seconds(0.9);
  greet('1-1', after(0), { role: 'participant' });
  expect(sent()).toEqual([said('b', 1, 900)]);
  await accept('1-2', 1);
  lose();
  tap();
  await seconds(1.1);
  expect(codes()).toEqual(['ok', 'late']);
});

test('a device that slept knows by the server when a tap was', async () => {
  greet('1-1', after(0));
  lose();
  tap();
  const tapped_ms = Date.now();
  vi.setSystemTime(Date.now() + 12_000);
  await seconds(0.4);
  greet('1-1', after(0));
  const [{ at_ms = 0 } = {}] = sent();
  expect(Math.abs(at_ms - tapped_ms)).toBeLessThan(300);
});

test('where nobody has the turn, a tap is answered at once', async () => {
  tap();
  greet('1-1', duel({ status: 'paused', since_ms: null }));
  tap();
  await settled();
  expect([codes(), sent()]).toEqual([['wrong_status', 'wrong_status'], []]);
});

test('closed, or with the connection over, every tap has an answer', async () => {
  greet('1-1', after(0));
  tap();
  tap();
  Wire.last.drop(3501);
  await settled();
  expect(codes()).toEqual(['unanswered', 'unanswered']);
});

test('a hundred taps may wait', async () => {
  greet('1-1', after(0));
  lose();
  for (let n = 0; n < 101; n += 1) tap();
  await settled();
  expect([codes(), clock.waiting]).toEqual([['too_many_waiting'], 100]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { socketUrl } from './address.ts';
import { type Connection, connect } from './connection.ts';
import { duel, fakeNetwork, greet, realNetwork, Wire } from './testing.ts';

let timer: Connection<'timer'>;

beforeEach(() => {
  fakeNetwork();
  timer = connect({ base: 'http://here:1', session: 's', link: 'l', kind: 'timer' });
});

afterEach(realNetwork);

function ack(rev = '1-2'): void {
  const id = Wire.last.commands.at(-1)?.id;
  Wire.last.say({ type: 'ack', id, rev });
}

test('a session has its address', () => {
  expect(Wire.last.url).toBe('ws://here:1/ws/sessions/s');
  expect(Wire.last.protocols).toEqual(['downbeat.v2', 'link.l']);
  expect(socketUrl({ base: 'https://here/page?x=1', session: 'a/b' })).toBe(
    'wss://here/ws/sessions/a%2Fb',
  );
});

test('a token that is none is refused by the server, not by the browser', () => {
  connect({ base: 'http://here:1', session: 's', link: 'no token' });
  expect(Wire.last.url).toBe('ws://here:1/ws/sessions/s?link=no+token');
  expect(Wire.last.protocols).toEqual(['downbeat.v2']);
});

test('a command is sent and answered', async () => {
  greet('1-1', duel());
  const answer = timer.command('switch', { to: 'b' }, { rev: '1-1' });
  const [{ id, ...said } = {}] = Wire.last.commands;
  expect(said).toEqual({ type: 'command', name: 'switch', args: { to: 'b' }, rev: '1-1' });
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  ack();
  expect(await answer).toEqual({ ok: true, rev: '1-2' });
});

test('a rejection is an answer', async () => {
  greet('1-1', duel());
  const answer = timer.command('pause');
  const id = Wire.last.commands[0]?.id;
  Wire.last.say({ type: 'reject', id: null, code: 'malformed', message: 'of another' });
  Wire.last.say({ type: 'reject', id, code: 'wrong_status', message: 'not now' });
  expect(await answer).toEqual({ ok: false, code: 'wrong_status', message: 'not now' });
});

test('what was not answered is sent again, the same, with what was asked meanwhile', async () => {
  greet('1-1', duel());
  const first = timer.command('pause');
  const [lost] = Wire.last.commands;
  Wire.last.drop();
  const second = timer.command('resume');
  vi.advanceTimersByTime(400);
  Wire.last.open();
  expect(Wire.last.commands).toEqual([]);
  const wire = greet('1-1', duel());
  expect(wire.commands.map(({ name }) => name)).toEqual(['pause', 'resume']);
  expect(wire.commands[0]).toEqual(lost);
  const [again, fresh] = wire.commands;
  // The server had done the first before the connection was lost: it is the same answer.
  wire.say({ type: 'ack', id: again?.id, rev: '1-3', repeated: true });
  wire.say({ type: 'ack', id: fresh?.id, rev: '1-3' });
  expect([await first, await second]).toEqual(Array(2).fill({ ok: true, rev: '1-3' }));
  wire.drop();
  vi.advanceTimersByTime(400);
  expect(greet('1-3', duel()).commands).toEqual([]);
});

test('arguments may be made anew for each sending', () => {
  greet('1-1', duel());
  let age_ms = 0;
  void timer.command('switch', () => ({ age_ms }));
  Wire.last.drop();
  age_ms = 500;
  vi.advanceTimersByTime(400);
  expect(greet('1-1', duel()).commands[0]?.args).toEqual({ age_ms: 500 });
});

test('no answer in time is one, and it is not sent any more', async () => {
  greet('1-1', duel());
  const answer = timer.command('pause', {}, { wait_ms: 1_000 });
  Wire.last.drop();
  vi.advanceTimersByTime(1_000);
  expect(await answer).toMatchObject({ ok: false, code: 'unanswered' });
  expect(greet('1-1', duel()).commands).toEqual([]);
});

test('when the connection is over, everything is answered', async () => {
  greet('1-1', duel());
  const before = timer.command('pause');
  Wire.last.drop(3501);
  const after = timer.command('pause');
  expect(await before).toMatchObject({ code: 'unanswered' });
  expect(await after).toMatchObject({ code: 'unanswered' });
});

test('and when it is closed', async () => {
  greet('1-1', duel());
  const before = timer.command('pause');
  timer.close();
  expect(await before).toMatchObject({ code: 'unanswered' });
});

test('limits are told in words', async () => {
  const long = await timer.command('cancel', { reason: 'ä'.repeat(8_000) });
  expect(long).toMatchObject({ ok: false, code: 'too_large' });
  for (let n = 0; n < 32; n += 1) void timer.command('pause');
  expect(await timer.command('pause')).toMatchObject({ ok: false, code: 'too_many_waiting' });
  greet('1-1', duel());
  expect(Wire.last.commands).toHaveLength(32);
});

test('an id that waits is not used twice', async () => {
  void timer.command('pause', {}, { id: 'mine' });
  expect(await timer.command('resume', {}, { id: 'mine' })).toMatchObject({ code: 'key_reused' });
  expect(greet('1-1', duel()).commands.map(({ id }) => id)).toEqual(['mine']);
});

test('a command on a dead connection finds that out, and arrives on the next', () => {
  const dead = greet('1-1', duel());
  vi.advanceTimersByTime(2_000);
  dead.say({ type: 'pong', t0: Date.now(), server_ms: Date.now() });
  vi.advanceTimersByTime(500);
  void timer.command('pause');
  vi.advanceTimersByTime(12_000);
  expect(Wire.last).not.toBe(dead);
  expect(greet('1-1', duel()).commands.map(({ name }) => name)).toEqual(['pause']);
});

test('the compiler knows names, arguments and views', () => {
  const meter = connect({ url: 'ws://here', kind: 'meter' });
  void meter.command('test_vote', { side: 'for' });
  void meter.command('reset');
  // @ts-expect-error: a meter has no turns
  void meter.command('switch');
  // @ts-expect-error: somebody's time is adjusted, and for a reason
  void timer.command('adjust', { ms: 1 });
  // @ts-expect-error: it needs its arguments
  void timer.command('set_order');
  // @ts-expect-error: a timer has no labels
  expect(timer.view?.labels).toBeUndefined();
  // @ts-expect-error: there is no such kind
  connect({ url: 'ws://here', kind: 'no such kind' });
});

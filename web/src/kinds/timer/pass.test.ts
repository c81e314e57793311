import { type Connection, connect } from '@downbeat/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { duel, fakeNetwork, greet, realNetwork, type Wire } from '../../../client/testing';
import { pass } from './pass';

let timer: Connection<'timer'>;
let wire: Wire;

beforeEach(() => {
  fakeNetwork();
  timer = connect({ base: 'http://here', session: 's', kind: 'timer' });
  wire = greet('1-1', duel(), { role: 'moderator' });
});

afterEach(realNetwork);

/** The server's answer to what was asked last. */
function refuse(code: string): void {
  const { id } = wire.commands.at(-1) ?? {};
  wire.say({ type: 'reject', id, code, message: 'no' });
}

const change = (from: string, rev: string, change: object) =>
  wire.say({ type: 'change', from, rev, at_ms: 0, change });

test('it passes the turn that is seen, and says when', async () => {
  const passed = pass(timer, { to: 'b' });
  const [said] = wire.commands;
  expect([said?.name, said?.args]).toEqual(['switch', { to: 'b', turn: 1, at_ms: Date.now() }]);
  expect(said?.rev).toBeUndefined();
  wire.say({ type: 'ack', id: said?.id, rev: '1-2' });
  expect(await passed).toEqual({ ok: true, rev: '1-2' });
});

test.each(['before', 'behind'])(
  'of two, one passes it and the other is told: view %s',
  async (at) => {
    const passed = pass(timer);
    const theirs = () => change('1-1', '1-2', { active: 'b', turn: 2 });
    if (at === 'before') theirs();
    refuse('late');
    if (at === 'behind') theirs();
    await vi.advanceTimersByTimeAsync(0);
    expect(await passed).toMatchObject({ ok: false, code: 'overtaken' });
    expect(wire.commands).toHaveLength(1);
  },
);

test('what was too long on its way is late, and not said to be overtaken', async () => {
  const passed = pass(timer);
  refuse('late');
  change('1-1', '1-2', { warned: true });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await passed).toMatchObject({ code: 'late' });
});

test('another refusal is told at once', async () => {
  const passed = pass(timer);
  refuse('not_your_turn');
  expect(await passed).toMatchObject({ code: 'not_your_turn' });
});

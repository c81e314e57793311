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

/** Somebody else did something: the server refuses what was meant for the rev before. */
function refuse(code = 'stale'): void {
  const { id } = wire.commands.at(-1) ?? {};
  wire.say({ type: 'reject', id, code, message: 'no' });
}

const change = (from: string, rev: string, change: object) =>
  wire.say({ type: 'change', from, rev, at_ms: 0, change });

test('it passes the turn that is seen', async () => {
  const passed = pass(timer, { to: 'b' });
  const [said] = wire.commands;
  expect([said?.name, said?.args, said?.rev]).toEqual(['switch', { to: 'b' }, '1-1']);
  wire.say({ type: 'ack', id: said?.id, rev: '1-2' });
  expect(await passed).toEqual({ ok: true, rev: '1-2' });
});

test.each(['before', 'behind'])(
  'of two, one passes it and the other is told: view %s',
  async (at) => {
    const passed = pass(timer);
    const theirs = () => change('1-1', '1-2', { active: 'b' });
    if (at === 'before') theirs();
    refuse();
    if (at === 'behind') theirs();
    await vi.advanceTimersByTimeAsync(0);
    expect(await passed).toMatchObject({ ok: false, code: 'stale' });
    expect(wire.commands).toHaveLength(1);
  },
);

test('what leaves the turn as it was is no reason', async () => {
  const passed = pass(timer);
  refuse();
  change('1-1', '1-2', { warned: true });
  await vi.advanceTimersByTimeAsync(0);
  const [first, again] = wire.commands;
  expect([again?.rev, again?.id === first?.id]).toEqual(['1-2', false]);
  wire.say({ type: 'ack', id: again?.id, rev: '1-3' });
  expect(await passed).toEqual({ ok: true, rev: '1-3' });
});

test('it is not tried for ever', async () => {
  const passed = pass(timer);
  for (let tries = 1; tries <= 3; tries += 1) {
    expect(wire.commands).toHaveLength(tries);
    refuse();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(await passed).toMatchObject({ code: 'stale' });
});

test('another refusal is told at once', async () => {
  const passed = pass(timer);
  refuse('late');
  expect(await passed).toMatchObject({ code: 'late' });
});

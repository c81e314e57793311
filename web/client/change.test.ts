import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect } from './connection.ts';
import type { TimerView } from './kinds/timer/timer.ts';
import { duel, fakeNetwork, greet, realNetwork, Wire } from './testing.ts';

let seen: TimerView[] = [];

beforeEach(() => {
  fakeNetwork();
  seen = [];
  connect({ url: 'ws://here', kind: 'timer' }).onView((view) => seen.push(view));
  greet('1-4', duel());
});

afterEach(realNetwork);

function change(from: string, rev: string, patch: object, entries?: object): void {
  Wire.last.say({ type: 'change', from, rev, at_ms: Date.now(), change: patch, entries });
}

const resumes = () => Wire.last.sentOf('resume').map(({ rev }) => rev);

test('a change applies to the view that it was made for', () => {
  change('1-4', '1-5', { active: 'b', since_ms: 7 });
  change('1-5', '1-6', { status: 'paused', since_ms: null });
  expect(seen.at(-1)).toEqual({ ...duel(), active: 'b', status: 'paused', since_ms: null });
  expect(resumes()).toEqual([]);
});

test('entries are put into the view that they were made for', () => {
  const [a, b] = duel().participants;
  change('1-4', '1-5', { active: 'b' }, { participants: { b: { ...b, moves: 1 }, a: null } });
  change('1-5', '1-6', {}, { participants: { a: { ...a, moves: 2 } } });
  expect(seen.at(-1)).toEqual({
    ...duel(),
    active: 'b',
    participants: [
      { ...b, moves: 1 },
      { ...a, moves: 2 },
    ],
  });
  change('1-7', '1-8', {}, { participants: { a: null } });
  expect([seen.at(-1)?.participants.length, resumes()]).toEqual([2, ['1-6']]);
});

test('to no other: the whole is asked for, once', () => {
  change('1-5', '1-6', { active: 'b' });
  change('1-6', '1-7', { active: 'a' });
  expect([seen.length, resumes()]).toEqual([1, ['1-4']]);
  greet('1-7', duel({ active: 'b' }));
  expect(seen.at(-1)?.active).toBe('b');
  change('1-7', '1-8', { active: 'a' });
  expect([seen.at(-1)?.active, resumes()]).toEqual(['a', ['1-4']]);
});

test('after a loss it may ask again', () => {
  change('1-5', '1-6', {});
  Wire.last.drop();
  vi.advanceTimersByTime(400);
  greet('1-6', duel());
  change('1-8', '1-9', {});
  expect(resumes()).toEqual(['1-6']);
});

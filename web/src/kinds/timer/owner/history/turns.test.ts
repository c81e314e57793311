import { expect, test } from 'vitest';
import type { Happened } from '../api/model';
import { turnsOf } from './turns';

function at(at_ms: number, name: string, event: object = {}): Happened {
  return { rev: '1-1', seq: 0, at_ms, name, actor: {}, event: { name, ...event } } as Happened;
}

test('turns take as long as they ran', () => {
  const turns = turnsOf([
    at(1_000, 'started', { active: 'a' }),
    at(4_000, 'switched', { from: 'a', to: 'b' }),
    at(5_000, 'paused'),
    at(60_000, 'resumed'),
    at(62_000, 'switched', { from: 'b', to: 'a' }),
    at(63_000, 'completed'),
    at(63_000, 'ended'),
  ]);
  expect(turns.map(({ of, took_ms }) => [of, took_ms])).toEqual([
    ['a', 3_000],
    ['b', 3_000],
    ['a', 1_000],
  ]);
});

test('a switch that was told late ended its turn when it was tapped', () => {
  const turns = turnsOf([
    at(0, 'started', { active: 'a' }),
    at(9_000, 'switched', { from: 'a', to: 'b', age_ms: 4_000 }),
    at(10_000, 'switched', { from: 'b', to: 'a' }),
  ]);
  expect(turns.map(({ at_ms, took_ms }) => [at_ms, took_ms])).toEqual([
    [5_000, 5_000],
    [10_000, 5_000],
  ]);
});

test('a turn that was taken back never was', () => {
  const turns = turnsOf([
    at(0, 'started', { active: 'a' }),
    at(2_000, 'switched', { from: 'a', to: 'b' }),
    at(3_000, 'undone', { from: 'b', to: 'a' }),
    at(7_000, 'switched', { from: 'a', to: 'b' }),
  ]);
  expect(turns).toEqual([{ of: 'a', at_ms: 7_000, took_ms: 7_000 }]);
});

test('what was switched while it stood still did not run', () => {
  const turns = turnsOf([
    at(0, 'started', { active: 'a' }),
    at(1_000, 'paused'),
    at(5_000, 'switched', { from: 'a', to: 'b', skipped: true }),
    at(6_000, 'resumed'),
    at(8_000, 'ended'),
  ]);
  expect(turns.map(({ took_ms }) => took_ms)).toEqual([1_000, 2_000]);
});

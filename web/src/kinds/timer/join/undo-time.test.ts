import { expect, test } from 'vitest';
import { seat, timer } from '../paint/example';
import { UndoTime } from './undo-time';

const after = (moves: number) => timer({ participants: [seat('a', { moves }), seat('b')] });

test('a turn that passed can be taken back for ten seconds, once', () => {
  const undo = new UndoTime();
  undo.see(after(0), 1_000);
  expect(undo.leftMs(1_000)).toBe(0);
  undo.see(after(1), 5_000);
  expect(undo.leftMs(6_000)).toBe(9_000);
  expect(undo.leftMs(15_001)).toBe(0);
  undo.see(after(0), 7_000);
  expect(undo.leftMs(7_000)).toBe(0);
});

test('whoever comes later goes by when the turn began', () => {
  const undo = new UndoTime();
  undo.see(after(3), 4_000);
  expect(undo.leftMs(4_000)).toBe(7_000);
});

test('an end cannot be taken back', () => {
  const undo = new UndoTime();
  undo.see(after(0), 1_000);
  undo.see(timer({ ...after(1), status: 'completed' }), 2_000);
  expect(undo.leftMs(2_000)).toBe(0);
});

import { expect, test } from 'vitest';
import { seat, timer } from '../paint/example';
import { stateWords } from './state-words';

const three = ['a', 'b', 'c'].map((id) => seat(id));

test('how the timer is, in a few words', () => {
  expect(stateWords(timer())).toBe('');
  expect(stateWords(timer({ cycle: 4 }))).toBe('Round 4');
  expect(stateWords(timer({ participants: three, active: 'b' }))).toBe('Round 1 · 2 of 3');
  expect(stateWords(timer({ status: 'paused', cycle: 2 }))).toBe('Paused · Round 2');
  expect(stateWords(timer({ status: 'pending', active: null, cycle: 0 }))).toBe('Not started');
  expect(stateWords(timer({ status: 'expired', winner: 'a' }))).toBe('A wins · Time ran out');
});

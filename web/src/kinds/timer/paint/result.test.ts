import { expect, test } from 'vitest';
import { timer } from './example';
import { isWinner, resultOf } from './result';

test('who won is said by name', () => {
  const view = timer({ status: 'expired', winner: 'b', outcome: 'time' });
  expect(resultOf(view)).toEqual({ headline: 'B wins', detail: 'Time ran out' });
  expect(isWinner(view, 'b', null)).toBe(true);
  expect(isWinner(view, 'a', 'b')).toBe(true);
  expect(isWinner(timer(), 'a', null)).toBe(false);
  expect(isWinner(timer({ winner: null }), 'a', null)).toBe(false);
});

test('an end without a winner has its outcome', () => {
  expect(resultOf(timer())).toBeNull();
  expect(resultOf(timer({ status: 'expired', outcome: 'time' }))?.headline).toBe('Time is up');
  expect(resultOf(timer({ status: 'completed', outcome: '1-0' }))?.headline).toBe('1-0');
  expect(resultOf(timer({ status: 'completed' }))?.headline).toBe('Finished');
  expect(resultOf(timer({ status: 'cancelled' }))?.headline).toBe('Cancelled');
});

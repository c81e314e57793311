import { expect, test } from 'vitest';
import type { Job } from '../api/jobs';
import { meant, narrowed } from './actions';

test('an action on all that match keeps to the states it fits', () => {
  expect(narrowed('retry', [])).toEqual(['dead', 'discarded']);
  expect(narrowed('retry', ['done', 'dead'])).toEqual(['dead']);
  expect(narrowed('run', ['dead'])).toEqual([]);
});

test('to retry what waits for its next try is to run it now', () => {
  const job = (state: Job['state']) => ({ state }) as Job;
  expect(meant('retry', job('retrying'))).toBe('run');
  expect(meant('retry', job('dead'))).toBe('retry');
  expect(meant('discard', job('retrying'))).toBe('discard');
});

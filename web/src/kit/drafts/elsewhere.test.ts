import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Elsewhere } from './elsewhere.svelte';

const open = { id: 'd', base: '3.x' as string | null, isSending: false };
let elsewhere: Elsewhere;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(open, { id: 'd', base: '3.x', isSending: false });
  elsewhere = new Elsewhere(() => open);
});
afterEach(() => void vi.useRealTimers());

test('a draft that moved on elsewhere is known after a moment', () => {
  elsewhere.hear({ d: '4.y', other: '9.z' });
  expect(elsewhere.is).toBe(false);
  vi.advanceTimersByTime(2_000);
  expect(elsewhere.is).toBe(true);
  elsewhere.hear({ d: '3.x' });
  expect(elsewhere.is).toBe(false);
});

test('what was sent from here is no other text, whichever comes first', () => {
  open.isSending = true;
  elsewhere.hear({ d: '4.y' });
  vi.advanceTimersByTime(3_000);
  expect(elsewhere.is).toBe(false);
  Object.assign(open, { base: '4.y', isSending: false });
  elsewhere.look();
  vi.advanceTimersByTime(10_000);
  expect(elsewhere.is).toBe(false);
  // The answer is ahead of what is told.
  open.base = '5.y';
  elsewhere.look();
  vi.advanceTimersByTime(500);
  elsewhere.hear({ d: '5.y' });
  vi.advanceTimersByTime(10_000);
  expect(elsewhere.is).toBe(false);
});

test('of what was never sent, is told of nowhere, or is not open nothing is said', () => {
  for (const [base, drafts] of [
    [null, { d: '4.y' }],
    ['3.x', {}],
    ['3.x', { other: '4.y' }],
  ] as const) {
    open.base = base;
    elsewhere.hear(drafts);
    vi.advanceTimersByTime(5_000);
    expect(elsewhere.is).toBe(false);
  }
});

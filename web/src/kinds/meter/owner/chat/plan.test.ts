import { expect, test } from 'vitest';
import { NOTHING, outcomeText, sumOf } from './outcome';
import { planOf } from './plan';

/** The same chance every time. */
function chances(): () => number {
  let state = 7;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const TRIGGERS = { for: ['yes', 'ja'], against: ['no'] };

test('a hundred lines in ten batches, seven in ten a vote', () => {
  const plan = planOf(TRIGGERS, 'a1', chances());
  expect(plan.map((batch) => batch.length)).toEqual(Array(10).fill(10));
  const words = new Set([...TRIGGERS.for, ...TRIGGERS.against]);
  for (const batch of plan) {
    expect(batch.filter(({ text }) => words.has(text))).toHaveLength(7);
  }
});

test('nobody speaks twice, and names are plain', () => {
  const chatters = planOf(TRIGGERS, 'a1', chances()).flatMap((batch) =>
    batch.map(({ chatter }) => chatter),
  );
  expect(new Set(chatters).size).toBe(100);
  expect(chatters.every((chatter) => /^[A-Za-z0-9_-]{1,64}$/.test(chatter))).toBe(true);
});

test('both sides have a say', () => {
  const texts = planOf(TRIGGERS, 'a1', chances()).flatMap((batch) => batch.map(({ text }) => text));
  expect(texts).toContain('no');
  expect(texts).toContain('ja');
});

test('outcomes are summed and said', () => {
  const sum = sumOf(
    { ...NOTHING, counted: 7, no_match: 3 },
    { ...NOTHING, counted: 5, no_match: 3, limited: 2 },
  );
  expect(outcomeText(sum)).toBe('12 counted, 6 did not match, 2 over your vote limit.');
  expect(outcomeText(NOTHING)).toBe('Nothing was sent.');
});

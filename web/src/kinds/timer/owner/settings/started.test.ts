import { expect, test } from 'vitest';
import { draftOf } from '../form/draft';
import { isStarted, standing, withRules } from './started';

const config = {
  mode: 'per_participant',
  participants: [{ name: 'Ada' }],
  budget_ms: 60_000,
} as const;
const base = draftOf({ ...config, participants: [...config.participants] });
const mine = { ...base, title: 'Final', budget_ms: 90_000, max_ms: 5 };
const told = (...fields: string[]) => fields.map((field) => ({ field, message: 'it stands' }));

test('only that it was started is meant', () => {
  expect(isStarted({ status: 409, code: 'started' })).toBe(true);
  expect(isStarted({ status: 409, code: 'exists' })).toBe(false);
  expect(isStarted({ status: 412, code: 'started' })).toBe(false);
});

test('what stands is said, and is as it was; the rest is as it was written', () => {
  const errors = told('config.budget_ms', 'budget_ms');
  expect(standing(errors)).toBe('time');
  expect(withRules(mine, base, errors)).toEqual({ ...mine, budget_ms: 60_000 });
  expect(standing(told('stages[1].moves', 'on_end.kind'))).toBe(
    'stages, what happens when time is up',
  );
});

test.each([[told()], [told('config')], [told('brand_new', 'budget_ms')]])(
  'where that is not known, all rules are',
  (errors) => {
    expect(withRules(mine, base, errors)).toEqual({ ...base, title: 'Final' });
  },
);

import { expect, test } from 'vitest';
import { changesOf, formOf } from './form';
import type { Circle } from './rights';

const CIRCLE = {
  name: 'Early Birds',
  rules: ['Be kind'],
  tags: ['walks'],
  colors: ['#112233'],
  icon: null,
  question: null,
  members_max: null,
} as Partial<Circle> as Circle;

test('only what was changed is sent', () => {
  const before = formOf(CIRCLE);
  expect(changesOf(before, { ...before })).toEqual({});
  const now = { ...before, name: 'Birds', rules: 'Be kind\n\n Be here ', tags: 'walks, tea,' };
  expect(changesOf(before, now)).toEqual({
    name: 'Birds',
    rules: ['Be kind', 'Be here'],
    tags: ['walks', 'tea'],
  });
  expect(changesOf(before, { ...before, color: '#445566', icon: 'B', members_max: 0 })).toEqual({
    colors: ['#445566'],
    icon: 'B',
  });
});

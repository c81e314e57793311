import { expect, test } from 'vitest';
import { circleOf, whereOf } from './hits';

const ID = '0190b2c4-7d1e-7000-8000-000000000001';

test('where is looked is what an address may say, and else everywhere', () => {
  for (const one of ['messages', 'circles', 'people'] as const) expect(whereOf(one)).toBe(one);
  expect(whereOf(`circle:${ID}`)).toBe(`circle:${ID}`);
  for (const odd of [null, '', 'journal', 'circle:', 'circle:x', `circle:${ID}0`]) {
    expect(whereOf(odd)).toBe(null);
  }
  expect(circleOf(whereOf(`circle:${ID}`))).toBe(ID);
  expect(circleOf('circles')).toBe(null);
  expect(circleOf(null)).toBe(null);
});

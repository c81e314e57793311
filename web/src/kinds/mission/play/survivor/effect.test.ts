import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Pack } from '../../story';
import { effectOf } from './effect';

const file = new URL('../../../../../../packs/long_ebb/1.json', import.meta.url);
const { knacks, words }: Pack = JSON.parse(readFileSync(file, 'utf8'));

const said = (id: string) => {
  const knack = knacks.find((one) => one.id === id) ?? expect.fail(id);
  return effectOf(knack, words);
};

test('what a knack does is said in the words of its pack', () => {
  expect(said('night_eyes')).toBe('+6\u2009% in the dark');
  expect(said('wreck_wise')).toBe('+5\u2009% on wrecks');
  expect(said('thick_coat')).toBe('−2.5\u2009% danger of being hurt');
  expect(said('light_tread')).toBe('−15\u2009% danger of being hurt');
  expect(said('clever_hands')).toBe('+1 craft');
  expect(said('steady_voice')).toBe('+2\u2009% on everything for all of the party');
});

test('each knack of the pack has words', () => {
  for (const knack of knacks) expect(effectOf(knack, words)).toMatch(/^[+−][\d.]+.* \w/);
});

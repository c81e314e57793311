import { expect, test } from 'vitest';
import type { Config } from '../api/model';
import { again, swapped } from './again';
import { builtIn } from './built-in';

const config = {
  ...builtIn()[0]?.config,
  participants: [
    { id: 'a', name: 'Ada', color: '#ffffff' },
    { id: 'b', name: 'Kit', color: '#000000' },
  ],
} as unknown as Config;

test('a rematch has the same rules and people', () => {
  expect(again(config)).toEqual(config);
});

test('sides are swapped with their colours', () => {
  const { participants } = swapped(config);
  expect(participants).toEqual([
    { id: 'b', name: 'Kit', color: '#ffffff' },
    { id: 'a', name: 'Ada', color: '#000000' },
  ]);
});

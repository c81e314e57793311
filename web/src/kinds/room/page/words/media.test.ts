import { expect, test } from 'vitest';
import { named, titleOfFile } from './media';

test.each([
  ['A clock.webm', 'A clock'],
  ['Film.part.2.mp4', 'Film.part.2'],
  ['.mp4', '.mp4'],
  ['Version 2.0 final', 'Version 2.0 final'],
])('%j has the title %j', (name, title) => expect(titleOfFile(name)).toBe(title));

test('a file is found by words of its name', () => {
  const all = [{ name: 'A clock.webm' }, { name: 'Night train.mp4' }];
  expect(named(all, 'TRAIN night')).toEqual([{ name: 'Night train.mp4' }]);
  expect(named(all, '')).toEqual(all);
  expect(named(all, 'boat')).toEqual([]);
});

import { expect, test } from 'vitest';
import { linesOf } from './lines';

test('each line with a name is somebody', () => {
  expect(linesOf('Ann\r\n Ben \n\n\tCyd\n')).toEqual(['Ann', 'Ben', 'Cyd']);
  expect(linesOf('Ann')).toEqual(['Ann']);
  expect(linesOf('')).toEqual([]);
});

import { expect, test } from 'vitest';
import { percent, signed } from './percent';

test('of ten thousand, to a tenth', () => {
  expect(percent(5_550)).toBe('55.5\u2009%');
  expect(percent(0)).toBe('0\u2009%');
  expect(percent(1_701)).toBe('17\u2009%');
  expect(percent(10_000)).toBe('100\u2009%');
  expect([signed(600), signed(-250), signed(0)]).toEqual(['+6\u2009%', '−2.5\u2009%', '+0\u2009%']);
});

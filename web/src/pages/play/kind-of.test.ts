import { expect, test } from 'vitest';
import { kindOf } from './kind-of';

test('an address is of the kind below one of whose it is', () => {
  expect(kindOf('/camps/123/boards')).toBe('mission');
  expect(kindOf('/survivor/a')).toBe('mission');
  expect(kindOf('/survivors')).toBeNull();
  expect(kindOf('/dashboard')).toBeNull();
});

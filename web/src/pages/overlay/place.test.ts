import { expect, test } from 'vitest';
import { PLACES, placeOf } from './place';

test('an address names a place, or the source is filled', () => {
  for (const place of PLACES) expect(placeOf(new URLSearchParams({ place }))).toBe(place);
  for (const none of ['', 'place=', 'place=elsewhere', 'place=toString']) {
    expect(placeOf(new URLSearchParams(none))).toBeNull();
  }
});

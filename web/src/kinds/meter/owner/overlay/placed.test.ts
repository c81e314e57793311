import { expect, test } from 'vitest';
import { AS_IS, placedAt, sourceOf } from './placed';

const LINK = 'https://downbeat.example/overlay/token';

test('a link asks for nothing that is so anyway', () => {
  expect(placedAt(LINK, AS_IS)).toBe(LINK);
  expect(placedAt(LINK, { scale: 1.5, place: 'bottom-left', isTest: true })).toBe(
    `${LINK}?scale=1.5&place=bottom-left&test=1`,
  );
});

test('the source is as large as the overlay, or as the stream', () => {
  expect(sourceOf(AS_IS)).toBe('800 × 100');
  expect(sourceOf({ ...AS_IS, scale: 2 })).toBe('1600 × 200');
  expect(sourceOf({ ...AS_IS, place: 'top' })).toBe('1920 × 1080');
});

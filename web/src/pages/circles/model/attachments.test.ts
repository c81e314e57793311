import { expect, test } from 'vitest';
import { clock, IMAGE_BYTES_MAX, isAttachment, kindOf, shownWidth, unfit } from './attachments';

const file = (type: string, size = 1) => ({ type, size }) as Blob;

test('a message has four images, or one recording', () => {
  expect(unfit(file('image/png'), [])).toBeNull();
  expect(unfit(file('image/png'), ['image', 'image', 'image'])).toBeNull();
  expect(unfit(file('image/png'), ['image', 'image', 'image', 'image'])).toBe('too_many');
  expect(unfit(file('audio/webm;codecs=opus'), [])).toBeNull();
  expect(unfit(file('audio/webm'), ['image'])).toBe('too_many');
  expect(unfit(file('image/png'), ['audio'])).toBe('too_many');
});

test('what is not taken is told before it is sent', () => {
  expect(unfit(file('image/svg+xml'), [])).toBe('unsupported_media_type');
  expect(unfit(file(''), [])).toBe('unsupported_media_type');
  expect(unfit(file('image/jpeg', IMAGE_BYTES_MAX + 1), [])).toBe('too_large');
  expect(unfit(file('audio/mpeg', IMAGE_BYTES_MAX), [])).toBe('too_large');
  expect(kindOf('Audio/MP4; codecs="mp4a.40.2"')).toBe('audio');
});

test('a place is as wide as its picture will be', () => {
  const picture = { id: '', kind: 'image', width: 2_048, height: 1_024 } as const;
  expect(shownWidth({ ...picture, duration_ms: null, alt: null }, 360)).toBe(720);
  expect(shownWidth({ ...picture, height: 300, duration_ms: null, alt: null }, 360)).toBe(2_048);
});

test('times are those of a clock', () => {
  expect([0, 7_900, 60_000, 102_000].map(clock)).toEqual(['0:00', '0:07', '1:00', '1:42']);
});

test('what was kept is believed only as it is', () => {
  expect(isAttachment({ id: 'a', kind: 'image', alt: '' })).toBe(true);
  for (const other of [null, {}, { id: 'a', kind: 'film', alt: '' }, { id: 1, kind: 'image' }]) {
    expect(isAttachment(other)).toBe(false);
  }
});

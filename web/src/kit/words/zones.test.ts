import { expect, test } from 'vitest';
import { ownZone, zones } from './zones';

test('zones have the reader’s own, UTC and what is kept, each once', () => {
  const all = zones('Etc/GMT-14');
  expect(all).toContain('Etc/GMT-14');
  expect(all).toContain(ownZone());
  expect(all).toContain('UTC');
  expect(new Set(all).size).toBe(all.length);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { followed, heard, offsetMs, type Playback, positionMs, reachesMs } from './position';

type Case = {
  playback: Playback;
  at: [serverMs: number, mediaMs: number][];
  reaches: [mediaMs: number, serverMs: number | null][];
};

/** The server is held to the same ones. */
const path = new URL('../../../../session/src/kinds/room/tests/positions.json', import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(path, 'utf8'));

test('a picture is where the server says', () => {
  expect(cases.length).toBeGreaterThan(10);
  for (const { playback, at, reaches } of cases) {
    for (const [serverMs, mediaMs] of at) {
      expect(Math.floor(positionMs(playback, serverMs)), `at ${serverMs}`).toBe(mediaMs);
    }
    for (const [mediaMs, serverMs] of reaches) {
      expect(reachesMs(playback, mediaMs), `to ${mediaMs}`).toBe(serverMs);
    }
  }
});

const playing = (anchor_media_ms: number, anchor_server_ms: number): Playback => ({
  item: 'i1',
  playing: true,
  rate: 1,
  anchor_media_ms,
  anchor_server_ms,
});

test('until the anchor a screen goes on as before', () => {
  const first = heard(null, playing(0, 1_000), 500);
  expect(followed(first, 500).anchor_media_ms).toBe(0);
  const second = heard(first, playing(60_000, 3_000), 2_500);
  expect(positionMs(followed(second, 2_999), 2_999)).toBe(1_999);
  expect(positionMs(followed(second, 3_000), 3_000)).toBe(60_000);
});

test('what replaces something pending is awaited on what was there before', () => {
  const first = heard(null, playing(0, 0), 0);
  const second = heard(first, playing(60_000, 2_500), 2_000);
  const third = heard(second, playing(30_000, 2_700), 2_200);
  expect(positionMs(followed(third, 2_600), 2_600)).toBe(2_600);
  expect(positionMs(followed(third, 2_700), 2_700)).toBe(30_000);
});

test('an own offset has its limits', () => {
  expect([-9_000, -40, 0, 5_001].map(offsetMs)).toEqual([-5_000, -40, 0, 5_000]);
});

import { expect, test } from 'vitest';
import { cuesAt, cuesOf } from './vtt';

const VTT = `WEBVTT

NOTE
not shown

1
00:01.000 --> 00:03.500 line:0
<v Ada>Hello &amp; <i>welcome</i>

01:00:00.000 --> 01:00:02.000
An hour
later

00:05.000 --> 00:04.000
ends before it begins
`;

test('cues are read, in the order of time and without tags', () => {
  expect(cuesOf(VTT)).toEqual([
    { fromMs: 1_000, toMs: 3_500, text: 'Hello & welcome' },
    { fromMs: 3_600_000, toMs: 3_602_000, text: 'An hour\nlater' },
  ]);
});

test('a cue is there until its end, and no longer', () => {
  const cues = cuesOf(VTT);
  expect(cuesAt(cues, 999)).toEqual([]);
  expect(cuesAt(cues, 1_000)).toHaveLength(1);
  expect(cuesAt(cues, 3_500)).toEqual([]);
});

test('what is no WebVTT has no cues', () => {
  expect(cuesOf('')).toEqual([]);
  expect(cuesOf('{"json":1}')).toEqual([]);
});

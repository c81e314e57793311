import { expect, test } from 'vitest';
import { costs } from './costs';
import { plan } from './plan';
import type { Course, Playback } from './position';
import { chance } from './testing';

/** A player whose starts and seeks take their time, more or less always the same. */
function player(seed: number) {
  const random = chance(seed);
  const usual = { start: 10 + random() * 80, seek: 30 + random() * 250 };
  const learned = costs();
  const takes = (what: 'start' | 'seek') => {
    const ms = usual[what] + (random() - 0.5) * 16;
    learned.note(what, ms);
    return ms;
  };
  return {
    /** How far off the anchor its picture is, once it has done what it was told. */
    offMs(course: Course, toldMs: number): number {
      const { anchor_server_ms: anchor, anchor_media_ms: place } = course.told;
      let off = 0;
      for (const step of plan(course, learned, toldMs)) {
        if (step.do === 'play' && !course.before?.playing) {
          off += step.atMs + takes('start') - anchor;
        }
        if (step.do === 'seek' && course.before?.playing) {
          off += step.atMs + takes('seek') - anchor - (step.toMs - place);
        }
      }
      return off;
    },
  };
}

const at = (playing: boolean, anchor_media_ms: number, anchor_server_ms: number): Playback => ({
  item: 'i1',
  playing,
  rate: 1,
  anchor_media_ms,
  anchor_server_ms,
});

const p95 = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? 0;

test('two players of different costs start and seek together', () => {
  for (let seed = 1; seed < 60; seed += 2) {
    const [one, other] = [player(seed), player(seed + 1)];
    for (const wasPlaying of [false, true]) {
      const off: number[] = [];
      const apart: number[] = [];
      for (let n = 0; n < 105; n += 1) {
        const told = at(true, 60_000, 500);
        const course = { told, before: at(wasPlaying, wasPlaying ? 0 : 60_000, 0) };
        const [a, b] = [one.offMs(course, 0), other.offMs(course, 0)];
        // The first are learned from.
        if (n < 5) continue;
        off.push(Math.abs(a), Math.abs(b));
        apart.push(Math.abs(a - b));
      }
      expect(p95(off), `seed ${seed}, off the anchor`).toBeLessThan(20);
      expect(p95(apart), `seed ${seed}, apart`).toBeLessThan(34);
    }
  }
});

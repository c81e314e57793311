/** A round second by second, as the chart shows it. */
import type { RoundDetail } from '../api/model';
import { listed } from '../round/standing';

const POINTS_MAX = 600;
/** One point makes no line. */
const POINTS_MIN = 2;
/** Seconds are written behind: the last ones of a round that runs would look like a calm. */
const BEHIND_MS = 2_000;

export type Course = {
  /** Seconds since the round began. */
  across_s: number[];
  /** Votes a second, one list for each side or choice. */
  lines: number[][];
  /** How many seconds one point stands for. */
  step_s: number;
};

/** Seconds without votes are zeros again; of a long round several make one point. */
export function courseOf(round: RoundDetail, now_ms: number): Course {
  const count = listed(round.counts).length;
  const last = Math.max(0, ...round.series.map(([second]) => second ?? 0));
  const lasted_s = Math.ceil(((round.ended_ms ?? now_ms - BEHIND_MS) - round.started_ms) / 1_000);
  const length_s = Math.max(1, lasted_s, last + 1);
  const step_s = Math.ceil(length_s / POINTS_MAX);
  const points = Math.max(POINTS_MIN, Math.ceil(length_s / step_s));
  const lines = Array.from({ length: count }, () => Array<number>(points).fill(0));
  for (const [second = 0, ...votes] of round.series) {
    for (const [at, line] of lines.entries()) {
      const point = Math.floor(second / step_s);
      line[point] = (line[point] ?? 0) + (votes[at] ?? 0) / step_s;
    }
  }
  const across_s = Array.from({ length: points }, (_, point) => point * step_s);
  return { across_s, lines, step_s };
}

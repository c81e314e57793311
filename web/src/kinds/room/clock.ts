/**
 * When a page asks for the server's time. The client keeps the best of several
 * answers (`serverClock`); a room wants them closer than other pages do: a video of
 * sixty pictures a second shows another one every 17 ms.
 */
const FIRST = 8;
const FIRST_EVERY_MS = 150;
const EVERY_MS = 30_000;

export type Probes = {
  /** When to ask next: in the past where it is late, `null` for not now. */
  dueMs(playing: boolean): number | null;
  asked(nowMs: number): void;
  /** The tab is seen again, or the connection is new: what is known may be wrong. */
  again(nowMs: number): void;
};

export function probes(nowMs: number): Probes {
  let left = FIRST;
  let next = nowMs;
  let last = Number.NEGATIVE_INFINITY;

  return {
    dueMs(playing) {
      if (left > 0) return next;
      return playing ? last + EVERY_MS : null;
    },
    asked(at) {
      left = Math.max(0, left - 1);
      last = at;
      next = at + FIRST_EVERY_MS;
    },
    again(at) {
      left = Math.max(left, 1);
      next = at;
    },
  };
}

export type ServerClock = {
  /** The server said `serverMs` somewhere between our `sentMs` and `heardMs`. */
  note(sentMs: number, serverMs: number, heardMs: number): void;
  /** This machine may have slept: what is known is a guess until the next sample. */
  doubt(nowMs: number): void;
  /** The server's time at our `localMs`; our own until something was noted. */
  at(localMs: number): number;
  /** How far `at` may be off, to either side. */
  errorMs(localMs: number): number;
};

type Sample = { offset: number; half: number; heard: number };

const KEPT = 8;
/** The server tells whole milliseconds. */
const ROUNDED_MS = 1;
/** Clocks of two machines part by less than this, in milliseconds a millisecond. */
const DRIFT = 1e-4;
const NOTHING: Sample = { offset: 0, half: Number.POSITIVE_INFINITY, heard: 0 };

/**
 * The server's time. Each answer of the server says that its clock read so much
 * somewhere between our question and our hearing of it, so its offset to ours is
 * known to half the round trip, however unequal the two ways are. The answer
 * that is sure of the most counts; an old one loses by what clocks may drift.
 */
export function serverClock(): ServerClock {
  let samples: Sample[] = [];
  let since = Number.NEGATIVE_INFINITY;

  const best = (now: number) =>
    samples.reduce((best, one) => (unsure(one, now) <= unsure(best, now) ? one : best), NOTHING);

  return {
    note(sent, server, heard) {
      if (sent < since) return;
      const half = Math.max(0, heard - sent) / 2;
      const sample = { offset: server - heard + half, half, heard };
      // Where two cannot both be right, one clock stood still or jumped in between,
      // and the older sample does not know of it.
      const agrees = (kept: Sample) =>
        Math.abs(kept.offset - sample.offset) <= unsure(kept, heard) + unsure(sample, heard);
      samples = [...samples.filter(agrees), sample].slice(-KEPT);
    },
    doubt(now) {
      since = now;
      samples = [{ ...best(now), half: NOTHING.half }];
    },
    at: (now) => now + best(now).offset,
    errorMs: (now) => unsure(best(now), now),
  };
}

function unsure({ half, heard }: Sample, now: number): number {
  return half + ROUNDED_MS + Math.abs(now - heard) * DRIFT;
}

/** Epoch milliseconds by a clock that never jumps. In sleep it may stand still. */
export function localMs(): number {
  return performance.timeOrigin + performance.now();
}

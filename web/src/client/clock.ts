/**
 * The server's time, computed from pings. An answer with a short way says more
 * than one with a long way, so the best of the last few counts.
 */
export class ServerClock {
  private samples: Sample[] = [];

  /** The server said `serverMs` somewhere between our `sentMs` and `heardMs`. */
  note(sentMs: number, serverMs: number, heardMs: number): void {
    const roundTrip = Math.max(0, heardMs - sentMs);
    this.keep({ offset: serverMs - (sentMs + heardMs) / 2, roundTrip });
  }

  /**
   * The server said `serverMs`, and nobody knows how long it was under way: any
   * ping is better, unless this machine slept since and its clock stood still.
   */
  noteOneWay(serverMs: number, heardMs: number): void {
    if (Math.abs(this.at(heardMs) - serverMs) > SLEPT_MS) this.samples = [];
    this.keep({ offset: serverMs - heardMs, roundTrip: UNKNOWN_MS });
  }

  /** The server's time at our `localMs`; our own until something was noted. */
  at(localMs: number): number {
    let best: Sample = { offset: 0, roundTrip: Number.POSITIVE_INFINITY };
    for (const sample of this.samples) if (sample.roundTrip <= best.roundTrip) best = sample;
    return localMs + best.offset;
  }

  private keep(sample: Sample): void {
    this.samples.push(sample);
    if (this.samples.length > KEPT) this.samples.shift();
  }
}

type Sample = { offset: number; roundTrip: number };

const KEPT = 8;
const UNKNOWN_MS = 60_000;
const SLEPT_MS = 2_000;

/** Epoch milliseconds by a clock that never jumps. */
export function localMs(): number {
  return performance.timeOrigin + performance.now();
}

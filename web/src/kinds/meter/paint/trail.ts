const KEPT_MS = 2_000;
/** Finer than the pixels of the widest bar would tell. */
const PLACES = 400;

/** A stretch of the scale that the mark passed, and how fresh that is: 1 now, 0 two seconds ago. */
export type Stretch = { from: number; to: number; freshness: number };

/** When the mark last was at each place of the scale, for two seconds. */
export class Trail {
  private readonly passedMs = new Float64Array(PLACES).fill(Number.NEGATIVE_INFINITY);
  private place: number | null = null;
  private movedMs = Number.NEGATIVE_INFINITY;

  note(atMs: number, value: number): void {
    const place = Math.min(PLACES - 1, Math.floor(((value + 100) / 200) * PLACES));
    const from = this.place ?? place;
    if (from !== place) this.movedMs = atMs;
    this.passedMs.fill(atMs, Math.min(from, place), Math.max(from, place) + 1);
    this.place = place;
  }

  /** What is still to be seen, each place once. */
  *stretches(nowMs: number): Generator<Stretch> {
    for (const [place, passedMs] of this.passedMs.entries()) {
      const freshness = 1 - (nowMs - passedMs) / KEPT_MS;
      if (freshness > 0)
        yield { from: valueAtPlace(place), to: valueAtPlace(place + 1), freshness };
    }
  }

  /** Whether it still fades. */
  isFading(nowMs: number): boolean {
    return nowMs - this.movedMs <= KEPT_MS;
  }
}

function valueAtPlace(place: number): number {
  return (place / PLACES) * 200 - 100;
}

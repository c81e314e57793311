/**
 * How many came within a moment. A few are read out one by one; where many come at once,
 * nobody could follow, and their number is enough.
 */
const MOMENT_MS = 5_000;
const READ_OUT_MAX = 3;

export class Arrivals {
  #at: number[] = [];

  /** So many came now: how many there were within a moment, or 0 where each is read out. */
  came(count: number, now_ms = Date.now()): number {
    const recent = this.#at.filter((at) => now_ms - at < MOMENT_MS);
    this.#at = [...recent, ...Array.from({ length: count }, () => now_ms)];
    return this.#at.length > READ_OUT_MAX ? this.#at.length : 0;
  }
}

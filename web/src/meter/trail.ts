const KEPT_MS = 2_000;

export type Footprint = { at: number; value: number };

/** Where the mark was in the last two seconds. */
export class Trail {
  private steps: Footprint[] = [];

  note(at: number, value: number): void {
    this.steps.push({ at, value });
    while (this.steps.length > 0 && at - (this.steps[0]?.at ?? at) > KEPT_MS) this.steps.shift();
  }

  /** Pairs of neighbouring steps, oldest first, each with its strength from 0 to 1. */
  *pairs(now: number): Generator<[from: number, to: number, strength: number]> {
    for (let n = 1; n < this.steps.length; n += 1) {
      const [from, to] = [this.steps[n - 1], this.steps[n]];
      if (from && to) yield [from.value, to.value, 1 - (now - to.at) / KEPT_MS];
    }
  }

  /** Whether there is anything to see but one place. */
  isSeen(now: number): boolean {
    const [first] = this.steps;
    const last = this.steps.at(-1);
    if (!first || !last || now - first.at > KEPT_MS + 100) return false;
    return this.steps.some((step) => step.value !== last.value);
  }
}

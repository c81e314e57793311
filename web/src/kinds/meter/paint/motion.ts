import { glide } from './glide';

/** A page that slept for a while goes on from here instead of jumping. */
const LONGEST_STEP_MS = 100;
const FIRST_STEP_MS = 16;
/** Who asked for less motion sees one step in this time. */
const CALM_STEP_MS = 500;

/** Where the mark is shown while it follows where it belongs. */
export class Motion {
  private value: number | null = null;
  private shownMs: number | null = null;

  constructor(private readonly isCalm: () => boolean) {}

  /** The mark's place at `atMs` of the display's clock. The first one is where it belongs. */
  follow(target: number, atMs: number, still: number): number {
    const passed = this.shownMs === null ? FIRST_STEP_MS : atMs - this.shownMs;
    if (this.value === null) {
      this.value = target;
    } else if (this.isCalm()) {
      if (this.shownMs !== null && passed < CALM_STEP_MS) return this.value;
      this.value = target;
    } else {
      this.value = glide(this.value, target, Math.min(LONGEST_STEP_MS, passed), still);
    }
    this.shownMs = atMs;
    return this.value;
  }

  /** Nothing moves any more: time that passes from here on is nobody's step. */
  rest(): void {
    this.shownMs = null;
  }
}

/** Server time at the display's own rate, for as long as something moves. */
export class Frame {
  ms = $state(0);
  readonly #now: () => number;
  #asked: number | undefined;

  constructor(now: () => number) {
    this.#now = now;
    this.ms = now();
  }

  /** Returns what stops it. */
  run(): () => void {
    const draw = () => {
      this.ms = this.#now();
      this.#asked = requestAnimationFrame(draw);
    };
    draw();
    return () => this.#asked !== undefined && cancelAnimationFrame(this.#asked);
  }

  look(): void {
    this.ms = this.#now();
  }
}

/** Draws at the display's rate for as long as something moves, and costs nothing otherwise. */
export class Ticker {
  private frame = 0;

  /** `draw` says whether it has to be called again. */
  constructor(private readonly draw: () => boolean) {}

  wake(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.turn());
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private turn(): void {
    this.frame = 0;
    if (this.draw()) this.wake();
  }
}

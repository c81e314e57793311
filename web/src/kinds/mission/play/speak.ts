/**
 * Lines that are read out: those of one's own survivor alone, one in ten seconds. Of
 * several that wait the last is said: what is heard is how it is.
 */
export const EVERY_MS = 10_000;

export class Speaker {
  private waiting: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next_ms = 0;

  constructor(
    private readonly say: (text: string) => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  hear(text: string): void {
    this.waiting = text;
    if (this.timer !== undefined) return;
    const wait = this.next_ms - this.nowMs();
    if (wait <= 0) this.speak();
    else this.timer = setTimeout(() => this.speak(), wait);
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private speak(): void {
    this.timer = undefined;
    if (this.waiting === undefined) return;
    this.next_ms = this.nowMs() + EVERY_MS;
    this.say(this.waiting);
    this.waiting = undefined;
  }
}

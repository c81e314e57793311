/** The server's time, so that "8 s ago" is right on a machine whose clock is not. */
const TICK_MS = 1_000;

class Now {
  #offset_ms = 0;
  ms = $state(Date.now());

  constructor() {
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** The server said what time it is. */
  hear(at_ms: number): void {
    this.#offset_ms = at_ms - Date.now();
  }

  #tick(): void {
    if (!globalThis.document?.hidden) this.ms = Date.now() + this.#offset_ms;
  }
}

export const now = new Now();

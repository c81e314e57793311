/** Who types: what is told of oneself, and what is read of others. */
import type { CircleTyping } from '@downbeat/client';

/** Half a minute after the last time others take it for over. */
const AGAIN_MS = 10_000;
/** Whoever has stopped for so long thinks of something else. */
const IDLE_MS = 12_000;

/** Tells that somebody types, again while they go on, and once that they stopped. */
export class Typist {
  readonly #say: (on: boolean) => void;
  #said_ms: number | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (on: boolean) => void) {
    this.#say = say;
  }

  /** Something was typed, and this is what stands there now. */
  typed(text: string, now_ms = Date.now()): void {
    if (text.trim() === '') {
      this.stop();
      return;
    }
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stop(), IDLE_MS);
    if (this.#said_ms !== null && now_ms - this.#said_ms < AGAIN_MS) return;
    this.#said_ms = now_ms;
    this.#say(true);
  }

  /** It is sent, emptied, or left. */
  stop(): void {
    clearTimeout(this.#idle);
    if (this.#said_ms === null) return;
    this.#said_ms = null;
    this.#say(false);
  }
}

/** Those who type besides oneself, by one's own name. */
export function others(
  typing: CircleTyping | undefined,
  name: string,
  isTyping: boolean,
): CircleTyping {
  if (!typing) return { names: [], more: 0 };
  const at = typing.names.indexOf(name);
  if (at >= 0) return { ...typing, names: typing.names.filter((_, place) => place !== at) };
  // Oneself is among those who are only counted.
  return { ...typing, more: Math.max(0, typing.more - (isTyping ? 1 : 0)) };
}

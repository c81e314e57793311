/**
 * What a view shows, read again and again. A read that fails keeps what was
 * there, notes since when it is old, and tries again after a growing while.
 */

import { retryMs } from '@downbeat/client';
import { untrack } from 'svelte';
import { asProblem, type Problem } from '../api/problem';
import { attention } from './attention.svelte';

const EVERY_MS = 1_000;

export type Read<Data> = (signal: AbortSignal) => Promise<Data>;

export type Pace = {
  every_ms?: number;
  /** Goes on while live updates are paused: somebody waits for its end. */
  isSteady?: boolean;
};

export class Reading<Data> {
  data = $state.raw<Data>();
  problem = $state.raw<Problem>();
  /** When `data` was last known to be right. */
  read_ms = $state(0);
  /** The question changed and its first answer is not here yet. */
  isChanging = $state(true);
  readonly #pace: Required<Pace>;
  #read: Read<Data> | undefined;
  #stop: AbortController | undefined;
  #wake: (() => void) | undefined;

  constructor(pace: Required<Pace>) {
    this.#pace = pace;
  }

  ask(read: Read<Data>): () => void {
    this.#read = read;
    this.isChanging = true;
    this.again();
    return () => this.#stop?.abort();
  }

  /** Reads now, whatever is under way: somebody changed something. */
  again(): void {
    this.#stop?.abort();
    this.#stop = new AbortController();
    if (this.#read) void this.#goOn(this.#read, this.#stop.signal);
  }

  /** Takes an answer that came by another way, as after an action. */
  take(data: Data): void {
    this.data = data;
    this.again();
  }

  wake(): void {
    this.#wake?.();
  }

  async #goOn(read: Read<Data>, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const data = await read(signal);
        if (signal.aborted) return;
        this.data = data;
        this.problem = undefined;
        this.read_ms = Date.now();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.problem = asProblem(error);
        failures += 1;
      }
      this.isChanging = false;
      const wait_ms = failures ? retryMs(failures, Math.random()) : 0;
      await this.#rest(Math.max(this.#pace.every_ms, wait_ms), signal);
    }
  }

  async #rest(wait_ms: number, signal: AbortSignal): Promise<void> {
    await new Promise((done) => setTimeout(done, wait_ms));
    while (!signal.aborted && !attention.isLive && !this.#pace.isSteady) {
      await new Promise<void>((done) => {
        this.#wake = done;
        signal.addEventListener('abort', () => done(), { once: true });
      });
    }
  }
}

/** Follows a question for as long as a component shows its answer. */
export function follow<Data>(question: () => Read<Data>, pace: Pace = {}): Reading<Data> {
  const reading = new Reading<Data>({ every_ms: EVERY_MS, isSteady: false, ...pace });
  $effect(() => {
    const read = question();
    return untrack(() => reading.ask(read));
  });
  $effect(() => {
    if (attention.isLive) reading.wake();
  });
  return reading;
}

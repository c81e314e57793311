/** The timer as it was at a rev; what was read once is kept. */
import { asProblem, type Problem } from '../../../../kit/api/problem';
import { readPast } from '../api/history';
import type { View } from '../api/model';

/** So long after the slider moved last. */
const STILL_MS = 60;
const KEPT_MAX = 200;

export class Replay {
  view = $state.raw<View>();
  problem = $state.raw<Problem>();
  readonly #id: string;
  readonly #kept = new Map<string, View>();
  #stop: AbortController | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  /** What is shown stays until the other is here: nothing flickers. */
  show(rev: string): void {
    this.#stop?.abort();
    const kept = this.#kept.get(rev);
    if (kept) this.#take(kept);
    else {
      this.#stop = new AbortController();
      void this.#read(rev, this.#stop.signal);
    }
  }

  end(): void {
    this.#stop?.abort();
  }

  async #read(rev: string, signal: AbortSignal): Promise<void> {
    await new Promise((done) => setTimeout(done, STILL_MS));
    if (signal.aborted) return;
    try {
      const view = await readPast(this.#id, rev, signal);
      if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
      this.#kept.set(rev, view);
      if (!signal.aborted) this.#take(view);
    } catch (error) {
      if (!signal.aborted) this.problem = asProblem(error);
    }
  }

  #take(view: View): void {
    this.view = view;
    this.problem = undefined;
  }
}

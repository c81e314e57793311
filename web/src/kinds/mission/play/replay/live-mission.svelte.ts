/** A mission as its page has it: whose it is, and how it goes. */
import { retryMs } from '@downbeat/client';
import { asProblem, type Problem } from '../../../../kit/api/problem';
import { now } from '../../../../kit/live/now.svelte';
import { mission } from '../api/missions';
import type { Mission } from '../api/model';
import { Told } from '../live.svelte';

export class LiveMission {
  seen = $state.raw<Mission>();
  problem = $state.raw<Problem>();
  readonly told = new Told('expedition', (view) => {
    if (this.seen) this.seen = { ...this.seen, view };
  });
  #failures = 0;
  #reading = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly id: string) {}

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const seen = await mission(this.id, this.#reading.signal);
      now.hear(seen.view.now_ms);
      this.seen = seen;
      this.problem = undefined;
      // One that has ended stays as it is.
      if (seen.view.seed === null) this.told.follow(this.id);
    } catch (error) {
      if (this.#reading.signal.aborted) return;
      this.problem = asProblem(error);
      this.#failures += 1;
      const wait_ms = this.problem.retry_ms ?? retryMs(this.#failures, Math.random());
      if (this.problem.status !== 404) this.#timer = setTimeout(() => void this.read(), wait_ms);
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#reading.abort();
    this.told.end();
  }
}

/**
 * A camp as a view of the extension has it: read whole, and kept up by what is
 * broadcast. It is read again where a message is missing, when the view is shown
 * again, after half a minute of silence, and when something of one's own may have
 * happened. All views hear the same message, so what they read because of it is
 * spread over a while. A view that is hidden reads nothing.
 */
import { retryMs } from '@downbeat/client';
import { asProblem, type Problem } from '../../../kit/api/problem';
import { now } from '../../../kit/live/now.svelte';
import { readSeen } from '../play/api/camps';
import type { CampSeen } from '../play/api/model';
import { type Broadcast, broadcastOf, heard, withTold } from './broadcast';

export const SILENCE_MS = 30_000;
export const SPREAD_MS = 2_000;
/** One's own line is told a moment after it was due. */
const TOLD_MS = 1_500;
/** More than come while an answer is under way. */
const TOLD_MAX = 20;

type Means = { read: typeof readSeen; chance: () => number };

export class Camp {
  seen = $state.raw<CampSeen>();
  problem = $state.raw<Problem>();
  #last = 0;
  #failures = 0;
  #isShown = false;
  #reading: AbortController | undefined;
  /** What was told since it was last asked for: the answer may be older. */
  #told: Broadcast[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly channel: string,
    private readonly means: Means = { read: readSeen, chance: Math.random },
  ) {}

  show(): void {
    this.#isShown = true;
    void this.read();
  }

  /** Nobody looks, or nobody will any more. */
  hide(): void {
    this.#isShown = false;
    clearTimeout(this.#timer);
    this.#reading?.abort();
  }

  /** Reads it now. */
  async read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#told = [];
    try {
      const seen = await this.means.read(this.channel, this.seen, reading.signal);
      if (reading.signal.aborted) return;
      now.hear(seen.view.now_ms);
      const newer = this.#told.filter((told) => told.now_ms > seen.view.now_ms);
      this.seen = { ...seen, view: newer.reduce(withTold, seen.view) };
      this.#told = [];
      this.problem = undefined;
      this.#failures = 0;
      this.#wait(this.#untilOwn());
    } catch (error) {
      if (reading.signal.aborted) return;
      this.problem = asProblem(error);
      this.#failures += 1;
      this.#wait(this.problem.retry_ms ?? retryMs(this.#failures, this.means.chance()));
    }
  }

  hear(message: string): void {
    const told = broadcastOf(message);
    if (!told) return;
    const how = heard(this.#last, told);
    if (how === 'known') return;
    this.#last = told.seq;
    this.#told = [...this.#told, told].slice(-TOLD_MAX);
    if (!this.seen) return;
    const { me, view } = this.seen;
    this.seen = { ...this.seen, view: withTold(view, told) };
    now.hear(told.now_ms);
    const own = me.mission?.id;
    const isOwn = own !== undefined && told.lines.some(({ mission }) => mission === own);
    if (how === 'gap' || isOwn) this.#wait(this.means.chance() * SPREAD_MS);
    else this.#wait(this.#untilOwn());
  }

  #wait(wait_ms: number): void {
    clearTimeout(this.#timer);
    if (this.#isShown) this.#timer = setTimeout(() => void this.read(), wait_ms);
  }

  /** Until one's own next line may have been told, or nothing was heard for too long. */
  #untilOwn(): number {
    const next_ms = this.seen?.mission?.view.next_ms;
    if (next_ms === undefined || next_ms === null) return SILENCE_MS;
    const wait = next_ms - now.ms + TOLD_MS + this.means.chance() * SPREAD_MS;
    return Math.min(SILENCE_MS, Math.max(TOLD_MS, wait));
  }
}

/** A camp and one's own mission, as a page of ours has them. */
import { retryMs } from '@downbeat/client';
import { asProblem, type Problem } from '../../../../kit/api/problem';
import { now } from '../../../../kit/live/now.svelte';
import { readSeen } from '../api/camps';
import type { CampSeen, MissionView } from '../api/model';
import { Told } from '../live.svelte';

/** What nobody tells, as that a survivor has rested, is asked for. */
const EVERY_MS = 30_000;

export class LiveCamp {
  seen = $state.raw<CampSeen>();
  problem = $state.raw<Problem>();
  /** When what is shown was last known to be right. */
  read_ms = $state(0);
  readonly camp = new Told('mission', (view) => {
    if (this.seen) this.seen = { ...this.seen, view };
  });
  readonly mission = new Told('expedition', (view) => this.#moved(view));
  #failures = 0;
  #reading: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly channel: string) {}

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    let wait_ms = EVERY_MS;
    try {
      const seen = await readSeen(this.channel, this.seen, reading.signal);
      if (reading.signal.aborted) return;
      now.hear(seen.view.now_ms);
      this.seen = seen;
      this.problem = undefined;
      this.read_ms = Date.now();
      this.#failures = 0;
      this.camp.follow(seen.camp);
      this.mission.follow(seen.me.mission?.id);
      wait_ms = this.#untilRested(seen);
    } catch (error) {
      if (reading.signal.aborted) return;
      this.problem = asProblem(error);
      this.#failures += 1;
      wait_ms = this.problem.retry_ms ?? retryMs(this.#failures, Math.random());
    }
    this.#timer = setTimeout(() => void this.read(), wait_ms);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#reading?.abort();
    this.camp.end();
    this.mission.end();
  }

  /** What one may do changes with how a mission is. */
  #moved(view: MissionView): void {
    const { seen } = this;
    if (!seen?.mission) return;
    const before = seen.mission.view;
    this.seen = { ...seen, mission: { ...seen.mission, view } };
    const isOther = before.status !== view.status || before.host !== view.host;
    if (isOther) void this.read();
  }

  #untilRested({ me }: CampSeen): number {
    const moments = [me.survivor?.rests_ms, me.survivor?.heals_ms].filter((at) => at != null);
    const waits = moments.map((at) => at - now.ms + 500).filter((wait) => wait > 0);
    return Math.min(EVERY_MS, ...waits);
  }
}

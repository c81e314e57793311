/** What the page tells of its player, without anybody asking for it. */
import type { RoomPlayer } from '@downbeat/client';
import type { Dot } from '../../drift';
import type { Live } from './live.svelte';

const REPORT_EVERY_MS = 10_000;
/** Five measurements are enough, and need not come in one instant. */
const MEASURED_MAX = 5;
const SCATTERED_MS = 1_500;

export class Reporter {
  readonly #live: Live;
  #item: string | null = null;
  #state: RoomPlayer = 'loading';
  #told: string | null = null;
  #found = new Set<string>();
  #reportedMs = performance.now();
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(live: Live) {
    this.#live = live;
  }

  item(item: string | null): void {
    this.#item = item;
    this.state('loading');
  }

  /** Told where the room waits for those who are not ready. */
  state(state: RoomPlayer): void {
    this.#state = state;
    const waits = this.#live.view?.settings.wait.on ?? false;
    if (!waits || !this.#item || (state !== 'ready' && state !== 'loading')) return;
    const told = `${this.#item} ${state}`;
    if (told === this.#told) return;
    this.#told = told;
    void this.#live.tell('player', { item: this.#item, state });
  }

  failed(item: string): void {
    this.#state = 'failed';
    void this.#live.tell('player', { item, state: 'failed' });
  }

  found(item: string, { durationMs, title }: { durationMs?: number; title?: string }): void {
    if (durationMs === undefined || durationMs < 1_000 || this.#found.has(item)) return;
    this.#found.add(item);
    const timer = setTimeout(() => {
      const known = this.#live.view?.queue[item];
      if (!known || known.source.kind === 'own' || known.measured >= MEASURED_MAX) return;
      const args = { item, duration_ms: Math.round(durationMs), ...(title && { title }) };
      void this.#live.tell('measured', args);
    }, Math.random() * SCATTERED_MS);
    this.#timers.push(timer);
  }

  drift(drift_ms: number | null, buffer_ms: number, dot: Dot): void {
    const nowMs = performance.now();
    const isLive = this.#live.connection.is === 'live' && this.#live.view;
    if (!isLive || drift_ms === null || nowMs - this.#reportedMs < REPORT_EVERY_MS) return;
    this.#reportedMs = nowMs;
    void this.#live.session.say('report', {
      rtt_ms: this.#live.rttMs(),
      drift_ms: Math.round(drift_ms),
      buffer_ms: Math.round(buffer_ms),
      player: dot === 'drifting' ? 'drifting' : this.#state,
    });
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

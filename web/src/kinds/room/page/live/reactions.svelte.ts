/** Reactions: what floats over the picture, and where in the video people reacted. */
import { readHeat } from '../api/lines';
import type { Live } from './live.svelte';

export type Floating = { id: number; emoji: string; name: string; x: number; sway: number };

const SHOWN_MS = 4_200;
/** More would hide the picture. */
const SHOWN_MAX = 40;
/** A part of the strip. */
export const HEAT_MS = 5_000;
const HEAT_EVERY_MS = 30_000;

export class Reactions {
  floating = $state.raw<Floating[]>([]);
  /** How many, for each five seconds of the item. */
  heat = $state.raw<number[]>([]);
  readonly #live: Live;
  readonly #where: () => number | null;
  #item: string | null = null;
  #count = 0;
  #readMs = Number.NEGATIVE_INFINITY;

  constructor(live: Live, where: () => number | null) {
    this.#live = live;
    this.#where = where;
    live.session.onSaid((said) => {
      if (said.name !== 'reaction') return;
      for (const { seat, emoji, media_ms } of said.body.all) {
        // One's own was shown at once.
        if (seat === live.seat) continue;
        this.#float(emoji, live.nameOf(seat));
        this.#warm(media_ms ?? where());
      }
    });
  }

  async react(emoji: string): Promise<void> {
    const media_ms = this.#where();
    this.#float(emoji, this.#live.me?.name ?? '');
    this.#warm(media_ms);
    const answer = await this.#live.session.say('reaction', {
      emoji,
      ...(media_ms !== null && { media_ms: Math.round(media_ms) }),
    });
    if (!answer.ok) this.#live.refused(answer);
  }

  /** What is on the screens: its heat is read when it is another one, and now and then. */
  async follow(item: string | null): Promise<void> {
    const nowMs = performance.now();
    if (item === this.#item && nowMs - this.#readMs < HEAT_EVERY_MS) return;
    if (item !== this.#item) this.heat = [];
    this.#item = item;
    this.#readMs = nowMs;
    if (item === null) return;
    try {
      const heat = await readHeat(this.#live.session_id, this.#live.token, item);
      if (this.#item === item) this.heat = heat;
    } catch {
      // The strip is an extra: without it the bar is as good.
    }
  }

  #float(emoji: string, name: string): void {
    this.#count += 1;
    const one = {
      id: this.#count,
      emoji,
      name,
      x: 4 + Math.random() * 22,
      sway: Math.random() * 2 - 1,
    };
    this.floating = [...this.floating, one].slice(-SHOWN_MAX);
    setTimeout(() => {
      this.floating = this.floating.filter(({ id }) => id !== one.id);
    }, SHOWN_MS);
  }

  #warm(media_ms: number | null): void {
    if (media_ms === null) return;
    const at = Math.floor(media_ms / HEAT_MS);
    const next = [...this.heat];
    while (next.length <= at) next.push(0);
    next[at] = (next[at] ?? 0) + 1;
    this.heat = next;
  }
}

/** What people do with the picture, for all. */
import type { RoomItem } from '@downbeat/client';
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { t } from '../texts';
import type { Live } from './live.svelte';
import type { Screen } from './screen.svelte';

/** Several presses in a row add up: what was asked for last counts so long. */
const ADDS_UP_MS = 1_200;
const SEEKS_AFTER_MS = 160;
const UNDO_MS = 30_000;

export class Moves {
  /** Where it is about to go, while somebody still presses. */
  goesTo = $state<number | null>(null);
  /** Until when the last place may be taken back, by the server's clock. */
  undoUntil = $state(0);
  readonly #live: Live;
  readonly #screen: Screen;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #clear: ReturnType<typeof setTimeout> | undefined;

  constructor(live: Live, screen: Screen) {
    this.#live = live;
    this.#screen = screen;
  }

  end(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#clear);
  }

  get isPlaying(): boolean {
    return this.#live.view?.playback.playing ?? false;
  }

  /** A countdown is ended by playing at once. */
  get isCounting(): boolean {
    return this.#live.view?.status === 'counting';
  }

  toggle(): void {
    if (!this.#live.current) return;
    if (!this.#may('play')) return;
    const isPlaying = this.isPlaying && !this.isCounting;
    void (isPlaying ? this.#live.ask('pause', {}) : this.#live.ask('play', {}));
  }

  by(ms: number): void {
    const from = this.goesTo ?? this.#screen.whereMs();
    if (from !== null) this.to(from + ms);
  }

  /** One picture on or back, while it stands. */
  picture(ms: number): void {
    if (!this.isPlaying) this.by(ms);
  }

  to(ms: number): void {
    const item = this.#live.current;
    if (!item || !this.#may('seek')) return;
    this.goesTo = Math.round(Math.min(Math.max(0, ms), endOf(item)));
    clearTimeout(this.#timer);
    clearTimeout(this.#clear);
    this.#timer = setTimeout(() => void this.#seek(), SEEKS_AFTER_MS);
  }

  rate(rate: number): void {
    if (this.#may('rate')) void this.#live.ask('rate', { rate });
  }

  next(): void {
    if (this.#may('next')) void this.#noted(this.#live.ask('next', {}));
  }

  previous(): void {
    if (this.#may('next')) void this.#noted(this.#live.ask('previous', {}));
  }

  jump(item: string): void {
    if (this.#may('next')) void this.#noted(this.#live.ask('jump', { item }));
  }

  remove(item: string): void {
    void this.#noted(this.#live.ask('remove', { item }));
  }

  clear(): void {
    void this.#noted(this.#live.ask('clear', {}));
  }

  async undo(): Promise<void> {
    this.undoUntil = 0;
    await this.#live.ask('undo', {});
  }

  /** The next of the languages that there are, and none after the last. */
  texts(): void {
    const languages = (this.#live.current?.tracks ?? []).map(({ lang }) => lang);
    if (languages.length === 0) {
      toasts.say(t.tracks.none);
      return;
    }
    const { language } = this.#screen.prefs;
    const at = language === null ? -1 : languages.indexOf(language);
    this.#screen.set({ language: languages[at + 1] ?? null });
  }

  async #seek(): Promise<void> {
    if (this.goesTo === null) return;
    await this.#noted(this.#live.ask('seek', { media_ms: this.goesTo }));
    clearTimeout(this.#clear);
    this.#clear = setTimeout(() => {
      this.goesTo = null;
    }, ADDS_UP_MS);
  }

  async #noted(asked: Promise<boolean>): Promise<void> {
    if (await asked) this.undoUntil = this.#live.now() + UNDO_MS;
  }

  #may(right: 'play' | 'seek' | 'rate' | 'next'): boolean {
    if (this.#live.may(right)) return true;
    toasts.say(t.refused.forbidden ?? '', true);
    return false;
  }
}

function endOf({ duration_ms }: RoomItem): number {
  return duration_ms ?? Number.MAX_SAFE_INTEGER;
}

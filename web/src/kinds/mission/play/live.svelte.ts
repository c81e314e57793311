/**
 * A session that somebody looks at on a page of ours: read once for what is one's own
 * there, and then told by its socket.
 */
import { type Kind, socketUrl, type ViewOf, type Watch, watch } from '@downbeat/client';
import { now } from '../../../kit/live/now.svelte';

export type Line = 'opening' | 'live' | 'lost' | 'over';

/** One socket at a time, of whichever session is wanted. */
export class Told<K extends Kind> {
  line = $state<Line>('opening');
  /** By this machine's clock. */
  lost_ms = $state(0);
  #watch: Watch<K> | undefined;
  #session: string | undefined;

  constructor(
    private readonly kind: K,
    private readonly onview: (view: ViewOf<K>) => void,
  ) {}

  /** Goes on with the same socket where it is the same session. */
  follow(session: string | undefined): void {
    if (session === this.#session) return;
    this.end();
    this.#session = session;
    if (session === undefined) return;
    const made = watch({ url: socketUrl({ base: location.href, session }), kind: this.kind });
    this.#watch = made;
    made.onView((view) => {
      now.hear(made.serverNow());
      this.onview(view);
    });
    made.onConnection(({ is }) => {
      if (is === 'lost' && this.line !== 'lost') this.lost_ms = Date.now();
      this.line = is;
    });
  }

  end(): void {
    this.#watch?.close();
    this.#watch = undefined;
    this.#session = undefined;
  }
}

/** The session as it is now, over its socket; and since when it is not known any more. */
import { Watch } from '../../client/socket';
import { now } from '../../live/now.svelte';
import type { View } from '../api/model';

const CLOCK_EVERY_MS = 5_000;
/** Not this person's session, or nobody is signed in any more. */
const NOT_YOURS = 3500;

export type Sign = 'opening' | 'live' | 'lost';

export class SessionLine {
  view = $state.raw<View | null>(null);
  sign = $state<Sign>('opening');
  /** By this machine's clock. */
  lost_ms = $state(0);
  readonly #watch: Watch<View>;
  readonly #clock: ReturnType<typeof setInterval>;

  constructor(session: string, onover: (isSignedOut: boolean) => void) {
    const url = new URL(`/ws/sessions/${session}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#watch = new Watch<View>(
      url.href,
      (view) => {
        this.view = view;
        this.#hearTime();
      },
      (line) => {
        if (line.is === 'over') return onover(line.code === NOT_YOURS);
        if (line.is === 'lost' && this.sign !== 'lost') this.lost_ms = Date.now();
        this.sign = line.is;
      },
    );
    this.#clock = setInterval(() => this.sign === 'live' && this.#hearTime(), CLOCK_EVERY_MS);
  }

  end(): void {
    clearInterval(this.#clock);
    this.#watch.end();
  }

  #hearTime(): void {
    now.hear(this.#watch.serverMs());
  }
}

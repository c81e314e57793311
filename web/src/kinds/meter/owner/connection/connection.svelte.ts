/** The session as it is now, over its socket; and since when it is not known any more. */
import { socketUrl, type Watch, watch } from '@downbeat/client';
import { now } from '../../../../kit/live/now.svelte';
import type { Sign } from '../../../../kit/live/sign';
import type { View } from '../api/model';

const CLOCK_EVERY_MS = 5_000;
/** Not this person's session, or nobody is signed in any more. */
const NOT_YOURS = 3500;

export class MeterConnection {
  view = $state.raw<View | null>(null);
  sign = $state<Sign>('opening');
  /** By this machine's clock. */
  lost_ms = $state(0);
  readonly #watch: Watch<'meter'>;
  readonly #clock: ReturnType<typeof setInterval>;

  constructor(session: string, onover: (isSignedOut: boolean) => void) {
    const url = socketUrl({ base: location.href, session });
    this.#watch = watch({ url, kind: 'meter' });
    this.#watch.onView((view) => {
      this.view = view;
      this.#hearTime();
    });
    this.#watch.onConnection((connection) => {
      if (connection.is === 'over') return onover(connection.code === NOT_YOURS);
      if (connection.is === 'lost') this.lost_ms = connection.since_ms;
      this.sign = connection.is;
    });
    this.#clock = setInterval(() => this.sign === 'live' && this.#hearTime(), CLOCK_EVERY_MS);
  }

  end(): void {
    clearInterval(this.#clock);
    this.#watch.close();
  }

  #hearTime(): void {
    now.hear(this.#watch.serverNow());
  }
}

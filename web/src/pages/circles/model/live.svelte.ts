/**
 * A circle as its socket tells it, while somebody who is signed in looks. Where there is no
 * socket, for whatever reason, the page goes on by asking: `isLive` says which of both it is.
 */
import {
  type CircleSayings,
  type CircleView,
  connectCircle,
  isFinal,
  type Role,
} from '@downbeat/client';
import { now } from '../../../kit/live/now.svelte';

type Session = ReturnType<typeof connectCircle>;

/** Whoever looks at another tab for a moment does not leave. */
const LEAVES_AFTER_MS = 20_000;

export class LiveCircle {
  isLive = $state(false);
  #view = $state.raw<CircleView | null>(null);
  readonly #circle: string;
  readonly #onchanged: () => void;
  #session: Session | null = null;
  /** Closed for good, after the server had let them in. */
  #wasClosed = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** `onchanged`: they are somebody else here than before, or closed out. */
  constructor(circle: string, onchanged: () => void) {
    this.#circle = circle;
    this.#onchanged = onchanged;
  }

  /** As it is; null while nobody tells. */
  get view(): CircleView | null {
    return this.isLive ? this.#view : null;
  }

  /** Somebody looks, until they do not. */
  hold(): () => void {
    clearTimeout(this.#leaving);
    if (!this.#session) this.#open();
    return () => {
      clearTimeout(this.#leaving);
      this.#leaving = setTimeout(() => this.end(), LEAVES_AFTER_MS);
    };
  }

  /** What they may is known anew: where they were closed out they may be let in again. */
  again(): void {
    if (!this.#wasClosed || !this.#session) return;
    this.end();
    this.#open();
  }

  end(): void {
    clearTimeout(this.#leaving);
    this.#session?.close();
    this.#session = null;
    this.#wasClosed = false;
    this.isLive = false;
    this.#view = null;
  }

  /** Whether it was said, and taken. */
  async say<Name extends keyof CircleSayings>(
    name: Name,
    args: CircleSayings[Name],
  ): Promise<boolean> {
    if (!this.#session || !this.isLive) return false;
    return (await this.#session.say(name, args)).ok;
  }

  #open(): void {
    const session = connectCircle(location.href, this.#circle);
    this.#session = session;
    let known: Role | null = null;
    session.onView((view) => {
      now.hear(session.serverNow());
      this.#view = view;
      const wasOther = known !== null && known !== session.role;
      known = session.role;
      if (wasOther) this.#onchanged();
    });
    session.onConnection((connection) => {
      this.isLive = connection.is === 'live';
      if (connection.is !== 'over' || !isFinal(connection.code) || known === null) return;
      this.#wasClosed = true;
      this.#onchanged();
    });
  }
}

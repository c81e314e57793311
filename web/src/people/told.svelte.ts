/**
 * What whoever is signed in is told, by a socket of their own: one a tab, which bell
 * and page share, for as long as one of them wants it.
 */
import { type InboxView, watchInbox } from '@downbeat/client';

type Session = ReturnType<typeof watchInbox>;
type Listener = (view: InboxView) => void;

/** Whoever looks at another tab for a moment is told as before. */
const LEAVES_AFTER_MS = 20_000;

class Told {
  isLive = $state(false);
  #view = $state.raw<InboxView | null>(null);
  readonly #listeners = new Set<Listener>();
  #holders = 0;
  #session: Session | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** As it is; null while nobody tells. */
  get view(): InboxView | null {
    return this.isLive ? this.#view : null;
  }

  /** Somebody wants to be told, until they do not. */
  hold(listener: Listener = () => {}): () => void {
    clearTimeout(this.#leaving);
    // A listener of their own: two may hand in the same.
    const heard: Listener = (view) => listener(view);
    this.#listeners.add(heard);
    this.#holders += 1;
    if (!this.#session || this.#session.connection.is === 'over') this.#open();
    else if (this.view) heard(this.view);
    return () => {
      if (!this.#listeners.delete(heard)) return;
      this.#holders -= 1;
      if (this.#holders > 0) return;
      clearTimeout(this.#leaving);
      this.#leaving = setTimeout(() => this.#end(), LEAVES_AFTER_MS);
    };
  }

  #open(): void {
    const session = watchInbox(location.href);
    this.#session = session;
    session.onView((view) => {
      this.#view = view;
      for (const listener of this.#listeners) listener(view);
    });
    session.onConnection(({ is }) => {
      this.isLive = is === 'live';
    });
  }

  #end(): void {
    this.#session?.close();
    this.#session = null;
    this.isLive = false;
    this.#view = null;
  }
}

export const told = new Told();

/**
 * How many notices somebody has not read, as the bar counts them: told by their socket, and
 * asked for where there is none. What fails is not told: a number beside a bell is worth
 * nobody's attention, and no reason to think that whoever types here is signed out.
 */
import { takeBack } from './shown';
import { told } from './told.svelte';

const EVERY_MS = 60_000;
const ANSWER_MS_MAX = 10_000;
const SAID_MAX = 99;

class Unread {
  count = $state(0);
  /** What was asked for before something newer was known tells nothing. */
  #turn = 0;

  /** Now, with each change, and each minute while nobody tells, until it is told to stop. */
  follow(): () => void {
    const leave = told.hold((view) => {
      this.take(view.unread);
      void takeBack(view);
    });
    const look = () => {
      if (!told.isLive) void this.ask();
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      clearInterval(timer);
      leave();
    };
  }

  /** What the inbox was told, or did. */
  take(count: number): void {
    this.#turn += 1;
    this.count = Math.max(0, count);
  }

  async ask(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const signal = AbortSignal.timeout(ANSWER_MS_MAX);
      const answer = await fetch('/api/v1/me/notices?limit=1', { cache: 'no-store', signal });
      const { unread } = answer.ok ? await answer.json() : {};
      if (turn === this.#turn && typeof unread === 'number') this.count = unread;
    } catch {
      // In a minute it is asked again.
    }
  }
}

export const unread = new Unread();

/** As it fits beside a bell; nothing where there is nothing to say. */
export function inBell(count: number): string {
  if (count > SAID_MAX) return `${SAID_MAX}+`;
  return count > 0 ? `${count}` : '';
}

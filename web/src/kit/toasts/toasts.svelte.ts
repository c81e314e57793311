/** Short words about what was done, or could not be. */
import { asProblem } from '../api/problem';

const SHOWN_MS = 6_000;
const TROUBLE_SHOWN_MS = 15_000;
const TOASTS_MAX = 4;

export type Toast = { id: number; text: string; isTrouble: boolean };

class Toasts {
  #next = 0;
  all = $state.raw<Toast[]>([]);

  say(text: string, isTrouble = false): void {
    const id = this.#next;
    this.#next += 1;
    this.all = [...this.all, { id, text, isTrouble }].slice(-TOASTS_MAX);
    setTimeout(() => this.drop(id), isTrouble ? TROUBLE_SHOWN_MS : SHOWN_MS);
  }

  drop(id: number): void {
    this.all = this.all.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();

/** Does something and says how it went; `undefined` where it did not go. */
export async function attempt<Done>(
  action: () => Promise<Done>,
  said: (done: Done) => string | null,
): Promise<Done | undefined> {
  try {
    const done = await action();
    const text = said(done);
    if (text !== null) toasts.say(text);
    return done;
  } catch (error) {
    toasts.say(asProblem(error).message, true);
    return undefined;
  }
}

/** A list that is read a page at a time, as far as somebody wants it. */
import type { Problem } from '../../../kit/api/problem';
import { inWords, tried } from './words';

type Page<Item> = { items: readonly Item[]; next: string | null };

/** From a cursor on; null is the beginning. */
type ReadPage<Item> = (cursor: string | null, signal: AbortSignal) => Promise<Page<Item>>;

export class Paged<Item> {
  items = $state.raw<readonly Item[]>();
  next = $state<string | null>(null);
  problem = $state.raw<Problem>();
  readonly #page: ReadPage<Item>;
  #stop = new AbortController();

  constructor(page: ReadPage<Item>) {
    this.#page = page;
  }

  /** The first page. What is here stays until that came. */
  async look(): Promise<void> {
    this.leave();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      const found = await this.#page(null, signal);
      if (signal.aborted) return;
      [this.items, this.next, this.problem] = [found.items, found.next, undefined];
    } catch (error) {
      if (!signal.aborted) this.problem = inWords(error);
    }
  }

  /** The same of another question: what is here is no answer to it. */
  async anew(): Promise<void> {
    [this.items, this.problem] = [undefined, undefined];
    await this.look();
  }

  async more(): Promise<void> {
    const { next: cursor } = this;
    const { signal } = this.#stop;
    const page = () =>
      this.#page(cursor, signal).catch((error) => {
        if (!signal.aborted) throw error;
        return undefined;
      });
    const found = await tried(page, () => null);
    // Who pressed twice has it already.
    if (!found || signal.aborted || cursor !== this.next) return;
    this.items = [...(this.items ?? []), ...found.items];
    this.next = found.next;
  }

  /** Nobody waits for an answer any more. */
  leave(): void {
    this.#stop.abort();
  }
}

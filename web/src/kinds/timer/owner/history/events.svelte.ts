/** All that happened in a timer, read page after page; its end is read again while it goes on. */
import { asProblem, type Problem } from '../../../../kit/api/problem';
import { EVENTS_A_PAGE, readEvents } from '../api/history';
import type { Happened } from '../api/model';

const AGAIN_MS = 2_000;
const AT_ONCE_MAX = 2_000;

export class Events {
  items = $state.raw<Happened[]>([]);
  problem = $state.raw<Problem>();
  isRead = $state(false);
  /** There are more than are read at once. */
  hasMore = $state(false);
  readonly #id: string;
  readonly #stop = new AbortController();
  /** Where the last page begins, and what comes before it. */
  #cursor: string | null = null;
  #before: Happened[] = [];
  #most = AT_ONCE_MAX;
  #wake: (() => void) | undefined;

  constructor(id: string) {
    this.#id = id;
    void this.#follow();
  }

  more(): void {
    this.#most += AT_ONCE_MAX;
    this.#wake?.();
  }

  again(): void {
    this.#wake?.();
  }

  end(): void {
    this.#stop.abort();
    this.#wake?.();
  }

  async #follow(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#read();
        this.problem = undefined;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.problem = asProblem(error);
      }
      await this.#rest();
    }
  }

  async #read(): Promise<void> {
    for (;;) {
      const page = await readEvents(this.#id, this.#cursor, this.#stop.signal);
      const items = [...this.#before, ...page.items];
      if (items.length !== this.items.length || !this.isRead) this.items = items;
      this.isRead = true;
      this.hasMore = page.next !== null && items.length >= this.#most;
      if (page.next === null || page.items.length < EVENTS_A_PAGE || this.hasMore) return;
      this.#cursor = page.next;
      this.#before = items;
    }
  }

  async #rest(): Promise<void> {
    await new Promise<void>((done) => {
      // After its end nothing happens any more.
      const isOver = this.items.at(-1)?.name === 'ended';
      const timer = isOver ? undefined : setTimeout(done, AGAIN_MS);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

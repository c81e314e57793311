/** What is said in a circle, as a page shows it: a run of it, paged both ways and kept up. */
import { put } from '../../../kit/api/client';
import { asProblem, type Problem } from '../../../kit/api/problem';
import {
  applied,
  firstSeq,
  hasNewer,
  lastSeq,
  merged,
  NOTHING,
  newFrom,
  replaced,
  type Shown,
} from './log';
import { PAGE, readChanges, readMessage, readMessages, type Where } from './messages';
import type { Message } from './rights';
import { inWords } from './words';

/** Where more is unread than this, reading begins at the first of it. */
const FEW = 40;
const SEEN_AFTER_MS = 800;
const ANSWER_MS_MAX = 10_000;

export class Talk {
  shown = $state.raw<Shown>(NOTHING);
  /** Own ones that a moderator looks at first. */
  held = $state.raw<readonly Message[]>([]);
  /** The message that the address names. */
  target = $state<string | null>(null);
  /** The first that is new since somebody was here. */
  newAt = $state<string | null>(null);
  hasOlder = $state(false);
  isLoading = $state(true);
  isPaging = $state(false);
  problem = $state.raw<Problem>();
  readonly #id: string;
  /** Null for whoever is no member: nobody notes what they read. */
  #read: number | null;
  #seen = 0;
  #noted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of what is read, until somebody goes elsewhere. */
  #stop = new AbortController();

  constructor(id: string, read: number | null) {
    this.#id = id;
    this.#read = read;
    this.#seen = read ?? 0;
  }

  get hasNewer(): boolean {
    return hasNewer(this.shown);
  }

  /** Around a message, else from where somebody left off, else the newest. */
  async open(message: string | null, unread: number): Promise<void> {
    this.leave();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.isLoading = true;
    this.target = message;
    try {
      const seq = message === null ? null : (await readMessage(message, signal)).seq;
      const from = unread > FEW && this.#read !== null ? this.#read + 1 : null;
      const around = seq ?? from;
      await this.#begin(around === null ? {} : { around }, signal);
      if (this.#read !== null) this.newAt = newFrom(this.shown.items, this.#read);
    } catch (error) {
      if (!signal.aborted) this.problem = inWords(error);
    } finally {
      // Else another is on its way.
      if (!signal.aborted) this.isLoading = false;
    }
  }

  /** Nobody waits for what is on its way. */
  leave(): void {
    this.#stop.abort();
  }

  async older(): Promise<void> {
    if (!this.hasOlder) return;
    await this.#page(async (signal) => {
      const came = await readMessages(this.#id, { before: firstSeq(this.shown) }, signal);
      this.shown = { ...this.shown, items: merged(this.shown.items, came.items) };
      this.hasOlder = came.items.length === PAGE;
    });
  }

  async newer(): Promise<void> {
    if (!this.hasNewer) return;
    await this.#page(async (signal) => {
      const came = await readMessages(this.#id, { after: lastSeq(this.shown) }, signal);
      const items = merged(this.shown.items, came.items);
      // Where none came there is none, whatever was counted.
      const head = came.items.length === 0 ? lastSeq(this.shown) : came.head;
      this.shown = { ...this.shown, items, head };
    });
  }

  /** The newest, however far that is from here. */
  async toEnd(): Promise<void> {
    if (this.hasNewer) await this.#page((signal) => this.#begin({}, signal));
  }

  /** What changed meanwhile; whoever missed too much of it reads anew. */
  async keepUp(signal: AbortSignal): Promise<void> {
    // What could not be read at first is not kept up.
    if (this.isLoading || this.problem) return;
    try {
      const changes = await readChanges(this.#id, this.shown.n, signal);
      this.shown = applied(this.shown, changes);
      const told = new Set(changes.items.map(({ message }) => message.id));
      this.held = this.held.filter(({ id }) => !told.has(id));
    } catch (error) {
      if (asProblem(error).status !== 410 || signal.aborted) throw error;
      await this.#begin({}, signal);
    }
  }

  /** What somebody said here just now. */
  async said(message: Message): Promise<void> {
    if (message.state === 'held') this.held = [...this.held, message];
    else if (this.hasNewer) await this.toEnd();
    else {
      await this.keepUp(AbortSignal.timeout(ANSWER_MS_MAX)).catch(() => {});
      // It is said, whatever became of the question what else was.
      const { shown } = this;
      if (message.seq !== lastSeq(shown) + 1) return;
      this.shown = { ...shown, items: merged(shown.items, [message]), head: message.seq };
    }
  }

  take(message: Message): void {
    this.shown = replaced(this.shown, message);
    this.held = this.held
      .map((one) => (one.id === message.id ? message : one))
      .filter(({ state }) => state !== 'removed');
  }

  /** Somebody looks at it. What is read is told once they stop for a moment. */
  see(seq: number): void {
    if (this.#read === null || seq <= this.#seen) return;
    this.#seen = seq;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#note(), SEEN_AFTER_MS);
  }

  /** Somebody looks elsewhere: what comes now is new when they are back. */
  lookAway(): void {
    void this.#note();
    if (this.#read === null) return;
    this.#read = this.#seen;
    this.newAt = null;
  }

  lookBack(): void {
    if (this.#read !== null) this.newAt ??= newFrom(this.shown.items, this.#read);
  }

  async #note(): Promise<void> {
    clearTimeout(this.#timer);
    const seq = this.#seen;
    if (this.#read === null || seq <= this.#noted) return;
    this.#noted = seq;
    try {
      await put('/api/v1/circles/{id}/read', { path: { id: this.#id }, body: { seq } });
    } catch {
      // It is told with the next that is seen.
      this.#noted = 0;
    }
  }

  async #begin(where: Where, signal: AbortSignal): Promise<void> {
    const { items, pinned, held, head, n } = await readMessages(this.#id, where, signal);
    this.shown = { items: merged([], items), pinned, head, n };
    this.held = held;
    const isWhole = where.around === undefined && items.length < PAGE;
    this.hasOlder = !isWhole && firstSeq(this.shown) > 1;
    this.problem = undefined;
  }

  async #page(read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.isPaging) return;
    this.isPaging = true;
    const { signal } = this.#stop;
    try {
      await read(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.isPaging = false;
    }
  }
}

/** What is said in a circle, as a page shows it: a run of it, paged both ways and kept up. */
import type { CircleView } from '@downbeat/client';
import { put } from '../../../kit/api/client';
import { asProblem, type Problem } from '../../../kit/api/problem';
import { Arrivals } from './arrivals';
import {
  applied,
  firstSeq,
  hasNewer,
  lastSeq,
  merged,
  NOTHING,
  newFrom,
  renewed,
  replaced,
  type Shown,
} from './log';
import { PAGE, readChanges, readMessage, readMessages, type Where } from './messages';
import { type Counts, counted, type For, withNews } from './news';
import type { Message } from './rights';
import { inWords } from './words';

/** Above the newest a page keeps no more while somebody reads there; what is older is asked for. */
export const SHOWN_MAX = 500;
/** Where more is unread than this, reading begins at the first of it. */
const FEW = 40;
const SEEN_AFTER_MS = 800;
const ANSWER_MS_MAX = 10_000;
/** Changes that come while others are read are read, too: so often at once, and no more. */
const ROUNDS_MAX = 3;
/** Whoever was away for longer may have blocked somebody elsewhere, or be blocked. */
const AWAY_MS = 20_000;
/** What an answer counted may be older than what was told meanwhile. */
const RECOUNT_AFTER_MS = 1_000;

type Changes = Awaited<ReturnType<typeof readChanges>>;

/** Whose page it is, and how it tells what they read; `false` where it cannot. */
export type Own = {
  me: string | null;
  tell?: (seq: number) => Promise<boolean>;
  /** Whether somebody reads the newest: nothing that they see is above so many. */
  isAtEnd?: () => boolean;
};

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
  /** Something was told of which this page does not have all: it is to be asked for. */
  isBehind = $state(false);
  /** So many came at once that they are counted, and not read out one by one. */
  many = $state(0);
  /** By message, the last change that was about its comments. */
  commented = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** What is here is as it was, and as anybody reads it. */
  isStale = $state(false);
  readonly #id: string;
  readonly #own: Own;
  /** Whose words are shown to whoever reads: nobody blocks or mutes the other. */
  readonly #heard = new Set<string>();
  readonly #arrivals = new Arrivals();
  #told: CircleView | null = null;
  #asking: Promise<void> | null = null;
  /** Null for whoever is no member: nobody notes what they read. */
  #read: number | null;
  #seen = 0;
  #noted = 0;
  #left_ms: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of what is read, until somebody goes elsewhere. */
  #stop = new AbortController();

  constructor(id: string, read: number | null, own: Own = { me: null }) {
    this.#id = id;
    this.#own = own;
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
      this.#hearOf(came.items);
      this.shown = { ...this.shown, items: merged(this.shown.items, came.items) };
      this.hasOlder = came.items.length === PAGE;
    });
  }

  async newer(): Promise<void> {
    if (!this.hasNewer) return;
    await this.#page(async (signal) => {
      const came = await readMessages(this.#id, { after: lastSeq(this.shown) }, signal);
      this.#hearOf(came.items);
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

  /** What was told, as far as it follows on what is here. Null: nobody tells any more. */
  hear(told: CircleView | null): void {
    this.#told = told;
    if (!told || this.isLoading || this.problem) return;
    const reader: For = { me: this.#own.me, heard: this.#heard };
    const { shown, isWhole } = withNews(this.shown, told, reader);
    const fresh = told.news.filter(({ n }) => this.shown.n < n && n <= shown.n);
    const commented = fresh.filter(({ op }) => op === 'commented');
    const ids = new Map(shown.items.map(({ seq, id }) => [seq, id]));
    this.#noteCommented(commented.map(({ n, seq }) => [ids.get(seq), n]));
    this.#release(fresh.map(({ message }) => message?.id));
    this.#show(counted(shown, told.counts));
    this.isBehind = !isWhole;
  }

  /** What changed meanwhile; whoever missed too much of it reads anew. One asks at a time. */
  keepUp(signal: AbortSignal): Promise<void> {
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    // What could not be read at first is not kept up.
    if (this.isLoading || this.problem) return;
    // What is their own is not among what was told.
    if (this.isStale) return this.#begin({}, signal);
    try {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        this.#took(await readChanges(this.#id, this.shown.n, signal));
        if (!this.#told || this.#told.n <= this.shown.n) break;
      }
    } catch (error) {
      if (asProblem(error).status !== 410 || signal.aborted) throw error;
      await this.#begin({}, signal);
    }
    this.isBehind = (this.#told?.n ?? 0) > this.shown.n;
  }

  #took(changes: Changes): void {
    this.#hearOf(changes.items.map(({ message }) => message));
    const commented = changes.items.filter(({ op }) => op === 'commented');
    this.#noteCommented(commented.map(({ n, message }) => [message.id, n]));
    this.#show(counted(applied(this.shown, changes), this.#counts));
    this.#release(changes.items.map(({ message }) => message.id));
  }

  /**
   * Whose words are shown to whoever reads changed, or may have: what is here is read anew, and
   * nobody is taken to be shown who was before. What came or went meanwhile is left as it is.
   */
  async again(): Promise<void> {
    this.#heard.clear();
    if (this.isLoading || this.problem || this.shown.items.length === 0) return;
    const { signal } = this.#stop;
    try {
      const found = await this.#between(firstSeq(this.shown), lastSeq(this.shown), signal);
      this.#heard.clear();
      this.shown = counted(renewed(this.shown, found), this.#counts);
      this.#hearOf([...this.shown.items, ...this.shown.pinned]);
      const talked = found.filter(({ comments }) => comments > 0);
      this.#noteCommented(talked.map(({ id }) => [id, Date.now()]));
    } catch {
      // It is read anew when somebody is back, or comes again.
    }
  }

  async #between(first: number, last: number, signal: AbortSignal): Promise<Message[]> {
    const found: Message[] = [];
    for (let after = first - 1; after < last; after = found.at(-1)?.seq ?? last) {
      const { items, pinned } = await readMessages(this.#id, { after }, signal);
      if (found.length === 0) found.push(...pinned);
      if (items.length === 0) break;
      found.push(...items);
    }
    return found;
  }

  /** What somebody said here just now. */
  async said(message: Message): Promise<void> {
    if (message.state === 'held') this.held = [...this.held, message];
    else if (this.hasNewer) await this.toEnd();
    else {
      // It is said, whatever becomes of the question what else was.
      const { shown } = this;
      const { seq } = message;
      const isNext = seq === lastSeq(shown) + 1;
      if (isNext) this.shown = { ...shown, items: merged(shown.items, [message]), head: seq };
      await this.keepUp(AbortSignal.timeout(ANSWER_MS_MAX)).catch(() => {});
    }
  }

  take(message: Message): void {
    this.shown = replaced(this.shown, message);
    this.held = this.held
      .map((one) => (one.id === message.id ? message : one))
      .filter(({ state }) => state !== 'removed');
    setTimeout(() => this.#show(counted(this.shown, this.#counts)), RECOUNT_AFTER_MS);
  }

  /** Somebody looks at it. What is read is told once they stop for a moment. */
  see(seq: number): void {
    if (this.#read === null || seq <= this.#seen) return;
    this.#seen = seq;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#note(this.#own.tell), SEEN_AFTER_MS);
  }

  /** Somebody looks elsewhere: what comes now is new when they are back. */
  lookAway(): void {
    this.#left_ms ??= Date.now();
    void this.#note();
    if (this.#read === null) return;
    this.#read = this.#seen;
    this.newAt = null;
  }

  lookBack(): void {
    const isLong = this.#left_ms !== null && Date.now() - this.#left_ms > AWAY_MS;
    this.#left_ms = null;
    if (isLong) void this.again();
    if (this.#read !== null) this.newAt ??= newFrom(this.shown.items, this.#read);
  }

  async #note(tell?: Own['tell']): Promise<void> {
    clearTimeout(this.#timer);
    const seq = this.#seen;
    if (this.#read === null || seq <= this.#noted) return;
    this.#noted = seq;
    if (await tell?.(seq)) return;
    try {
      await put('/api/v1/circles/{id}/read', { path: { id: this.#id }, body: { seq } });
    } catch {
      // It is told with the next that is seen.
      this.#noted = 0;
    }
  }

  async #begin(where: Where, signal: AbortSignal): Promise<void> {
    const told = await readMessages(this.#id, where, signal);
    const { items, pinned, held, head, n } = told;
    this.isStale = told.stale;
    this.#hearOf([...items, ...pinned]);
    this.shown = counted({ items: merged([], items), pinned, head, n }, this.#counts);
    this.held = held;
    const isWhole = where.around === undefined && items.length < PAGE;
    this.hasOlder = !isWhole && firstSeq(this.shown) > 1;
    this.problem = undefined;
  }

  get #counts(): Counts {
    return this.#told?.counts ?? {};
  }

  /** A moderator looked at it. */
  #release(ids: readonly (string | undefined)[]): void {
    if (this.held.length === 0) return;
    const told = new Set(ids);
    this.held = this.held.filter(({ id }) => !told.has(id));
  }

  #show(shown: Shown): void {
    // What is the same is not painted again.
    if (shown === this.shown) return;
    const come = shown.items.length - this.shown.items.length;
    if (come > 0) this.many = this.#arrivals.came(come);
    this.shown = shown;
    if (come > 0 && this.#own.isAtEnd?.()) this.#trim();
  }

  /** A page that is open all day does not grow all day. */
  #trim(): void {
    const { items } = this.shown;
    // What is read for above follows on what is here.
    if (this.isPaging || items.length <= SHOWN_MAX) return;
    this.shown = { ...this.shown, items: items.slice(-SHOWN_MAX) };
    this.hasOlder = true;
    const ids = new Set([...this.shown.items, ...this.shown.pinned].map(({ id }) => id));
    this.commented = new Map([...this.commented].filter(([id]) => ids.has(id)));
  }

  #hearOf(messages: readonly Message[]): void {
    for (const { author, veiled } of messages) if (author && !veiled) this.#heard.add(author.id);
  }

  #noteCommented(noted: readonly (readonly [string | undefined, number])[]): void {
    if (noted.length === 0) return;
    const next = new Map(this.commented);
    for (const [id, n] of noted) if (id !== undefined) next.set(id, n);
    this.commented = next;
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

/**
 * Keeps a text while it is typed: here at once, on the server after a pause, and here
 * until the server says that Postgres has it. Plain: the page gives it a clock, a place
 * and a line.
 */

import { uuid7 } from '../words/uuid';
import type { Kept } from './keep';

/** How far the newest text has come: here, on the server, for good; or nowhere but in this tab. */
export type Stage = 'nothing' | 'tab' | 'here' | 'server' | 'good';

export type Answer =
  | ({ is: 'taken' } & Taken)
  | { is: 'conflict'; yours: { id: string; rev: string }; theirs: { rev: string; at_ms: number } }
  /** Nobody is signed in, the server is not there, or it has no room. */
  | { is: 'refused'; why: Trouble };

/** With an id: as that draft, for its own ended meanwhile. */
export type Taken = { id?: string; rev: string; durable: string | null };

/** `off`: this installation keeps no drafts, and the device alone has them. */
export type Trouble = 'offline' | 'signed_out' | 'full' | 'too_large' | 'off' | 'failed';

/** What sending the same once more does not mend. */
const LASTING: ReadonlySet<Trouble> = new Set(['too_large', 'signed_out', 'off']);

export type Met<Content> = {
  content: Content;
  /** Which of what was typed is kept as `yours`. */
  seq: number;
  yours: { id: string; rev: string };
  theirs: { rev: string; at_ms: number };
};

export type Ways<Content> = {
  keep: (kept: Kept<Content>) => Promise<boolean>;
  forget: (editor: string) => Promise<void>;
  send: (kept: Kept<Content>) => Promise<Answer>;
  /** Something that is seen changed. */
  changed: () => void;
  now_ms: () => number;
  later: (then: () => void, wait_ms: number) => () => void;
};

const KEEP_AFTER_MS = 60;
const SEND_AFTER_MS = 800;
const SEND_EACH_MS = 3_000;
/** A draft is in Postgres after 30 s; then it is asked once more. */
const ASK_AFTER_MS = 36_000;
const AGAIN_AFTER_MS = 5_000;

export class Saver<Content> {
  stage: Stage = 'nothing';
  trouble: Trouble | null = null;
  met: Met<Content> | null = null;
  /** The browser keeps nothing on this device. */
  isNowhere = false;
  readonly kept: Kept<Content>;
  readonly #ways: Ways<Content>;
  #keptSeq = 0;
  #isSending = false;
  #firstUnsent_ms: number | null = null;
  #rev: string | null = null;
  #timers: { keep?: (() => void) | undefined; send?: (() => void) | undefined } = {};
  #isOver = false;
  #waiting: (() => void)[] = [];

  constructor(kept: Kept<Content>, ways: Ways<Content>) {
    this.kept = kept;
    this.#ways = ways;
    this.#keptSeq = kept.sent;
    if (kept.seq > kept.sent) {
      this.stage = 'here';
      this.#sendIn(0);
    } else if (kept.base !== null) {
      this.#rev = kept.base;
      this.stage = kept.durable === kept.base ? 'good' : 'server';
      if (this.stage === 'server') this.#sendIn(ASK_AFTER_MS);
    }
  }

  /** The rev of what the server has, if that is the newest. */
  get rev(): string | null {
    return this.kept.sent === this.kept.seq ? this.#rev : null;
  }

  get isSending(): boolean {
    return this.#isSending;
  }

  get isUnsent(): boolean {
    return this.kept.seq > this.kept.sent;
  }

  typed(content: Content): void {
    this.kept.content = content;
    this.kept.seq += 1;
    this.kept.at_ms = this.#ways.now_ms();
    this.stage = 'tab';
    this.#firstUnsent_ms ??= this.kept.at_ms;
    this.#timers.keep ??= this.#ways.later(() => void this.#keepNow(), KEEP_AFTER_MS);
    const longest_ms = this.#firstUnsent_ms + SEND_EACH_MS - this.kept.at_ms;
    this.#sendIn(Math.max(0, Math.min(SEND_AFTER_MS, longest_ms)));
    this.#ways.changed();
  }

  /** At once: the page is left, or the text is saved. Answers once it was tried. */
  async now(): Promise<void> {
    await this.#keepNow();
    await this.#settled();
    if (this.isUnsent) await this.#send();
  }

  /** Sends once more what the server took, which it may have lost; whether it has it now. */
  async ask(): Promise<boolean> {
    await this.#settled();
    await this.#send();
    return this.trouble === null && this.met === null;
  }

  /** Somebody came back, or is signed in again. */
  again(): void {
    if (this.isUnsent || this.stage === 'server') this.#sendIn(0);
  }

  /** It is saved, or thrown away: nothing of it is kept or sent any more. */
  async end(): Promise<void> {
    this.stop();
    await this.#ways.forget(this.kept.editor);
  }

  stop(): void {
    this.#isOver = true;
    this.#timers.keep?.();
    this.#timers.send?.();
  }

  /** Both stay: goes on as the draft that the server made of it. */
  async apart(): Promise<void> {
    const { met } = this;
    if (!met || this.#isOver) return;
    this.met = null;
    await this.#took(met.seq, { ...met.yours, durable: null });
    this.#ways.changed();
  }

  /** Goes on over what stands there, once the reader chose to. */
  over(rev: string): void {
    this.met = null;
    this.kept.base = rev;
    const { editor } = this.kept;
    this.kept.editor = uuid7();
    this.kept.seq += 1;
    // It is here under the one or the other all the time.
    void this.#keepNow().then(() => this.#ways.forget(editor));
    this.#firstUnsent_ms = this.#ways.now_ms();
    this.#sendIn(0);
    this.#ways.changed();
  }

  async #settled(): Promise<void> {
    if (this.#isSending) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async #keepNow(): Promise<void> {
    this.#timers.keep?.();
    this.#timers.keep = undefined;
    const { seq } = this.kept;
    if (this.#isOver || this.#keptSeq === seq) return;
    const isHere = await this.#ways.keep({ ...this.kept });
    this.isNowhere = !isHere;
    if (!isHere) return this.#ways.changed();
    this.#keptSeq = seq;
    if (this.stage === 'tab' && this.kept.seq === seq) this.stage = 'here';
    this.#ways.changed();
  }

  #sendIn(wait_ms: number): void {
    if (this.#isOver) return;
    this.#timers.send?.();
    this.#timers.send = this.#ways.later(() => void this.#send(), wait_ms);
  }

  async #send(): Promise<void> {
    this.#timers.send?.();
    this.#timers.send = undefined;
    // One is on its way: the newest goes when it is answered.
    if (this.#isSending || this.#isOver || this.met) return;
    this.#isSending = true;
    this.#firstUnsent_ms = null;
    const sent = { ...this.kept };
    const answer = await this.#ways.send(sent);
    this.#isSending = false;
    if (!this.#isOver) await this.#answered(sent, answer);
    for (const done of this.#waiting.splice(0)) done();
  }

  async #answered(sent: Kept<Content>, answer: Answer): Promise<void> {
    if (answer.is === 'refused') {
      this.trouble = answer.why;
      if (!LASTING.has(answer.why)) this.#sendIn(AGAIN_AFTER_MS);
    } else if (answer.is === 'conflict') {
      this.trouble = null;
      const { yours, theirs } = answer;
      this.met = { content: sent.content, seq: sent.seq, yours, theirs };
    } else await this.#took(sent.seq, answer);
    this.#ways.changed();
  }

  async #took(seq: number, { id, rev, durable }: Taken): Promise<void> {
    this.trouble = null;
    this.#rev = rev;
    const isElsewhere = id !== undefined && id !== this.kept.id;
    Object.assign(this.kept, { id: id ?? this.kept.id, base: rev, durable, sent: seq });
    const isNewest = seq === this.kept.seq;
    if (isNewest && durable === rev) {
      this.stage = 'good';
      return this.#ways.forget(this.kept.editor);
    }
    if (isNewest) this.stage = 'server';
    this.#sendIn(isNewest ? ASK_AFTER_MS : 0);
    // In the place of what was kept of it: at no time is it in neither draft.
    if (isNewest || isElsewhere) await this.#ways.keep({ ...this.kept });
  }
}

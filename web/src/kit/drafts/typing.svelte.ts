/**
 * A text that is typed, wherever that is: kept as a draft here and on the server, there
 * again after a reload, and over once it is saved as what it is a draft of.
 */
import { remove } from '../api/client';
import { asProblem } from '../api/problem';
import { read } from '../api/read';
import { uuid7 } from '../words/uuid';
import { Elsewhere } from './elsewhere.svelte';
import { type Hold, holdEditor } from './hold';
import { forget, forgetDraft, type Kept, keep, keptOf, type Of } from './keep';
import { isGone, send } from './line';
import { isOver } from './over';
import { type Met, Saver, type Stage, type Trouble } from './saver';

/** What is known of a text that may go on in another editor. */
export type Going = Pick<Typing<unknown>, 'elsewhere' | 'met' | 'stage' | 'takeNewer'>;

/** A text that a component shows beside another, or keeps for as long as it is there. */
export type Shown = Pick<
  Typing<{ text: string }>,
  | 'again'
  | 'close'
  | 'content'
  | 'elsewhere'
  | 'flush'
  | 'keepBoth'
  | 'keepMine'
  | 'keepTheirs'
  | 'met'
  | 'resume'
  | 'stage'
  | 'takeNewer'
  | 'theirs'
>;

/** What is typed, as far as it has to be known here. */
export type Shape<Content> = {
  isBlank: (content: Content) => boolean;
  /** A draft of another release, or of nobody's, has whatever it has. */
  read: (given: unknown) => Content;
};

/** What is opened: which draft, if one is meant, and what stands there without any. */
export type Opened<Content> = {
  of: Of;
  first: Content;
  draft?: string | null;
  /** Drafts of what else may be gone on with here. */
  also?: Of['what'];
};

export class Typing<Content> {
  content = $state() as Content;
  stage = $state<Stage>('nothing');
  trouble = $state<Trouble | null>(null);
  met = $state.raw<Met<Content> | null>(null);
  isNowhere = $state(false);
  /** Whether another editor has a newer text of it. */
  readonly elsewhere = new Elsewhere(() => this.#asSent());
  #saver: Saver<Content> | null = null;
  #hold: Hold | null = null;
  #opened: Opened<Content>;
  /** Of what is asked for another text to be opened. */
  #opening = new AbortController();
  readonly #user: string;
  readonly #shape: Shape<Content>;

  constructor(user: string, shape: Shape<Content>, opened: Opened<Content>) {
    this.#user = user;
    this.#shape = shape;
    this.#opened = opened;
    this.content = opened.first;
  }

  get id(): string | null {
    return this.#saver?.kept.id ?? null;
  }

  /** What it is written in, as the draft that is open says. */
  get of(): Of {
    return this.#saver?.kept.of ?? this.#opened.of;
  }

  get isBlank(): boolean {
    return this.#shape.isBlank(this.content);
  }

  get isUnsent(): boolean {
    return this.#saver?.isUnsent ?? false;
  }

  /** Whether there is anything of it that is not saved. */
  get isDraft(): boolean {
    // The stage first: it tells pages of a change, and who keeps the text does not.
    return this.stage !== 'nothing' && this.#saver !== null;
  }

  /** What was left here, or on the server; else what stands there. `then` it is this one. */
  async begin(opened: Opened<Content>, then = () => {}): Promise<void> {
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    await this.close();
    if (signal.aborted) return;
    then();
    this.#opened = opened;
    this.content = opened.first;
    await this.#resume(signal);
  }

  /** The same for whoever may type already: what they do is what is open, then. */
  async resume(): Promise<void> {
    await this.#resume(this.#opening.signal);
  }

  /** Something was typed. */
  typed(): void {
    if (this.#saver === null) {
      if (this.isBlank && this.#shape.isBlank(this.#opened.first)) return;
      const kept = this.#fresh();
      this.#start(kept);
      void holdEditor(kept.editor).then((hold) => {
        this.#hold = hold;
      });
    }
    this.#saver?.typed($state.snapshot(this.content) as Content);
  }

  /** It is a draft of something else from now on: what is typed says so. */
  turn(of: Of): void {
    this.#opened = { ...this.#opened, of };
    if (this.#saver) this.#saver.kept.of = of;
  }

  /**
   * How whatever saves it names the draft, which ends with that: as the server last took it,
   * since what was typed later is saved all the same. Null of one that it never had.
   */
  async named(): Promise<{ id: string; rev: string } | null> {
    await this.#saver?.now();
    const { id } = this;
    const rev = this.#saver?.rev ?? this.#saver?.kept.base ?? null;
    // Where no drafts are kept any more there is none to end.
    return id && rev && this.trouble !== 'off' ? { id, rev } : null;
  }

  /** It is saved: nothing of it is a draft any more. `next` stands there from now on. */
  async over(next: Content): Promise<void> {
    await this.#forget();
    this.#opened = { ...this.#opened, first: next };
    this.content = next;
  }

  async discard(): Promise<void> {
    const named = await this.named();
    // First where it would come back from: whoever then leaves at once has discarded it.
    if (named) await this.#throwAway(named);
    await this.#forget();
    this.content = this.#opened.first;
  }

  /** Whoever is online, or signed in again. */
  again(): void {
    this.#saver?.again();
  }

  async flush(): Promise<void> {
    await this.#saver?.now();
  }

  /** What stands there, to be looked at beside this. What ended since then is no choice. */
  async theirs(): Promise<Content> {
    const saver = this.#saver;
    try {
      const shown = await read('/api/v1/drafts/{id}', { path: { id: this.id ?? '' } });
      return this.#shape.read(shown.content);
    } catch (error) {
      if (asProblem(error).status === 404) await saver?.apart();
      throw error;
    }
  }

  /** Both stay drafts; this page goes on with its own. */
  async keepBoth(): Promise<void> {
    await this.#saver?.apart();
  }

  async keepMine(): Promise<void> {
    const { met } = this;
    if (!met) return;
    this.#saver?.over(met.theirs.rev);
    await this.#throwAway(met.yours);
  }

  async keepTheirs(): Promise<void> {
    const { met, id: draft } = this;
    if (!met || !draft) return;
    await this.#saver?.end();
    this.#letGo();
    await this.#throwAway(met.yours);
    await this.begin({ ...this.#opened, draft });
  }

  /** What another editor made of it, in the place of what is here and was sent. */
  async takeNewer(): Promise<void> {
    const { id: draft } = this;
    if (!draft || this.isUnsent) return;
    await this.#saver?.end();
    this.#letGo();
    await this.begin({ ...this.#opened, draft });
  }

  async close(): Promise<void> {
    await this.#saver?.now();
    this.#saver?.stop();
    this.#letGo();
  }

  async #forget(): Promise<void> {
    const { id } = this;
    await this.#saver?.end();
    if (id) await forgetDraft(this.#user, id);
    this.#letGo();
  }

  async #throwAway({ id, rev }: { id: string; rev: string }): Promise<void> {
    const headers = { 'If-Match': `"${rev}"` };
    await remove('/api/v1/drafts/{id}', { path: { id }, headers }).catch((error) => {
      // What ended elsewhere is gone already.
      if (asProblem(error).status !== 404) throw error;
    });
  }

  #letGo(): void {
    this.#hold?.free();
    this.#hold = null;
    this.#saver = null;
    this.stage = 'nothing';
    this.trouble = null;
    this.met = null;
    this.isNowhere = false;
    this.elsewhere.look();
  }

  #asSent() {
    const saver = this.#saver;
    return saver && { id: saver.kept.id, base: saver.kept.base, isSending: saver.isSending };
  }

  async #resume(signal: AbortSignal): Promise<void> {
    const { draft = null } = this.#opened;
    for (const kept of await keptOf(this.#user)) {
      if (draft ? kept.id !== draft : !this.#fits(kept.of)) continue;
      const hold = await holdEditor(kept.editor);
      // Another tab has it open: here it goes on as an editor of its own.
      if (!hold) continue;
      const known = { ...kept, content: this.#shape.read(kept.content) };
      if (!this.#take(known, hold, signal) || !(await this.#ended(signal))) return;
    }
    const known = await this.#onServer(draft, signal);
    if (known) this.#take(known, await holdEditor(known.editor), signal);
  }

  #fits({ what, in: inside }: Of): boolean {
    const { of, also } = this.#opened;
    return what === of.what ? inside === of.in : what === also;
  }

  /** Unless another is opened meanwhile, or somebody typed: that is what is open, then. */
  #take(kept: Kept<Content>, hold: Hold | null, signal: AbortSignal): boolean {
    const isFree = !signal.aborted && this.#saver === null;
    if (isFree) {
      this.#hold = hold;
      this.content = kept.content;
      this.#start(kept);
    } else hold?.free();
    return isFree;
  }

  /** Whether what was begun had ended elsewhere: then it is not open any more. */
  async #ended(signal: AbortSignal): Promise<boolean> {
    const saver = this.#saver;
    const gone = (draft: string) => isGone(draft, signal);
    if (!saver || !(await isOver(saver, gone, Date.now())) || this.#saver !== saver) return false;
    const ending = saver.end();
    // At once: what is typed from now on is another text.
    this.#letGo();
    this.content = this.#opened.first;
    await ending;
    return !signal.aborted;
  }

  #start(kept: Kept<Content>): void {
    const saver = new Saver<Content>(kept, {
      keep,
      forget,
      send,
      changed: () => this.#look(),
      now_ms: Date.now,
      later: (then, wait_ms) => {
        const timer = setTimeout(then, wait_ms);
        return () => clearTimeout(timer);
      },
    });
    this.#saver = saver;
    this.#look();
  }

  #look(): void {
    this.stage = this.#saver?.stage ?? 'nothing';
    this.trouble = this.#saver?.trouble ?? null;
    this.met = this.#saver?.met ?? null;
    this.isNowhere = this.#saver?.isNowhere ?? false;
    this.elsewhere.look();
  }

  #fresh(): Kept<Content> {
    return {
      id: uuid7(),
      user: this.#user,
      editor: uuid7(),
      seq: 0,
      sent: 0,
      base: null,
      durable: null,
      of: this.#opened.of,
      content: $state.snapshot(this.content) as Content,
      at_ms: Date.now(),
    };
  }

  /** The server's own draft of it, in the hands of a new editor. */
  async #onServer(draft: string | null, signal: AbortSignal): Promise<Kept<Content> | null> {
    try {
      const { items } = await read('/api/v1/drafts', {}, signal);
      const own = ({ id, of }: (typeof items)[number]) =>
        draft ? id === draft : this.#fits({ what: of.what, in: of.in ?? null });
      // Entries have a list, where copies are found; any other text is found here alone.
      const known =
        items.find((item) => own(item) && (draft !== null || item.copy_of === null)) ??
        (this.#opened.of.what === 'entry' ? undefined : items.find(own));
      if (!known) return null;
      const { id, rev, durable } = known;
      const content = this.#shape.read(known.content);
      const of = { what: known.of.what, in: known.of.in ?? null };
      return { ...this.#fresh(), id, base: rev, durable, content, of };
    } catch {
      // It is told when something is typed.
      return null;
    }
  }
}

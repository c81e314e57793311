/** The text that is open: typed here, kept as a draft, and saved as an entry. */
import { post, put, remove } from '../../../kit/api/client';
import { asProblem } from '../../../kit/api/problem';
import { read } from '../../../kit/api/read';
import {
  blank,
  bodyOf,
  type Content,
  contentOf,
  type Entry,
  isBlank,
  readContent,
} from './content';
import { Elsewhere } from './elsewhere.svelte';
import { forget, forgetDraft, type Kept, keep, keptOf } from './keep';
import { isGone, send } from './line';
import { isOver } from './over';
import { type Met, Saver, type Stage, type Trouble } from './saver';
import { uuid7 } from './uuid';

/** What holds an editor's name for this tab alone, until it is let go. */
type Hold = { name: string; free: () => void };

export class Editing {
  content = $state<Content>(blank());
  entry = $state.raw<Entry | null>(null);
  stage = $state<Stage>('nothing');
  trouble = $state<Trouble | null>(null);
  met = $state.raw<Met | null>(null);
  isNowhere = $state(false);
  isSaving = $state(false);
  /** Whether another editor has a newer text of it. */
  readonly elsewhere = new Elsewhere(() => this.#asSent());
  #saver: Saver | null = null;
  #hold: Hold | null = null;
  /** Of what is asked for another text to be opened. */
  #opening = new AbortController();
  readonly #user: string;

  constructor(user: string) {
    this.#user = user;
  }

  get id(): string | null {
    return this.#saver?.kept.id ?? null;
  }

  get isBlank(): boolean {
    return isBlank(this.content);
  }

  get isUnsent(): boolean {
    return this.#saver?.isUnsent ?? false;
  }

  /** Whether there is anything of it that is not in the entry. */
  get isDraft(): boolean {
    // The stage first: it tells pages of a change, and who keeps the text does not.
    return this.stage !== 'nothing' && this.#saver !== null;
  }

  /** What was left here, or on the server; else a new text, or the entry as it stands. */
  async open(entry: Entry | null, draft: string | null = null): Promise<void> {
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    await this.close();
    if (signal.aborted) return;
    this.entry = entry;
    this.content = this.#unwritten();
    const inside = entry?.id ?? null;
    for (const kept of await keptOf(this.#user)) {
      if (draft ? kept.id !== draft : kept.inside !== inside) continue;
      const hold = await holdEditor(kept.editor);
      // Another tab has it open: here it goes on as an editor of its own.
      if (!hold) continue;
      if (!this.#begin(kept, hold, signal) || !(await this.#ended(signal))) return;
    }
    const known = await this.#onServer(inside, draft, signal);
    if (known) this.#begin(known, await holdEditor(known.editor), signal);
  }

  /** Something was typed. */
  typed(): void {
    if (this.#saver === null) {
      if (this.isBlank && this.entry === null) return;
      const kept = this.#fresh();
      this.#start(kept);
      void holdEditor(kept.editor).then((hold) => {
        this.#hold = hold;
      });
    }
    this.#saver?.typed($state.snapshot(this.content));
  }

  /** Saves it as an entry; the draft ends with that. */
  async save(day: string | null): Promise<Entry> {
    this.isSaving = true;
    try {
      await this.#saver?.now();
      const { id, rev } = { id: this.id, rev: this.#saver?.rev ?? null };
      const draft = id && rev ? { id, rev } : null;
      const body = { ...bodyOf(this.content), draft };
      const saved = this.entry
        ? await put('/api/v1/journal/entries/{id}', {
            path: { id: this.entry.id },
            headers: { 'If-Match': `"${this.entry.version}"` },
            body: { ...body, id: null, day: null },
          })
        : await post('/api/v1/journal/entries', { body: { ...body, id: id ?? uuid7(), day } });
      await this.#saver?.end();
      if (id) await forgetDraft(this.#user, id);
      this.#letGo();
      this.entry = saved;
      this.content = contentOf(saved);
      return saved;
    } finally {
      this.isSaving = false;
    }
  }

  async discard(): Promise<void> {
    await this.#saver?.now();
    const { id } = this;
    const rev = this.#saver?.rev;
    // First where it would come back from: whoever then leaves at once has discarded it.
    if (id && rev) await this.#throwAway({ id, rev });
    await this.#saver?.end();
    if (id) await forgetDraft(this.#user, id);
    this.#letGo();
    this.content = this.#unwritten();
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
      return readContent(shown.content);
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
    const { met } = this;
    const draft = this.id;
    if (!met || !draft) return;
    const entry = this.entry;
    await this.#saver?.end();
    this.#letGo();
    await this.#throwAway(met.yours);
    await this.open(entry, draft);
  }

  /** What another editor made of it, in the place of what is here and was sent. */
  async takeNewer(): Promise<void> {
    const [draft, entry] = [this.id, this.entry];
    if (!draft || this.isUnsent) return;
    await this.#saver?.end();
    this.#letGo();
    await this.open(entry, draft);
  }

  async close(): Promise<void> {
    await this.#saver?.now();
    this.#saver?.stop();
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

  /** Unless another is opened meanwhile, or somebody typed: that is what is open, then. */
  #begin(kept: Kept, hold: Hold | null, signal: AbortSignal): boolean {
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
    this.content = this.#unwritten();
    await ending;
    return !signal.aborted;
  }

  /** What stands where nothing was written yet. */
  #unwritten(): Content {
    return this.entry ? contentOf(this.entry) : blank();
  }

  #start(kept: Kept): void {
    const saver = new Saver(kept, {
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

  #fresh(): Kept {
    return {
      id: uuid7(),
      user: this.#user,
      editor: uuid7(),
      seq: 0,
      sent: 0,
      base: null,
      durable: null,
      inside: this.entry?.id ?? null,
      version: this.entry?.version ?? null,
      content: $state.snapshot(this.content),
      at_ms: Date.now(),
    };
  }

  /** The server's own draft of it, in the hands of a new editor. */
  async #onServer(
    inside: string | null,
    draft: string | null,
    signal: AbortSignal,
  ): Promise<Kept | null> {
    try {
      const { items } = await read('/api/v1/drafts', {}, signal);
      const known = items.find((item) =>
        draft ? item.id === draft : item.of.in === inside && item.copy_of === null,
      );
      if (known?.of.what !== 'entry') return null;
      const { id, rev, durable } = known;
      const content = readContent(known.content);
      return { ...this.#fresh(), id, base: rev, durable, content, inside: known.of.in ?? null };
    } catch {
      // It is told when something is typed.
      return null;
    }
  }
}

/** An editor is one tab's; `null` if another has it. */
async function holdEditor(editor: string): Promise<Hold | null> {
  const name = `journal-editor-${editor}`;
  if (!navigator.locks) return { name, free: () => {} };
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(null);
        return undefined;
      }
      return new Promise<void>((free) => resolve({ name, free }));
    });
  });
}

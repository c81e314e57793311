/** The text that is open: typed here, kept as a draft, and saved as an entry. */
import { post, put } from '../../../kit/api/client';
import type { Of } from '../../../kit/drafts/keep';
import { type Opened, Typing } from '../../../kit/drafts/typing.svelte';
import { uuid7 } from '../../../kit/words/uuid';
import {
  blank,
  bodyOf,
  type Content,
  contentOf,
  type Entry,
  isBlank,
  readContent,
} from './content';

const NEW: Of = { what: 'entry', in: null };

function opened(entry: Entry | null, draft: string | null): Opened<Content> {
  if (entry) return { of: { what: 'entry', in: entry.id }, first: contentOf(entry), draft };
  return { of: NEW, first: blank(), draft, also: 'answer' };
}

export class Editing extends Typing<Content> {
  entry = $state.raw<Entry | null>(null);
  isSaving = $state(false);

  constructor(user: string) {
    super(user, { isBlank, read: readContent }, opened(null, null));
  }

  /** What was left here, or on the server; else a new text, or the entry as it stands. */
  async open(entry: Entry | null, draft: string | null = null): Promise<void> {
    await this.begin(opened(entry, draft), () => {
      this.entry = entry;
    });
  }

  /** Answers a prompt. */
  answer({ id, number }: { id: string; number: number }): void {
    this.turn({ what: 'answer', in: id });
    this.content.prompt = number;
    this.typed();
  }

  /** Without the prompt it is an entry as others. */
  dropPrompt(): void {
    if (this.of.what === 'answer') this.turn(NEW);
    this.content.prompt = null;
    this.typed();
  }

  /** Saves it as an entry; the draft ends with that. */
  async save(day: string | null): Promise<Entry> {
    this.isSaving = true;
    try {
      const draft = await this.named();
      const body = { ...bodyOf(this.content), draft };
      const saved = this.entry
        ? await put('/api/v1/journal/entries/{id}', {
            path: { id: this.entry.id },
            headers: { 'If-Match': `"${this.entry.version}"` },
            body: { ...body, id: null, day: null },
          })
        : await post('/api/v1/journal/entries', { body: { ...body, id: this.id ?? uuid7(), day } });
      this.turn({ what: 'entry', in: saved.id });
      await this.over(contentOf(saved));
      this.entry = saved;
      return saved;
    } finally {
      this.isSaving = false;
    }
  }
}

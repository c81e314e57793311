/**
 * What somebody was told of and sees where it happened: it is read, on all their devices.
 * Reactions are seen with their message; answers, and what those were given, once its
 * comments are open.
 */
import type { InboxView } from '@downbeat/client';
import { putAndGo } from '../../../kit/api/client';

type Notice = InboxView['latest'][number];

/** What passes by is not looked at. */
const AFTER_MS = 1_000;

/** Those that are unread, of messages that are in sight or of their comments. */
export function seenOf(
  latest: readonly Notice[],
  messages: ReadonlySet<string>,
  areComments: boolean,
): readonly Notice[] {
  return latest.filter(({ type, about, read }) => {
    if (read || about.message === null || !messages.has(about.message)) return false;
    if (type === 'message_reaction') return about.is_comment === areComments;
    return type === 'message_comment' && areComments;
  });
}

/** Says that what is seen is read, once each time that something came into it. */
export class Sight {
  readonly #seen: () => readonly Notice[];
  readonly #told = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(seen: () => readonly Notice[]) {
    this.#seen = seen;
  }

  look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#note(), AFTER_MS);
  }

  leave(): void {
    clearTimeout(this.#timer);
  }

  async #note(): Promise<void> {
    const fresh = this.#seen().filter(({ id, at_ms }) => this.#told.get(id) !== at_ms);
    if (fresh.length === 0) return;
    for (const { id, at_ms } of fresh) this.#told.set(id, at_ms);
    const ids = fresh.map(({ id }) => id);
    try {
      await putAndGo('/api/v1/me/notices/read', { body: { ids, until_ms: null } });
    } catch {
      // They stay unread, and are seen the next time that somebody looks.
      for (const id of ids) this.#told.delete(id);
    }
  }
}

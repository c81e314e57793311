/**
 * What is typed and not said yet. It is kept in this tab, over failures and a reload,
 * with the key under which it was sent: sent again it is said once. Another text is
 * another message, and has a key of its own.
 */
import { type Attachment, isAttachment } from './attachments';
import type { MessageKind } from './rights';

export type Unsent = {
  readonly kind: MessageKind;
  readonly text: string;
  /** What was sent ahead, and waits at the server for the message. */
  readonly media: readonly Attachment[];
  readonly key: string | null;
};

export const BLANK: Unsent = { kind: 'encouragement', text: '', media: [], key: null };

/** After something was typed, or meant otherwise. */
export function retyped(unsent: Unsent, kind: MessageKind, text: string): Unsent {
  if (kind === unsent.kind && text === unsent.text) return unsent;
  return { ...unsent, kind, text, key: null };
}

/** After a picture came or went, or was described otherwise. */
export function attached(unsent: Unsent, media: readonly Attachment[]): Unsent {
  return { ...unsent, media, key: null };
}

/** Whether there is anything to say. */
export function says(unsent: Unsent): boolean {
  return unsent.text.trim() !== '' || unsent.media.length > 0;
}

/** With the key that it goes under. */
export function keyed(unsent: Unsent, make: () => string): Unsent & { key: string } {
  return { ...unsent, key: unsent.key ?? make() };
}

/** By person, too: the next one in this tab shall not find it. */
const keptAs = (user: string, circle: string) => `circle:${user}:${circle}`;

export function readUnsent(user: string, circle: string): Unsent {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keptAs(user, circle)) ?? 'null');
    return isUnsent(kept) ? { ...kept, media: kept.media ?? [] } : BLANK;
  } catch {
    return BLANK;
  }
}

export function keepUnsent(user: string, circle: string, unsent: Unsent): void {
  try {
    if (unsent.text === '' && unsent.media.length === 0)
      sessionStorage.removeItem(keptAs(user, circle));
    else sessionStorage.setItem(keptAs(user, circle), JSON.stringify(unsent));
  } catch {
    // It stays in its field.
  }
}

/** As an older page kept it, too: without media. */
type KeptUnsent = Omit<Unsent, 'media'> & Partial<Pick<Unsent, 'media'>>;

function isUnsent(kept: unknown): kept is KeptUnsent {
  if (typeof kept !== 'object' || kept === null) return false;
  const { kind, text, key, media } = kept as Record<string, unknown>;
  return (
    (media === undefined || (Array.isArray(media) && media.every(isAttachment))) &&
    typeof kind === 'string' &&
    typeof text === 'string' &&
    (key === null || typeof key === 'string')
  );
}

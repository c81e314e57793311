/**
 * What is typed and not said yet: the draft of a message, a comment or an edit. It has
 * the key under which it was sent: sent again it is said once, after a reload too.
 * Another text is another message, and has a key of its own.
 */
import type { Of } from '../../../kit/drafts/keep';
import { type Shape, Typing } from '../../../kit/drafts/typing.svelte';
import { reader } from '../../../people/reader.svelte';
import { type Attachment, isAttachment } from './attachments';
import type { MessageKind } from './rights';

export type Unsent = {
  readonly kind: MessageKind;
  readonly text: string;
  /** What was sent ahead, and waits at the server for the message. */
  readonly media: readonly Attachment[];
  /** Whether it is said without a name: that comes back with the text, or it would be said with one. */
  readonly anonymous: boolean;
  readonly key: string | null;
};

export const BLANK: Unsent = {
  kind: 'encouragement',
  text: '',
  media: [],
  anonymous: false,
  key: null,
};

/** After something was typed, or meant otherwise. */
export function retyped(unsent: Unsent, kind: MessageKind, text: string): Unsent {
  if (kind === unsent.kind && text === unsent.text) return unsent;
  return { ...unsent, kind, text, key: null };
}

/** After a picture came or went, or was described otherwise. */
export function attached(unsent: Unsent, media: readonly Attachment[]): Unsent {
  return { ...unsent, media, key: null };
}

/** After somebody chose to say it with their name, or without. */
export function unnamed(unsent: Unsent, anonymous: boolean): Unsent {
  return { ...unsent, anonymous, key: null };
}

/** Whether there is anything to say. */
export function says(unsent: Unsent): boolean {
  return unsent.text.trim() !== '' || unsent.media.length > 0;
}

/** With the key that it goes under. */
export function keyed(unsent: Unsent, make: () => string): Unsent & { key: string } {
  return { ...unsent, key: unsent.key ?? make() };
}

/** Of whoever is signed in here. */
export function typing(of: Of, first: Unsent = BLANK): Typing<Unsent> {
  return new Typing(reader.me?.id ?? '', SHAPE, { of, first });
}

const SHAPE: Shape<Unsent> = {
  isBlank: ({ text, media }) => text === '' && media.length === 0,
  read: (given) => {
    const known = (typeof given === 'object' && given !== null ? given : {}) as Partial<Unsent>;
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    return {
      kind: (text(known.kind) as MessageKind | null) ?? BLANK.kind,
      text: text(known.text) ?? '',
      // A draft of an older release has none.
      media: Array.isArray(known.media) ? known.media.filter(isAttachment) : [],
      anonymous: known.anonymous === true,
      key: text(known.key),
    };
  },
};

/**
 * What is typed and not said yet: the draft of a message, a comment or an edit. It has
 * the key under which it was sent: sent again it is said once, after a reload too.
 * Another text is another message, and has a key of its own.
 */
import type { Of } from '../../../kit/drafts/keep';
import { type Shape, Typing } from '../../../kit/drafts/typing.svelte';
import { reader } from '../../../people/reader.svelte';
import type { MessageKind } from './rights';

export type Unsent = {
  readonly kind: MessageKind;
  readonly text: string;
  readonly key: string | null;
};

export const BLANK: Unsent = { kind: 'encouragement', text: '', key: null };

/** After something was typed, or meant otherwise. */
export function retyped(unsent: Unsent, kind: MessageKind, text: string): Unsent {
  if (kind === unsent.kind && text === unsent.text) return unsent;
  return { kind, text, key: null };
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
  isBlank: ({ text }) => text === '',
  read: (given) => {
    const known = (typeof given === 'object' && given !== null ? given : {}) as Partial<Unsent>;
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    return {
      kind: (text(known.kind) as MessageKind | null) ?? BLANK.kind,
      text: text(known.text) ?? '',
      key: text(known.key),
    };
  },
};

/**
 * What is typed and not said yet. It is kept in this tab, over failures and a reload,
 * with the key under which it was sent: sent again it is said once. Another text is
 * another message, and has a key of its own.
 */
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

/** By person, too: the next one in this tab shall not find it. */
const keptAs = (user: string, circle: string) => `circle:${user}:${circle}`;

export function readUnsent(user: string, circle: string): Unsent {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keptAs(user, circle)) ?? 'null');
    return isUnsent(kept) ? kept : BLANK;
  } catch {
    return BLANK;
  }
}

export function keepUnsent(user: string, circle: string, unsent: Unsent): void {
  try {
    if (unsent.text === '') sessionStorage.removeItem(keptAs(user, circle));
    else sessionStorage.setItem(keptAs(user, circle), JSON.stringify(unsent));
  } catch {
    // It stays in its field.
  }
}

function isUnsent(kept: unknown): kept is Unsent {
  if (typeof kept !== 'object' || kept === null) return false;
  const { kind, text, key } = kept as Record<string, unknown>;
  return (
    typeof kind === 'string' &&
    typeof text === 'string' &&
    (key === null || typeof key === 'string')
  );
}

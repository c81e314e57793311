/** Seats that this device has, by the rooms' ids: codes and words for them may change. */
import type { Entered } from '../live/live.svelte';

const KEPT_AS = 'room:';
const CODE_KEPT_AS = 'room-code:';
const NAME_KEPT_AS = 'room-name';
/** `…#seat=<token>`: another device of the same person shares the seat. */
const SHARED = /^#seat=([\w.~-]+)$/;

export function keptSeat(session: string): Entered | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS + session) ?? 'null');
    return isEntered(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepSeat(session: string, entered: Entered | null): void {
  try {
    if (entered === null) localStorage.removeItem(KEPT_AS + session);
    else localStorage.setItem(KEPT_AS + session, JSON.stringify(entered));
  } catch {
    // A browser that keeps nothing asks for a name again.
  }
}

/** Under which code this device came into a room last. */
export function keptCode(session: string): string | null {
  try {
    return localStorage.getItem(CODE_KEPT_AS + session);
  } catch {
    return null;
  }
}

export function keepCode(session: string, code: string): void {
  try {
    localStorage.setItem(CODE_KEPT_AS + session, code);
  } catch {}
}

export function keptName(): string {
  try {
    return localStorage.getItem(NAME_KEPT_AS) ?? '';
  } catch {
    return '';
  }
}

export function keepName(name: string): void {
  try {
    localStorage.setItem(NAME_KEPT_AS, name);
  } catch {}
}

export function sharedToken(fragment: string): string | null {
  return fragment.match(SHARED)?.[1] ?? null;
}

/** As people type it: without what stands between, and in any case. */
export function codeOf(path: string): string | null {
  const found = path.match(/^\/room\/([^/]{1,64})\/?$/)?.[1];
  return found === undefined ? null : decodeURIComponent(found);
}

function isEntered(kept: unknown): kept is Entered {
  if (typeof kept !== 'object' || kept === null) return false;
  const { session, seat, token } = kept as Record<string, unknown>;
  return [session, seat, token].every((one) => typeof one === 'string');
}

/** Links that were opened on this device, and how what they show was last. */
import type { Connection, Kind, Last } from '@downbeat/client';
import type { Link } from './link';

export type Kept = Link & Last<Kind> & { title: string };

const KEPT_AS = 'clocks';
const KEPT_MAX = 10;
/** Together they stay well below what a browser keeps for a page. */
const CHARS_MAX = 40_000;

/** The one that was shown last comes first. */
export function kept(): Kept[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return Array.isArray(all) ? all.filter(isKept) : [];
  } catch {
    return [];
  }
}

export const lastOf = (link: Link): Kept | undefined => kept().find(isOf(link));

export function forget(link: Link): void {
  const isIt = isOf(link);
  write(kept().filter((one) => !isIt(one)));
}

/** As it is now, under the words that it is found by. */
export function keep(link: Link, session: Connection<Kind>, title: string): void {
  const { kind, role, participant, view } = session;
  if (!kind || !role || !view) return;
  const one: Kept = { ...link, kind, role, participant, view, title, heard_ms: Date.now() };
  const isIt = isOf(link);
  const others = kept().filter((other) => !isIt(other));
  // A view that is too large is not kept, and neither is an older one of it.
  const isSmall = JSON.stringify(one).length <= CHARS_MAX;
  write([...(isSmall ? [one] : []), ...others].slice(0, KEPT_MAX));
}

function write(all: Kept[]): void {
  // A browser that keeps nothing has nothing to show without a network.
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(all));
  } catch {}
}

function isOf({ session, token }: Link): (one: Link) => boolean {
  return (one) => one.session === session && one.token === token;
}

function isKept(one: unknown): one is Kept {
  const of = (one ?? {}) as Partial<Kept>;
  const texts = [of.session, of.token, of.title, of.kind, of.role];
  const isWhole = texts.every((text) => typeof text === 'string' && text !== '');
  return isWhole && typeof of.heard_ms === 'number' && typeof of.view === 'object' && !!of.view;
}

/** Whose pages an address of the signed-in pages is one of. */
import type { MadeKind } from '@downbeat/client';
import type { KindIndex, PageLink } from '../../kinds/kind';
import { KINDS } from '../../kinds/kinds';
import { language } from '../../kit/language/language';
import { isWithin } from '../../kit/route/within';
import { ACCOUNT, CIRCLES, CONSOLE, DOCS, JOURNAL } from '../product';

export { ACCOUNT } from '../product';

export type Route = { at: 'kind'; kind: MadeKind } | { at: 'account' } | { at: 'nowhere' };

export type HeaderLink = { title: string; path: string; isHere: boolean };

/** Where whoever signs in lands. */
export const HOME = '/dashboard';

const NAMES = Object.keys(KINDS) as MadeKind[];

export function routeOf(path: string): Route {
  if (path.replace(/\/+$/, '') === ACCOUNT.path) return { at: 'account' };
  const kind = NAMES.find((name) => isWithin(path, KINDS[name].root));
  return kind ? { at: 'kind', kind } : { at: 'nowhere' };
}

/** What can be made without an account, as it is offered to whoever has none. */
export function freeLinks(): HeaderLink[] {
  const kinds: KindIndex[] = Object.values(KINDS);
  return kinds.flatMap(({ free }) => (free ? [shown(free[0], false)] : []));
}

/**
 * Whether an address is for whoever has no account: a stranger makes something there,
 * a guest sees what they made.
 */
export function isFree(path: string, isGuest: boolean): boolean {
  const route = routeOf(path);
  if (route.at !== 'kind') return isGuest;
  const { free }: KindIndex = KINDS[route.kind];
  if (isGuest) return free !== undefined;
  return free?.some((page) => page.path === path.replace(/\/+$/, '')) ?? false;
}

/** A kind's own word is an address of its pages, too: where it leads to, if it is one. */
export function homeOf(path: string): string | null {
  const name = NAMES.find((name) => path.replace(/\/+$/, '') === `/${name}`);
  return name && KINDS[name].root !== `/${name}` ? KINDS[name].root : null;
}

/** The way to each kind, the account, the console for staff, and what the API can do. */
export function productLinks(path: string, isStaff: boolean): HeaderLink[] {
  const kinds = NAMES.map((name) => ({ title: KINDS[name].title, path: KINDS[name].root }));
  const all = [...kinds, CIRCLES, JOURNAL, ACCOUNT, ...(isStaff ? [CONSOLE] : []), DOCS];
  const here = partOf(path);
  return all.map((link) => shown(link, link.path === here));
}

/** Where the part begins that an address is of. */
function partOf(path: string): string | undefined {
  const route = routeOf(path);
  if (route.at === 'kind') return KINDS[route.kind].root;
  return [CIRCLES, JOURNAL, ACCOUNT, CONSOLE, DOCS].find((part) => isWithin(path, part.path))?.path;
}

/** All that the kind offers whose pages are looked at. */
export function viewLinks(path: string): HeaderLink[] {
  const route = routeOf(path);
  if (route.at !== 'kind') return [];
  const { links } = KINDS[route.kind];
  const within = links.filter((link) => isWithin(path, link.path));
  const here = within.sort((one, other) => other.path.length - one.path.length)[0];
  return links.map((link) => shown(link, link === here));
}

function shown({ title, path }: PageLink, isHere: boolean): HeaderLink {
  return { title: title[language], path, isHere };
}

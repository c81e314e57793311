/** Whose pages an address of the signed-in pages is one of. */
import type { Kind } from '@downbeat/client';
import type { PageLink } from '../../kinds/kind';
import { KINDS } from '../../kinds/kinds';
import { isWithin } from '../../kit/route/within';

export type Route = { at: 'kind'; kind: Kind } | { at: 'account' } | { at: 'nowhere' };

export type HeaderLink = PageLink & { isHere: boolean };

export const ACCOUNT: PageLink = { title: 'Account', path: '/dashboard/account' };
/** Where whoever signs in lands. */
export const HOME = '/dashboard';

const NAMES = Object.keys(KINDS) as Kind[];

export function routeOf(path: string): Route {
  if (path.replace(/\/+$/, '') === ACCOUNT.path) return { at: 'account' };
  const kind = NAMES.find((name) => isWithin(path, KINDS[name].root));
  return kind ? { at: 'kind', kind } : { at: 'nowhere' };
}

/** A kind's own word is an address of its pages, too: where it leads to, if it is one. */
export function homeOf(path: string): string | null {
  const name = NAMES.find((name) => path.replace(/\/+$/, '') === `/${name}`);
  return name && KINDS[name].root !== `/${name}` ? KINDS[name].root : null;
}

/** The way to each kind, all that the open one offers, and the account. */
export function linksOf(path: string, open: Kind | null): HeaderLink[] {
  const links = NAMES.flatMap((name) => {
    const { links } = KINDS[name];
    return name === open ? links : [links[0]];
  });
  const all = [...links, ACCOUNT];
  const within = all.filter((link) => isWithin(path, link.path));
  const here = within.sort((one, other) => other.path.length - one.path.length)[0];
  return all.map((link) => ({ ...link, isHere: link === here }));
}

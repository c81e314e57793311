/** Which of the pages of the inbox an address is, and what is asked for there. */
import { isWithin } from '../../kit/route/within';
import { INBOX } from '../product';

export type Route = { at: 'list' | 'settings' | 'nowhere' };

export function routeOf(address: string): Route {
  const path = address.replace(/\/+$/, '');
  if (path === INBOX.path) return { at: 'list' };
  return { at: path === settingsPath() ? 'settings' : 'nowhere' };
}

export function isOurs(path: string): boolean {
  return isWithin(path, INBOX.path);
}

export const SHOWN = ['all', 'unread'] as const;

/** Which notices are listed. */
export type Shown = (typeof SHOWN)[number];

export function shownIn(query: URLSearchParams): Shown {
  return query.get('show') === 'unread' ? 'unread' : 'all';
}

export const settingsPath = () => `${INBOX.path}/settings`;
export const listPath = (shown: Shown) => INBOX.path + (shown === 'unread' ? `?show=${shown}` : '');

import { type Watch, watch } from '../../watch.ts';

/** Watches the inbox of whoever is signed in here. `base` is the server's address. */
export function watchInbox(base: string): Watch<'inbox'> {
  const url = new URL('/ws/me', base);
  url.protocol = url.protocol.replace('http', 'ws');
  return watch({ url: url.href, kind: 'inbox' });
}

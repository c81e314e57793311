/** Where a session is: its socket's own address, or the server's and the session's id. */
export type Address =
  | { url: string }
  | { base: string; session: string; link?: string | undefined };

/** What a subprotocol may be made of: RFC 6455, section 4.1. */
const WORD = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The address of a session's socket. `base` is the server's, as `https://…` or `wss://…`.
 * A link's token is no part of it, for addresses are kept in logs; one that could not be
 * sent otherwise opens nothing.
 */
export function socketUrl(address: Address): string {
  if ('url' in address) return address.url;
  const url = new URL(`/ws/sessions/${encodeURIComponent(address.session)}`, address.base);
  url.protocol = url.protocol.replace('http', 'ws');
  if (address.link && !WORD.test(address.link)) url.searchParams.set('link', address.link);
  return url.href;
}

/** What its socket offers to speak, and its link's token, which the server does not name again. */
export function subprotocols(address: Address): string[] {
  const link =
    'link' in address && address.link && WORD.test(address.link) ? [`link.${address.link}`] : [];
  return ['downbeat.v2', ...link];
}

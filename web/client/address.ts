/** Where a session is: its socket's own address, or the server's and the session's id. */
export type Place = { url: string } | { base: string; session: string; link?: string | undefined };

/** What a subprotocol may be made of: RFC 6455, section 4.1. */
const WORD = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The address of a session's socket. `base` is the server's, as `https://…` or `wss://…`.
 * A link's token is no part of it, for addresses are kept in logs; one that could not be
 * sent otherwise opens nothing.
 */
export function socketUrl(place: Place): string {
  if ('url' in place) return place.url;
  const url = new URL(`/ws/sessions/${encodeURIComponent(place.session)}`, place.base);
  url.protocol = url.protocol.replace('http', 'ws');
  if (place.link && !WORD.test(place.link)) url.searchParams.set('link', place.link);
  return url.href;
}

/** What its socket offers to speak, and its link's token, which the server does not name again. */
export function subprotocols(place: Place): string[] {
  const link = 'link' in place && place.link && WORD.test(place.link) ? [`link.${place.link}`] : [];
  return ['downbeat.v2', ...link];
}

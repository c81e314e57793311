/** Where a session is: its socket's own address, or the server's and the session's id. */
export type Place = { url: string } | { base: string; session: string; link?: string | undefined };

/** The address of a session's socket. `base` is the server's, as `https://…` or `wss://…`. */
export function socketUrl(place: Place): string {
  if ('url' in place) return place.url;
  const url = new URL(`/ws/sessions/${encodeURIComponent(place.session)}`, place.base);
  url.protocol = url.protocol.replace('http', 'ws');
  if (place.link) url.searchParams.set('link', place.link);
  return url.href;
}

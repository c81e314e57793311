/** Where a session is: its socket's own address, or the server's and the session's id. */
export type Address =
  | { url: string }
  | { base: string; session: string; link?: string | undefined };

/** The address of a session's socket. `base` is the server's, as `https://…` or `wss://…`. */
export function socketUrl(address: Address): string {
  if ('url' in address) return address.url;
  const url = new URL(`/ws/sessions/${encodeURIComponent(address.session)}`, address.base);
  url.protocol = url.protocol.replace('http', 'ws');
  if (address.link) url.searchParams.set('link', address.link);
  return url.href;
}

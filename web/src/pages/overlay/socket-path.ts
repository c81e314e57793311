const PREVIEW = '/overlay/preview/';

/** Where the page's views come from: by the token in its address, or for its owner by cookie. */
export function socketPath(pathname: string): string {
  const last = pathname.split('/').at(-1) ?? '';
  return pathname.startsWith(PREVIEW) ? `/ws/sessions/${last}` : `/ws/overlay/${last}`;
}

export function socketUrl({ origin, pathname }: Location): string {
  return origin.replace('http', 'ws') + socketPath(pathname);
}

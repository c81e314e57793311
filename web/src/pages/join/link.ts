/** A link is `/join/{session}#{token}`: what comes after the # no server and no log sees. */
export type Link = { session: string; token: string };

export function linkOf(pathname: string, hash: string): Link | null {
  const session = pathname.match(/^\/join\/([^/]+)\/?$/)?.[1];
  const token = hash.slice(1);
  return session && token ? { session, token } : null;
}

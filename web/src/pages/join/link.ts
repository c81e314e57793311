/** A link is `/join/{session}#{token}`: what comes after the # no server and no log sees. */
export type Link = { session: string; token: string };

/** What no code is as long as. */
const CODE_CHARS_MAX = 20;

/** A lobby is `/join/{code}`, and `/join` where a code is typed: empty then. */
export function codeOf(pathname: string, hash: string): string | null {
  const code = pathname.match(/^\/join(?:\/([^/]*))?\/?$/)?.[1] ?? '';
  return hash === '' && code.length <= CODE_CHARS_MAX ? code : null;
}

export function linkOf(pathname: string, hash: string): Link | null {
  const session = pathname.match(/^\/join\/([^/]+)\/?$/)?.[1];
  const token = hash.slice(1);
  return session && token ? { session, token } : null;
}

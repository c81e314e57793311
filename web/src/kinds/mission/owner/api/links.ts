import { get, post } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';

const OF_SESSION = '/api/v1/sessions/{id}/links';
const LINK = '/api/v1/links/{id}';

/** Roles that a camp has links for. */
export type LinkRole = 'overlay' | 'moderator';

/** The newest of that role, `null` where there is none. */
export async function readLinkOf(
  session: string,
  role: LinkRole,
  signal?: AbortSignal,
): Promise<Schemas['LinkSummary'] | null> {
  const { items } = await get(OF_SESSION, { path: { id: session } }, signal);
  return items.find((one) => one.role === role) ?? null;
}

/** What opens it: copied, never shown. */
export const readLink = (id: string) => get(LINK, { path: { id } });

export const makeLink = (session: string, role: LinkRole) =>
  post(OF_SESSION, { path: { id: session }, body: { role } });

export const rotateLink = (id: string) => post(`${LINK}/rotate`, { path: { id } });

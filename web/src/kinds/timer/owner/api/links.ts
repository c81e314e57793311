import { get, post, remove } from '../../../../kit/api/client';
import type { Link, LinkRole } from './model';

const OF_SESSION = '/api/v1/sessions/{id}/links';
const LINK = '/api/v1/links/{id}';
const A_PAGE = 100;

/** All of them: a session has a hundred at most. */
export async function readLinks(session: string, signal?: AbortSignal): Promise<Link[]> {
  const { items } = await get(
    OF_SESSION,
    { path: { id: session }, query: { limit: A_PAGE } },
    signal,
  );
  return items;
}

export const makeLink = (session: string, role: LinkRole, participant: string | null) =>
  post(OF_SESSION, {
    path: { id: session },
    body: participant === null ? { role } : { role, participant },
  });

export const readLink = (id: string) => get(LINK, { path: { id } });
export const rotateLink = (id: string) => post(`${LINK}/rotate`, { path: { id } });
export const endLink = (id: string) => remove(LINK, { path: { id } });

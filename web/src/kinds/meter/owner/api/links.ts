import { get, post } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';

const OF_SESSION = '/api/v1/sessions/{id}/links';
const LINK = '/api/v1/links/{id}';

/** The newest of the overlay's, `null` where there is none. */
export async function readOverlayLink(
  session: string,
  signal?: AbortSignal,
): Promise<Schemas['LinkSummary'] | null> {
  const { items } = await get(OF_SESSION, { path: { id: session } }, signal);
  return items.find((one) => one.role === 'overlay') ?? null;
}

/** What opens an overlay: copied, never shown. */
export const readLink = (id: string) => get(LINK, { path: { id } });

export const makeOverlayLink = (session: string) =>
  post(OF_SESSION, { path: { id: session }, body: { role: 'overlay' } });

export const rotateLink = (id: string) => post(`${LINK}/rotate`, { path: { id } });

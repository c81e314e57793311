import { get, post } from '../../api/client';
import type { Page } from '../../api/page';
import type { Link, LinkSummary } from './model';
import { pathOf } from './sessions';

/** The newest of the overlay's, `null` where there is none. */
export async function readOverlayLink(
  session: string,
  signal?: AbortSignal,
): Promise<LinkSummary | null> {
  const { items } = await get<Page<LinkSummary>>(pathOf(session, '/links'), {}, signal);
  return items.find((one) => one.role === 'overlay') ?? null;
}

export const readLink = (id: string) => get<Link>(`/api/v1/links/${id}`);

export const makeOverlayLink = (session: string) =>
  post<Link>(pathOf(session, '/links'), { role: 'overlay' });

export const rotateLink = (id: string) => post<Link>(`/api/v1/links/${id}/rotate`, {});

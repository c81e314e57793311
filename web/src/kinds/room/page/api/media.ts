/** Videos and sounds that lie on the server, for people with an account. */
import { get } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';

export type Medium = Schemas['Medium'];

export async function readMedia(signal: AbortSignal): Promise<Medium[]> {
  const { items } = await get('/api/v1/media', {}, signal);
  return items;
}

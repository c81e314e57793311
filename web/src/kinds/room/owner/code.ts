import { get } from '../../../kit/api/client';

/** The code of a room of one's own, as the room shows it; null while it sleeps. */
export async function codeOf(id: string): Promise<string | null> {
  const { view } = await get('/api/v1/sessions/{id}', { path: { id } });
  const code: unknown = view && 'code' in view ? view.code : null;
  return typeof code === 'string' ? code : null;
}

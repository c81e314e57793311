import { get } from '../../../../kit/api/client';

/** Who is on a mission, with the ids that a line of the ticker does not have. */
export async function readParty(id: string): Promise<{ survivor: string; name: string }[]> {
  return (await get('/api/v1/missions/{id}', { path: { id } })).view.party;
}

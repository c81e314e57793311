import { command, get, post } from '../../../../kit/api/client';
import type { Mission, Retold } from './model';
import { packOf } from './packs';

const ONE = '/api/v1/missions/{id}';

export type PartyKind = 'solo' | 'open' | 'code';

export const goOut = (channel: string, difficulty: number, party: PartyKind) =>
  post('/api/v1/camps/{channel}/missions', { path: { channel }, body: { difficulty, party } });

export const mission = async (id: string, signal?: AbortSignal): Promise<Mission> =>
  (await get(ONE, { path: { id } }, signal)) as Mission;

/** Of one that has ended, with the pack that it is told from. */
export async function retold(id: string, signal?: AbortSignal): Promise<Retold> {
  const replay = await get(`${ONE}/replay`, { path: { id } }, signal);
  return { replay, pack: await packOf(replay.pack.id, replay.pack.version, signal) };
}

export const joinMission = (id: string, code: string | null) =>
  post(`${ONE}/join`, { path: { id }, body: code === null ? {} : { code } });
export const ready = (id: string, on: boolean) => command('expedition', 'ready', id, { on });
export const leave = (id: string) => post(`${ONE}/leave`, { path: { id } });
export const depart = (id: string) => post(`${ONE}/depart`, { path: { id } });
export const turnBack = (id: string) => post(`${ONE}/turn_back`, { path: { id } });
export const recall = (id: string) => post(`${ONE}/recall`, { path: { id } });
export const kick = (id: string, survivor: string) =>
  post(`${ONE}/kick`, { path: { id }, body: { survivor } });
export const handOver = (id: string, survivor: string) =>
  post(`${ONE}/hand_over`, { path: { id }, body: { survivor } });

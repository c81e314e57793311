/** Where people pick their seat by a code. */
import { get, put, remove } from '../../../../kit/api/client';
import { Problem } from '../../../../kit/api/problem';
import type { Lobby } from './model';

const LOBBY = '/api/v1/sessions/{id}/lobby';

/** Null where there never was one. */
export async function readLobby(id: string, signal?: AbortSignal): Promise<Lobby | null> {
  try {
    return await get(LOBBY, { path: { id } }, signal);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export const openLobby = (id: string, closes_at_start: boolean) =>
  put(LOBBY, { path: { id }, body: { closes_at_start } });

export const closeLobby = (id: string) => remove(LOBBY, { path: { id } });

export const releaseSeat = (id: string, participant: string) =>
  remove(`${LOBBY}/seats/{participant}`, { path: { id, participant } });

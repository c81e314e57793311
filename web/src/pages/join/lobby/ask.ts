/** What a lobby is asked for, by whoever has its code. */
import { get, post } from '../../../kit/api/client';

const LOBBY = '/api/v1/lobbies/{code}';

export const look = (code: string) => get(LOBBY, { path: { code } });

/** Somebody's own seat, or with null any that is free. */
export const take = (code: string, participant: string | null) =>
  post(`${LOBBY}/seats`, { path: { code }, body: { participant } });

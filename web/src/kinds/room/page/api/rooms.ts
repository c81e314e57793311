/** Rooms as whoever stands before one has them: made, looked at, entered. */
import type { RoomOutside } from '@downbeat/client';
import { reader } from '../../../../people/reader.svelte';
import type { Entered } from '../live/live.svelte';
import { readOpenly, sendAsReader } from './ask';

/** `hosts` will see the address of whoever plays what is on. */
export type Outside = RoomOutside & { id: string; code: string; hosts: string[] };

/** `role` is `viewer` of whoever has to be let in first. */
export type Entry = Entered & { role: string };

export type Asked = { name?: string; password?: string; token?: string };

export const readRoom = (code: string, signal?: AbortSignal) =>
  readOpenly<Outside>(`/rooms/${encodeURIComponent(code)}`, signal);

export const enterRoom = (code: string, asked: Asked) =>
  sendAsReader<Entry>('POST', `/rooms/${encodeURIComponent(code)}/seats`, asked);

export type Made = { id: string; code: string; url: string; seat: string; token: string };

export async function makeRoom(title: string | null): Promise<Made> {
  const wasNobody = reader.isSignedOut;
  const made = await sendAsReader<Made>(
    'POST',
    '/rooms',
    title === null ? {} : { config: { title } },
  );
  // A stranger was given a guest's cookie.
  if (wasNobody) await reader.arrive();
  return made;
}

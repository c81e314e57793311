/** People of circles as they are asked for. */
import { put, remove, tagOf } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { read } from '../../../kit/api/read';
import { tellRegards } from './regards';

export type Regard = Schemas['CircleRegard'];
export type Feed = Schemas['FeedName'];
/** What somebody makes of another. */
export type Regards = Schemas['CircleRegards'];
export type Person = Schemas['CirclePerson'];
export type Regarded = Schemas['RegardedPerson'];
export type Profile = Schemas['CircleProfile'];

export function readPerson(id: string, signal: AbortSignal): Promise<Person> {
  return read('/api/v1/people/{id}', { path: { id } }, signal);
}

/** A mute ends at a time, or does not. */
export async function setRegard(
  id: string,
  how: Regard,
  body: Schemas['CircleMuteBody'] = {},
): Promise<Regards> {
  const path = { id };
  if (how === 'follow') return put('/api/v1/people/{id}/follow', { path });
  const regards =
    how === 'mute'
      ? await put('/api/v1/people/{id}/mute', { path, body })
      : await put('/api/v1/people/{id}/block', { path });
  tellRegards();
  return regards;
}

export async function endRegard(id: string, how: Regard): Promise<Regards> {
  const regards = await remove(`/api/v1/people/{id}/${how}`, { path: { id } });
  if (how !== 'follow') tellRegards();
  return regards;
}

export function readRegarded(
  regard: Regard,
  cursor: string | null,
): Promise<Schemas['RegardedPeople']> {
  return read('/api/v1/me/people', { query: { regard, cursor, limit: 50 } });
}

export function readProfile(): Promise<Profile> {
  return read('/api/v1/me/profile', {});
}

/** In place of what was read. */
export function setProfile(before: Profile, about: string): Promise<Profile> {
  const headers = { 'If-Match': tagOf(before) };
  return put('/api/v1/me/profile', { headers, body: { about } });
}

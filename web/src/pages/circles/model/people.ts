/** People of circles as they are asked for. */
import { put, remove, tagOf } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { read } from '../../../kit/api/read';

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
export function setRegard(
  id: string,
  how: Regard,
  body: Schemas['CircleMuteBody'] = {},
): Promise<Regards> {
  const path = { id };
  if (how === 'mute') return put('/api/v1/people/{id}/mute', { path, body });
  if (how === 'block') return put('/api/v1/people/{id}/block', { path });
  return put('/api/v1/people/{id}/follow', { path });
}

export function endRegard(id: string, how: Regard): Promise<Regards> {
  return remove(`/api/v1/people/{id}/${how}`, { path: { id } });
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

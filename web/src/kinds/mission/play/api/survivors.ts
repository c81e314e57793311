import { get, patch, post, tagOf } from '../../../../kit/api/client';
import type { Bent, Outing, Page, Survivor } from './model';

const ONE = '/api/v1/survivors/{id}';

export type Growth = { knacks?: string[]; caution?: number; auto?: boolean; name?: string | null };

export const makeSurvivor = (bent: Bent, name: string | null): Promise<Survivor> =>
  post('/api/v1/survivors', { body: { bent, ...(name !== null && { name }) } });

export const survivor = (id: string, signal?: AbortSignal): Promise<Survivor> =>
  get(ONE, { path: { id } }, signal);

export const history = (
  id: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<Outing>> =>
  get(`${ONE}/missions`, { path: { id }, query: { cursor, limit: 20 } }, signal);

/** Changes one that was read as it is there. */
export const change = (was: Survivor, body: Growth): Promise<Survivor> =>
  patch(ONE, { path: { id: was.id }, body, headers: { 'If-Match': tagOf(was) } });

export const retire = (id: string): Promise<Survivor> => post(`${ONE}/retire`, { path: { id } });

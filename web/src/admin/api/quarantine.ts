import { get, post } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';

export type Refused = Schemas['AsideView'];

const PATH = '/api/v1/admin/quarantine';

export const listRefused = (
  state: Refused['state'] | null,
  cursor: string | null,
  signal?: AbortSignal,
) => get(PATH, { query: { state, cursor } }, signal);

export const decide = (id: string, action: 'retry' | 'discard', reason: string | null) =>
  post(`${PATH}/{id}/${action}`, { path: { id }, body: { reason } });

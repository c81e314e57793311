import { get, post } from '../../api/client';
import type { Page } from '../../api/page';

export type Refused = {
  id: string;
  shard: number;
  session_id: string | null;
  at_ms: number;
  error: string;
  body: string;
  state: 'waiting' | 'retried' | 'discarded';
  decided_by: string | null;
  decided_ms: number | null;
};

const PATH = '/api/v1/admin/quarantine';

export const listRefused = (state: string, cursor: string | null, signal?: AbortSignal) =>
  get<Page<Refused>>(PATH, { state, cursor }, signal);

export const decide = (id: string, deed: 'retry' | 'discard', reason: string | null) =>
  post<Refused>(`${PATH}/${id}/${deed}`, { reason });

import { get, post } from '../../api/client';
import type { Page } from '../../api/page';
import type { Deed, JobQuery } from './jobs';

export type Bulk = {
  id: string;
  action: Deed;
  actor: string;
  reason: string | null;
  filter: Partial<JobQuery> | null;
  total: number;
  done: number;
  skipped: number;
  state: 'running' | 'stopped' | 'done';
  created_ms: number;
  updated_ms: number;
  note: string | null;
};

export type BulkAsked = {
  action: Deed;
  filter: JobQuery | null;
  ids: string[] | null;
  expected: number;
  reason: string | null;
};

const PATH = '/api/v1/admin/bulk';

export const startBulk = (asked: BulkAsked) => post<Bulk>(PATH, asked);

export const listBulk = (cursor: string | null, signal?: AbortSignal) =>
  get<Page<Bulk>>(PATH, { cursor }, signal);

export const readBulk = (id: string, signal?: AbortSignal) =>
  get<Bulk>(`${PATH}/${id}`, {}, signal);

export const stopBulk = (id: string) => post<Bulk>(`${PATH}/${id}/stop`, { reason: null });

export const resumeBulk = (id: string) => post<Bulk>(`${PATH}/${id}/resume`, { reason: null });

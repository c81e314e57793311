import { get, post } from '../../api/client';

export type Wanted = 'work' | 'quiet' | 'drain' | 'stop';

export type Worker = {
  name: string;
  version: string;
  started_ms: number;
  seen_ms: number;
  wanted: Wanted;
  is_gone: boolean;
  shards: number[];
  lateness_ms: number;
  running: { id: string; name: string; queue: string; started_ms: number }[];
  slots: number;
};

const PATH = '/api/v1/admin/workers';

export const listWorkers = (signal?: AbortSignal) => get<{ items: Worker[] }>(PATH, {}, signal);

export const wantOf = (name: string, wanted: Wanted, reason: string | null) =>
  post<Worker>(`${PATH}/${encodeURIComponent(name)}/${wanted}`, { reason });
